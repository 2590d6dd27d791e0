"""What a letter says: in its language, complete as plain text, safe as HTML and in its headers."""

from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage

import pytest
from flask_babel import force_locale, gettext
from sqlalchemy.orm import Session

from tests.notifications.postbox import MONDAY
from visits.access.links import LinkKeeper
from visits.access.rules import LinkKind
from visits.kit.translated import Translated
from visits.notifications import actions
from visits.notifications.compose import Attachment, Uncomposable, Writer
from visits.notifications.message import message_of
from visits.notifications.models import Letter
from visits.notifications.rules import Failure

# What a letter says is not the database's business.
pytestmark = pytest.mark.sqlite_alone


@pytest.fixture
def message(session: Session, writer: Writer) -> Callable[[Letter], EmailMessage]:
    def make(letter: Letter) -> EmailMessage:
        composed = writer.compose(session, letter)
        return message_of(letter, composed, writer.office, at=MONDAY)

    return make


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_a_letter_stands_alone_as_plain_text(writer: Writer, session: Session, queued):
    composed = writer.compose(session, queued())
    assert composed.subject == "Programme of Tuesday, November 24, 2026"
    assert composed.text == (
        "Dear Amina Al-Farsi,\n\n"
        "Smart city centre, 14:00–15:30 (Korean Time)\n\n"
        "http://127.0.0.1:8000/en/visit/abc\n\n"
        "International Relations Division, Sejong City\n"
        "Telephone: +82 44-300-0000\n"
        "E-mail: visits@example.org"
    )


def test_dates_are_those_of_the_letters_language(writer: Writer, session: Session, queued):
    assert "2026. 11. 24.(화)" in writer.compose(session, queued(language="ko")).subject
    assert "الثلاثاء، 24 نوفمبر 2026" in writer.compose(session, queued(language="ar")).subject


def test_a_language_without_a_catalogue_is_written_in_english(writer, session, queued):
    composed = writer.compose(session, queued(language="lo"))
    assert composed.language.tag == "en"
    assert composed.subject == "Programme of Tuesday, November 24, 2026"


def test_composing_leaks_no_language(writer: Writer, session: Session, queued):
    with force_locale("ko"):
        before = gettext("Sent")
        writer.compose(session, queued(language="ar"))
        with pytest.raises(Uncomposable):
            writer.compose(session, queued(language="ar", facts={"starts": "never"}))
        assert gettext("Sent") == before


def test_what_runs_the_other_way_is_isolated(writer: Writer, session: Session, queued):
    place = Translated(ar="مركز المدينة", en="City centre")
    text = writer.compose(session, queued(language="ar", place=place)).text
    assert "مركز المدينة, \u206814:00–15:30\u2069" in text
    english = writer.compose(session, queued(place=Translated(ar="مركز المدينة"))).text
    assert "\u2068مركز المدينة\u2069, 14:00–15:30" in english


def test_what_an_officer_wrote_stands_over_what_was_composed(writer, session, queued):
    letter = queued()
    actions.edit(
        session, letter, to=letter.recipient, name=letter.recipient_name,
        subject="Tuesday in Sejong", text="Come at two.", by="Kim Haneul", at=MONDAY,
    )  # fmt: skip
    composed = writer.compose(session, letter)
    assert (composed.subject, composed.text) == ("Tuesday in Sejong", "Come at two.")
    assert [attachment.name for attachment in composed.attachments] == ["visit.ics"]


def test_an_edited_text_keeps_no_secret_address(app, writer: Writer, session: Session, queued):
    keeper: LinkKeeper = app.extensions["links"]
    link = keeper.issue(session, LinkKind.GUEST, ("delegation", 7), language="en", at=MONDAY)
    address = keeper.address(link)
    letter = queued()
    actions.edit(
        session, letter, to=letter.recipient, name="", subject=None,
        text=f"Your programme:\n{address}", by="Kim Haneul", at=MONDAY,
    )  # fmt: skip
    assert letter.text == f"Your programme:\nhttp://127.0.0.1:8000/en/visit/⟦{link.id}⟧"
    assert writer.compose(session, letter).text == f"Your programme:\n{address}"
    keeper.renew(link)
    assert writer.compose(session, letter).text == f"Your programme:\n{keeper.address(link)}"


