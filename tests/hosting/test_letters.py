"""What hosts read: each letter stands alone as plain text."""

import pytest

from tests.factories import (
    a_contact,
    a_delegate,
    a_delegation,
    a_site,
    a_stop,
    a_user,
    an_itinerary,
    wall,
)
from tests.hosting.cast import LATER, reply, send, the_request
from tests.kit.test_typeset import read_back
from visits.hosting import actions as hosting
from visits.itineraries import actions
from visits.itineraries.rules import Said
from visits.kit.translated import Translated
from visits.notifications.compose import Uncomposable, writer
from visits.notifications.models import Letter
from visits.sites.rules import ContactChannel, ContactRole

FACTS = """\
Tuesday, March 3, 2099 10:00–11:00
Where: Arboretum
Who: Lima delegation (Saudi Arabia)
How many: 9 people
Language: English (with their own interpreter)
What: A visit
What they want to know: How are signals timed?
Whom to call: Kim Haneul, +82 44-300-0001
"""
SIGNATURE = """\
International Relations Division, Sejong City
Telephone: +82 44-300-0000
E-mail: visits@example.org"""
ASKED = """\
Dear Ms Yoon,

may we ask you to receive this group? All times are local times (Korean Time).

{facts}
Please answer by Thursday, December 4, 2098: yes, no, another time, or fewer people.
Your page, without an account:

{address}

If the page does not open from your network, answer this mail or call us.

{signature}"""
COOPERATION = """\
Recipient: Director of the Arboretum
Via: Head of division
Reference: Education team

1. We thank you for your constant cooperation with the affairs of the city.
2. We ask for your cooperation so that this group can visit Arboretum. Times are local times \
(Korean Time).

{facts}
3. Please let us know by Thursday, December 4, 2098 whether you can receive them, and who guides \
them.

Attached: programme of the visit, 1 copy. End.

{signature}"""
CALL = """\
Call: Ms Yoon, Team leader
Number: +82 44-000-0101

“This is the office for international relations. May we bring this group?”

{facts}
Ask: yes or no; else which other time, or how many people; who guides them; what must they bring \
or leave outside?
An answer is wanted by Thursday, December 4, 2098. Note it at the stop."""


@pytest.fixture
def visit(session):
    lead = a_user(session, name="Kim Haneul", phone="+82443000001")
    delegation = a_delegation(
        session,
        title=Translated(en="Lima delegation"),
        purpose=Translated(en="How are signals timed?"),
        lead=lead,
    )
    return an_itinerary(session, delegation)


@pytest.fixture
def composed(session, app):
    """The newest letter, as its recipient reads it."""

    def made():
        letter = session.query(Letter).order_by(Letter.id.desc()).first()
        session.commit()
        with app.test_request_context():
            return writer().compose(session, letter)

    return made


def ask(session, visit, **contact):
    site = a_site(
        session,
        letter_recipient="Director of the Arboretum",
        letter_via="Head of division",
        letter_reference="Education team",
    )
    given = {"name": "Ms Yoon", "position": "Team leader", "phone": "+82440000101"}
    host = a_contact(session, site, language="en", **{**given, **contact})
    return a_stop(session, visit, site=site), host


def test_a_request_by_mail(session, app, visit, composed, token_of):
    _, host = ask(session, visit)
    letter = composed()
    address = f"http://127.0.0.1:8000/en/host/{token_of(host)}"
    assert letter.subject == "Can you receive them? Lima delegation, Tuesday, March 3, 2099"
    assert letter.text == ASKED.format(facts=FACTS, address=address, signature=SIGNATURE)


def test_who_has_little_time_reads_until_which_hour(session, visit, composed):
    stop, _ = ask(session, visit)
    send(session)
    span = {"starts": wall("15:30"), "ends": wall("16:30")}
    actions.move_stop(session, stop, **span, at=wall("8:37"))
    letter = composed()
    assert letter.subject == (
        "Urgent: Can you receive them? Lima delegation, Tuesday, March 3, 2099"
    )
    assert "Please answer by Tuesday, March 3, 2099 12:30: yes, no," in letter.text
    assert "(instead of Tuesday, March 3, 2099 10:00)" in letter.text


def test_the_mail_carries_the_stop_as_a_calendar_file(session, visit, composed):
    stop, _ = ask(session, visit)
    file = composed().attachments[0]
    assert (file.name, file.type) == ("visit.ics", "text/calendar")
    lines = file.content.decode().split("\r\n")
    assert f"UID:{stop.uid}" in lines
    assert "SEQUENCE:0" in lines
    assert "STATUS:TENTATIVE" in lines
    assert not any(line.startswith("METHOD") for line in lines)


