"""Replies out of files, whatever these are."""

import base64
from datetime import UTC, datetime

import pytest

from tests.invitations.cast import reply_text
from visits.invitations.reading import Fault, NotRead, files_in, replies_in
from visits.invitations.rules import Reply, is_forged

REPLY = Reply(
    uid="a@visits",
    attendee="yoon@example.org",
    partstat="DECLINED",
    sequence=2,
    at=datetime(2098, 12, 1, 4, 0, tzinfo=UTC),
    comment="I am away, sorry;\nanother day?",
)
TEXT = reply_text("a@visits", "DECLINED", sequence=2, comment=r"I am away\, sorry\;\nanother day?")


def a_mail(text=TEXT, *, sender="Ms Yoon <yoon@example.org>"):
    body = base64.encodebytes(text.encode()).decode()
    return (
        f"From: {sender}\nTo: visits@example.org\nSubject: Declined\nMIME-Version: 1.0\n"
        "Content-Type: multipart/alternative; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nno\n"
        "--b\nContent-Type: text/calendar; method=REPLY\n"
        f"Content-Transfer-Encoding: base64\n\n{body}\n--b--\n"
    )


def test_a_calendar_file(file):
    assert replies_in(file(TEXT)) == [REPLY]


def test_a_mail_says_who_sent_it(file):
    (reply,) = replies_in(file(a_mail(), "reply.eml"))
    assert reply.sender == "yoon@example.org"


def test_lines_cut_inside_a_character(file):
    folded = TEXT.encode().replace(b"sorry", "미안".encode())
    at = folded.index("미".encode()) + 1
    (reply,) = replies_in(file(folded[:at] + b"\r\n " + folded[at:]))
    assert reply.comment == "I am away, 미안;\nanother day?"


def test_korean_windows_text(file):
    (reply,) = replies_in(file(TEXT.replace("sorry", "미안").encode("cp949")))
    assert reply.comment == "I am away, 미안;\nanother day?"


def test_nobody_answers_for_another_by_saying_so(file):
    by = TEXT.replace("ATTENDEE;", 'ATTENDEE;SENT-BY="mailto:mallory@example.org";')
    (reply,) = replies_in(file(a_mail(by, sender="mallory@example.org"), "reply.eml"))
    assert (reply.attendee, reply.sender) == ("yoon@example.org", "mallory@example.org")
    assert is_forged(reply)


NESTED = "From: a@b\n" + "".join(
    f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(1500)
)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", Fault.NO_CALENDAR),
        ("From: a@b\n\nhello", Fault.NO_CALENDAR),
        (b"\x00\xff\xfe\x00" * 40, Fault.NO_CALENDAR),
        ("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR", Fault.NO_REPLY),
        (TEXT.replace("UID:a@visits", "UID:"), Fault.NOT_WHOLE),
        (TEXT.replace("20981201T040000Z", "tomorrow"), Fault.NOT_WHOLE),
        (TEXT.replace("20981201T040000Z", "20981301T040000Z"), Fault.NOT_WHOLE),
        (TEXT.replace("SEQUENCE:2", "SEQUENCE:two"), Fault.NOT_WHOLE),
        (TEXT.replace("MAILTO:", "urn:"), Fault.NOT_WHOLE),
        (b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nX:\xff\xff\xff", Fault.NOT_ENCODED),
        (NESTED, Fault.UNREADABLE),
        (a_mail(sender=""), Fault.NO_SENDER),
        (a_mail(sender="yoon@example.org, mallory@example.org"), Fault.NO_SENDER),
        (a_mail(sender="yoon@example.org\nFrom: mallory@example.org"), Fault.NO_SENDER),
        (a_mail().partition("\n")[2], Fault.NO_SENDER),
        (b"BEGIN:VCALENDAR" + b"x" * 5_000_000, Fault.TOO_LARGE),
    ],
    ids=lambda value: value.value if isinstance(value, Fault) else "",
)
def test_what_is_no_reply_says_what_is_wrong(file, content, fault):
    with pytest.raises(NotRead) as caught:
        replies_in(file(content))
    assert caught.value.fault is fault


def test_a_maildir_is_read_new_and_old(tmp_path):
    for folder in ("new", "cur", "tmp"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "1.mail").write_text(a_mail())
    assert [path.parent.name for path in files_in(tmp_path)] == ["cur", "new"]


def test_another_folder_is_refused(tmp_path):
    with pytest.raises(NotRead):
        files_in(tmp_path)