def test_the_headers_say_who_writes_and_that_a_machine_does(message, queued):
    letter = queued()
    mail = message(letter)
    assert (
        str(mail["From"]) == '"International Relations Division, Sejong City" <visits@example.org>'
    )
    assert str(mail["To"]) == "Amina Al-Farsi <amina@example.org>"
    assert str(mail["Reply-To"]) == "visits@example.org"
    assert str(mail["Date"]) == "Mon, 16 Nov 2026 01:00:00 +0000"
    assert str(mail["Message-ID"]) == letter.message_id
    assert str(mail["Auto-Submitted"]) == "auto-generated"
    assert str(mail["Content-Language"]) == "en"


@pytest.mark.parametrize(
    ("to", "name"),
    [
        ("amina@example.org", "Amina\r\nBcc: everyone@example.org"),
        ("amina@example.org", 'Amina" <other@example.org>, "'),
        ("amina@example.org", "名" * 200),
    ],
)
def test_a_name_cannot_become_a_header_or_an_address(message, session, queued, to, name):
    mail = message(queued(to, name=name))
    assert set(mail.keys()) == {
        "Subject", "From", "To", "Reply-To", "Date", "Message-ID", "Auto-Submitted",
        "Content-Language", "MIME-Version", "Content-Type",
    }  # fmt: skip
    assert [address.addr_spec for address in mail["To"].addresses] == ["amina@example.org"]


@pytest.mark.parametrize(
    "to", ["amina@example.org\nBcc: x@example.org", "a@b@example.org", "<a@example.org>", "a b"]
)
def test_what_is_no_address_is_refused(message, queued, to):
    with pytest.raises(Uncomposable) as caught:
        message(queued(to))
    assert caught.value.setback.failure is Failure.BAD_ADDRESS


def test_user_text_becomes_neither_markup_nor_a_link(message, queued):
    note = "<script>alert(1)</script> https://evil.example/"
    html = part(message(queued(facts={"note": f"{note}\n\nhttps://evil.example/"})), "html")
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; https://evil.example/" in html
    assert html.count("<a ") == 1
    assert '<a href="http://127.0.0.1:8000/en/visit/abc" dir="ltr">' in html


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8000.evil.example/",
        "http://127.0.0.1:8000@evil.example/",
        'http://127.0.0.1:8000/" onclick="alert(1)',
        "javascript:alert(1)",
    ],
)
def test_only_our_own_addresses_become_links(message, queued, address):
    assert "<a " not in part(message(queued(facts={"address": address})), "html")


def test_an_arabic_letter_says_its_language_and_direction(message, queued):
    html = part(message(queued(language="ar")), "html")
    assert '<html lang="ar" dir="rtl">' in html


def test_attachments_go_with_the_letter(message, queued):
    (attached,) = message(queued()).iter_attachments()
    assert attached.get_content_type() == "text/calendar"
    assert attached.get_filename() == "visit.ics"
    assert attached.get_content() == "BEGIN:VCALENDAR\r\n"


def test_more_than_ten_megabytes_are_refused(writer: Writer, session: Session, queued):
    letter = queued()
    plan = Attachment("plan.pdf", "application/pdf", b"x" * 8_000_000)
    composed = replace(writer.compose(session, letter), attachments=[plan])
    with pytest.raises(Uncomposable) as caught:
        message_of(letter, composed, writer.office, at=MONDAY)
    assert caught.value.setback.failure is Failure.TOO_LARGE


def test_an_unknown_kind_is_said_so(writer: Writer, session: Session, queued):
    with pytest.raises(Uncomposable) as caught:
        writer.compose(session, queued(kind="nothing.known"))
    assert caught.value.setback.failure is Failure.UNKNOWN_KIND