def test_a_request_by_official_letter_is_a_text_to_copy(session, visit, composed):
    ask(session, visit, channel=ContactChannel.OFFICIAL_LETTER)
    letter = composed()
    assert letter.subject == (
        "Request for cooperation: visit of Lima delegation on Tuesday, March 3, 2099"
    )
    assert letter.text == COOPERATION.format(facts=FACTS, signature=SIGNATURE)
    (paper,) = letter.attachments
    assert (paper.name, paper.type) == ("programme.pdf", "application/pdf")
    assert "Lima delegation" in read_back(paper.content)


def test_a_call_says_whom_to_call_and_what_to_say(session, visit, composed):
    ask(session, visit, channel=ContactChannel.TELEPHONE)
    letter = composed()
    assert letter.subject == "Call Ms Yoon (Arboretum)"
    assert letter.text == CALL.format(facts=FACTS)


def test_a_caterer_reads_numbers_alone(session, visit, composed):
    ask(session, visit, role=ContactRole.CATERING)
    letter = composed()
    assert letter.subject == "Can you receive them? Arboretum, Tuesday, March 3, 2099"
    for secret in ("Lima", "Saudi", "signals", "A visit"):
        assert secret not in letter.text
    assert [file.name for file in letter.attachments if file.name.endswith(".ics")] == []


def test_a_moved_request_names_the_former_time(session, visit, composed):
    stop, _ = ask(session, visit)
    send(session)
    actions.move_stop(session, stop, starts=wall("14:00"), ends=wall("15:00"), at=LATER)
    assert composed().text.split("\n")[4] == (
        "Tuesday, March 3, 2099 14:00–15:00 (instead of Tuesday, March 3, 2099 10:00)"
    )


def test_a_withdrawn_request_is_taken_back_in_words(session, visit, composed):
    stop, _ = ask(session, visit)
    send(session)
    actions.cancel_stop(session, stop, at=LATER)
    letter = composed()
    assert letter.subject == "No longer needed: Lima delegation, Tuesday, March 3, 2099"
    assert letter.text.split("\n")[2] == (
        "this visit to your site does not take place. Please take it out of your calendar; we are "
        "sorry for the trouble."
    )


@pytest.mark.parametrize(
    ("act", "subject"),
    [
        (hosting.take_over, "Agreed: Lima delegation, Tuesday, March 3, 2099"),
        (hosting.turn_down, "About your proposal: Lima delegation, Tuesday, March 3, 2099"),
    ],
)
def test_what_became_of_a_proposal_is_told(session, visit, composed, act, subject):
    stop, _ = ask(session, visit)
    reply(session, the_request(session, stop), Said.LIMITED, most_people=4)
    act(session, the_request(session, stop), at=LATER)
    assert composed().subject == subject


def test_a_request_that_is_over_is_not_sent(session, app, visit):
    stop, _ = ask(session, visit)
    letter = the_request(session, stop).letter
    reply(session, the_request(session, stop))
    session.commit()
    with app.test_request_context(), pytest.raises(Uncomposable):
        writer().compose(session, letter)


def test_who_telephones_a_caterer_can_say_what_to_cook(session, app):
    lead = a_user(session)
    visit = a_delegation(session, lead=lead)
    a_delegate(session, visit, meal_needs=("halal",))
    given = {"role": ContactRole.CATERING, "channel": ContactChannel.TELEPHONE, "language": "en"}
    contact = a_contact(session, a_site(session), **given)
    a_stop(session, an_itinerary(session, visit), site=contact.site)
    session.commit()
    letter = session.query(Letter).filter_by(kind="hosting.call").one()
    with app.test_request_context():
        text = app.extensions["letters"].compose(session, letter).text
    assert "Meal needs: Halal: 1\n" in text
    assert "halal" not in str(letter.facts)


def test_a_letter_to_a_site_without_a_recipient_goes_to_the_head_of_the_contact_s_body(
    session, app
):
    contact = a_contact(
        session,
        a_site(session),
        name="옥정원",
        position="팀장",
        organisation="국립세종수목원",
        letter_via="한국수목원정원관리원",
        channel=ContactChannel.OFFICIAL_LETTER,
        language="en",
    )
    a_stop(session, an_itinerary(session), site=contact.site)
    session.commit()
    letter = session.query(Letter).filter_by(kind="hosting.cooperation").one()
    with app.test_request_context():
        text = app.extensions["letters"].compose(session, letter).text
    assert text.splitlines()[:3] == [
        "Recipient: 국립세종수목원장",
        "Via: 한국수목원정원관리원",
        "Reference: 팀장 옥정원",
    ]
