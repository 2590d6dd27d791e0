"""What requesters read."""

from datetime import timedelta

import pytest

from tests.intake.cast import AT, BY_LINK, VISIT, confirmed, letters, sent
from visits.delegations.rules import Level
from visits.intake import actions
from visits.notifications.compose import writer
from visits.organisations.rules import OrganisationKind

QUESTION = """\
Dear Aline Mbarga,

thank you for your request to visit Sejong. To prepare an answer we would be grateful for a little \
more information:

How many of you need an interpreter?

Please answer on this page. If that is not possible, simply answer this letter or call us.

{address}

Number of your request: {code}
Subject: Smart city visit of the city of Lyon

International Relations Division, Sejong City
Telephone: +82 44-300-0000
E-mail: visits@example.org"""


@pytest.fixture
def links(app):
    return app.extensions["links"]


def composed(app, session, letter, language="en"):
    letter.language = language
    with app.test_request_context():
        return writer().compose(session, letter)


def every_letter(app, session, people, links):
    """One of each kind."""
    by = people["coordinator"]
    how = {"by": by, "links": links, "at": AT}
    sent(app, session).nudged_at = None
    request = confirmed(app, session)
    actions.send_link(session, request, links=links, at=AT, **BY_LINK)
    actions.ask(session, request, "How many of you need an interpreter?", **how)
    facts = {**VISIT, "level": Level.WORKING, "lead_id": by.id}
    facts["kind"] = OrganisationKind.LOCAL_GOVERNMENT
    actions.accept(session, request, facts, **how)
    actions.decline(session, confirmed(app, session), reason="Full", **how)
    actions.waitlist(session, confirmed(app, session), reason="Full", **how)
    actions.redirect(session, confirmed(app, session), to="Daejeon City", reason="Full", **how)
    actions.tend(session, links=links, folder=app.instance_path, at=AT + timedelta(days=1))
    return {letter.kind: letter for letter in letters(session)}


@pytest.mark.parametrize("language", ["ko", "en", "ar"])
def test_every_letter_can_be_read_and_none_refuses(app, session, people, links, language):
    found = every_letter(app, session, people, links)
    assert sorted(found) == [
        "intake.accepted",
        "intake.confirm_email",
        "intake.declined",
        "intake.link",
        "intake.nudge",
        "intake.question",
        "intake.receipt",
        "intake.redirected",
        "intake.waitlisted",
    ]
    for letter in found.values():
        text = composed(app, session, letter, language)
        assert text.subject
        assert "거절" not in text.subject + text.text
        assert "Full" not in text.text


def test_a_question_stands_in_its_letter(app, session, people, links):
    letter = every_letter(app, session, people, links)["intake.question"]
    text = composed(app, session, letter)
    (address,) = [line for line in text.text.splitlines() if line.startswith("http")]
    assert text.text == QUESTION.format(
        address=address, code=text.subject.rpartition("(")[2].rstrip(")")
    )
