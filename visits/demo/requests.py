"""Eight visit requests in as many states: what lies on the desk on an ordinary day.

`data/requests.csv` says what came, how many working days ago, and how far it is. A slot `+30` is
the thirtieth working day from today; other slots are words.
"""

from collections.abc import Callable, Mapping
from datetime import time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from visits.access.models import User
from visits.access.rules import Channel
from visits.delegations.models import Delegation
from visits.delegations.rules import Level
from visits.demo.planning import Row, Setting
from visits.demo.reading import rows_of, words
from visits.intake import actions
from visits.intake.models import VisitRequest
from visits.intake.rules import Duration, Half, Purpose, RequestChannel, RequesterRole
from visits.kit.workdays import add_working_days

MORNING = time(9, 20)
LATER = timedelta(hours=5)


def add_requests(session: Session, setting: Setting, *, guests: Delegation) -> list[VisitRequest]:
    """What came and what was done with it; *guests* are of the body that asks to come again."""
    return [add_request(session, setting, row, guests) for row in rows_of("requests")]


def add_request(session: Session, setting: Setting, row: Row, guests: Delegation) -> VisitRequest:
    """By the form or typed in, then as far as the office has come with it."""
    at = setting.before(int(row["days_ago"]), MORNING)
    facts = facts_of(setting, row)
    if row["key"] == "mongolia":
        facts["organisation_id"] = guests.bodies[0].organisation_id
    officer, links = setting.staff.officer, setting.links
    channel = RequestChannel(row["channel"])
    if channel is RequestChannel.WEB:
        consents = dict.fromkeys(Purpose, True)
        request = actions.submit(
            session, facts, consents=consents, language=row["language"], links=links, at=at
        )
    else:
        request = actions.type_in(
            session,
            {**facts, "received_on": at.astimezone(setting.zone).date()},
            channel=channel,
            language=row["language"],
            by=officer,
            links=links,
            at=at,
        )
    how = {"by": officer, "links": links, "at": at + LATER}
    STATES[row["state"]](session, request, row, how)
    return request


def facts_of(setting: Setting, row: Row) -> dict[str, Any]:
    """The request's own words, its sites by their slugs."""
    as_they_are = (
        "subject body_name country people_said purpose learning_questions requester_name "
        "requester_position requester_organisation document_number"
    )
    return {
        **{name: row[name] for name in as_they_are.split()},
        "requester_role": RequesterRole(row["requester_role"]),
        "requester_email": f"request.{row['key']}@example.org" if row["requester_name"] else "",
        "level": Level(row["level"]) if row["level"] else None,
        "duration": Duration(row["duration"]),
        "themes": tuple(theme.strip() for theme in row["themes"].split(",")),
        "languages": words(row["languages"]),
        "sites": [setting.sites[slug].id for slug in words(row["sites"])],
        "slots": [slot_of(setting, said, row["half"]) for said in row["slots"].split("|")],
    }


def slot_of(setting: Setting, said: str, half: str) -> Mapping[str, Any]:
    if not said.startswith("+"):
        return {"said": said, "half": Half(half)}
    day = add_working_days(setting.today, int(said), setting.holidays)
    return {"first": day, "last": day, "half": Half(half)}


How = Mapping[str, Any]


def nothing(*_: Any) -> None:
    """It lies as it came."""


def confirm(session: Session, request: VisitRequest, _: Row, how: How) -> None:
    """The button in the letter was pressed."""
    actions.confirm(
        session,
        request,
        by=None,
        links=how["links"],
        at=how["at"],
        channel=Channel.LINK,
        told_on=actions.today(session, how["at"]),
    )


def seek_approval(session: Session, request: VisitRequest, row: Row, how: How) -> None:
    by: User = how["by"]
    actions.take(session, request, by=by, at=how["at"])
    actions.comment(session, request, row["text"], by=by, at=how["at"])
    actions.seek_approval(session, request, by=by, at=how["at"])


def ask(session: Session, request: VisitRequest, row: Row, how: How) -> None:
    actions.ask(session, request, row["text"], **how)


def waitlist(session: Session, request: VisitRequest, row: Row, how: How) -> None:
    actions.waitlist(session, request, reason=row["text"], **how)


def decline(session: Session, request: VisitRequest, row: Row, how: How) -> None:
    actions.decline(session, request, reason=row["text"], **how)


def refer(session: Session, request: VisitRequest, row: Row, how: How) -> None:
    actions.redirect(session, request, to=row["text"], reason="", **how)


STATES: Mapping[str, Callable[[Session, VisitRequest, Row, How], None]] = {
    "unconfirmed": nothing,
    "overdue": nothing,
    "received": confirm,
    "approval": seek_approval,
    "question": ask,
    "waitlisted": waitlist,
    "declined": decline,
    "redirected": refer,
}
