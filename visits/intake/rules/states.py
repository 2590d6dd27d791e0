"""The states of a request, the moves between them, and what each kind of request must say."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum, auto
from typing import Any, Required, TypedDict

from visits.access.rules import Channel
from visits.delegations.rules import Level
from visits.kit.errors import Refused


class RequestState(StrEnum):
    UNCONFIRMED = auto()
    """Sent by the web form; nobody has pressed the button in the letter to its address yet."""
    RECEIVED = auto()
    UNDER_REVIEW = auto()
    NEEDS_INFORMATION = auto()
    ACCEPTED = auto()
    WAITLISTED = auto()
    REDIRECTED = auto()
    DECLINED = auto()
    WITHDRAWN = auto()
    DUPLICATE = auto()


class RequestMove(StrEnum):
    SUBMIT = auto()
    TYPE_IN = auto()
    CONFIRM = auto()
    CORRECT = auto()
    TAKE = auto()
    ASK = auto()
    ANSWER = auto()
    SEEK_APPROVAL = auto()
    APPROVE = auto()
    SEND_BACK = auto()
    """The approver wants something settled first."""
    ACCEPT = auto()
    WAITLIST = auto()
    REDIRECT = auto()
    DECLINE = auto()
    WITHDRAW = auto()
    MARK_DUPLICATE = auto()
    REOPEN = auto()
    SEND_LINK = auto()
    """Their link once more: noted in the history, it leads nowhere."""
    CONSENT = auto()


S, M = RequestState, RequestMove
FIRST: dict[RequestMove, RequestState] = {
    M.SUBMIT: S.UNCONFIRMED,
    M.TYPE_IN: S.RECEIVED,
}
"""How a request comes to be."""
MOVES: dict[tuple[RequestState, RequestMove], RequestState] = {
    (S.UNCONFIRMED, M.CONFIRM): S.RECEIVED,
    (S.UNCONFIRMED, M.CORRECT): S.UNCONFIRMED,
    (S.UNCONFIRMED, M.WITHDRAW): S.WITHDRAWN,
    (S.UNCONFIRMED, M.MARK_DUPLICATE): S.DUPLICATE,
    (S.RECEIVED, M.CORRECT): S.RECEIVED,
    (S.RECEIVED, M.TAKE): S.UNDER_REVIEW,
    (S.RECEIVED, M.ASK): S.NEEDS_INFORMATION,
    (S.RECEIVED, M.SEEK_APPROVAL): S.UNDER_REVIEW,
    (S.RECEIVED, M.APPROVE): S.UNDER_REVIEW,
    (S.RECEIVED, M.SEND_BACK): S.UNDER_REVIEW,
    (S.RECEIVED, M.ACCEPT): S.ACCEPTED,
    (S.RECEIVED, M.WAITLIST): S.WAITLISTED,
    (S.RECEIVED, M.REDIRECT): S.REDIRECTED,
    (S.RECEIVED, M.DECLINE): S.DECLINED,
    (S.RECEIVED, M.WITHDRAW): S.WITHDRAWN,
    (S.RECEIVED, M.MARK_DUPLICATE): S.DUPLICATE,
    (S.UNDER_REVIEW, M.CORRECT): S.UNDER_REVIEW,
    (S.UNDER_REVIEW, M.ASK): S.NEEDS_INFORMATION,
    (S.UNDER_REVIEW, M.ANSWER): S.UNDER_REVIEW,
    (S.UNDER_REVIEW, M.SEEK_APPROVAL): S.UNDER_REVIEW,
    (S.UNDER_REVIEW, M.APPROVE): S.UNDER_REVIEW,
    (S.UNDER_REVIEW, M.SEND_BACK): S.UNDER_REVIEW,
    (S.UNDER_REVIEW, M.ACCEPT): S.ACCEPTED,
    (S.UNDER_REVIEW, M.WAITLIST): S.WAITLISTED,
    (S.UNDER_REVIEW, M.REDIRECT): S.REDIRECTED,
    (S.UNDER_REVIEW, M.DECLINE): S.DECLINED,
    (S.UNDER_REVIEW, M.WITHDRAW): S.WITHDRAWN,
    (S.UNDER_REVIEW, M.MARK_DUPLICATE): S.DUPLICATE,
    (S.NEEDS_INFORMATION, M.CORRECT): S.NEEDS_INFORMATION,
    (S.NEEDS_INFORMATION, M.TAKE): S.UNDER_REVIEW,
    (S.NEEDS_INFORMATION, M.ASK): S.NEEDS_INFORMATION,
    (S.NEEDS_INFORMATION, M.ANSWER): S.UNDER_REVIEW,
    (S.NEEDS_INFORMATION, M.SEEK_APPROVAL): S.NEEDS_INFORMATION,
    (S.NEEDS_INFORMATION, M.APPROVE): S.NEEDS_INFORMATION,
    (S.NEEDS_INFORMATION, M.SEND_BACK): S.NEEDS_INFORMATION,
    (S.NEEDS_INFORMATION, M.ACCEPT): S.ACCEPTED,
    (S.NEEDS_INFORMATION, M.WAITLIST): S.WAITLISTED,
    (S.NEEDS_INFORMATION, M.REDIRECT): S.REDIRECTED,
    (S.NEEDS_INFORMATION, M.DECLINE): S.DECLINED,
    (S.NEEDS_INFORMATION, M.WITHDRAW): S.WITHDRAWN,
    (S.NEEDS_INFORMATION, M.MARK_DUPLICATE): S.DUPLICATE,
    (S.WAITLISTED, M.CORRECT): S.WAITLISTED,
    (S.WAITLISTED, M.TAKE): S.UNDER_REVIEW,
    (S.WAITLISTED, M.ASK): S.NEEDS_INFORMATION,
    (S.WAITLISTED, M.ANSWER): S.WAITLISTED,
    (S.WAITLISTED, M.SEEK_APPROVAL): S.WAITLISTED,
    (S.WAITLISTED, M.APPROVE): S.WAITLISTED,
    (S.WAITLISTED, M.SEND_BACK): S.WAITLISTED,
    (S.WAITLISTED, M.ACCEPT): S.ACCEPTED,
    (S.WAITLISTED, M.REDIRECT): S.REDIRECTED,
    (S.WAITLISTED, M.DECLINE): S.DECLINED,
    (S.WAITLISTED, M.WITHDRAW): S.WITHDRAWN,
    (S.WAITLISTED, M.MARK_DUPLICATE): S.DUPLICATE,
    (S.ACCEPTED, M.WITHDRAW): S.WITHDRAWN,
    (S.ACCEPTED, M.REOPEN): S.UNDER_REVIEW,
    (S.REDIRECTED, M.REOPEN): S.UNDER_REVIEW,
    (S.DECLINED, M.REOPEN): S.UNDER_REVIEW,
    (S.WITHDRAWN, M.REOPEN): S.UNDER_REVIEW,
    (S.DUPLICATE, M.REOPEN): S.UNDER_REVIEW,
}

OPEN = (S.RECEIVED, S.UNDER_REVIEW, S.NEEDS_INFORMATION, S.WAITLISTED)
"""Confirmed and not settled."""
UNANSWERED = (S.RECEIVED, S.UNDER_REVIEW)
"""The requester waits for us; what lies beyond its promised day is overdue."""
SETTLED = (S.ACCEPTED, S.REDIRECTED, S.DECLINED, S.WITHDRAWN, S.DUPLICATE)

BY_REQUESTER = (M.CONFIRM, M.ANSWER, M.CORRECT, M.WITHDRAW)
"""What a requester does with a request by link, or an officer enters for them."""
NEED_APPROVER = frozenset({Level.MINISTER, Level.VICE_MINISTER})
"""Levels of which only an approver, or whoever an approver has told to, accepts a visit."""

ANSWER_DAYS = 5
"""Working days after the receipt in which an answer is promised."""
REQUEST_LEAD_DAYS = 20
"""Working days between the receipt of a request and the visit that we ask for."""
NUDGE_AFTER = timedelta(hours=24)
DROP_AFTER = timedelta(days=14)
"""An address that was not confirmed: when we remind once, and when the request is destroyed."""
LONGEST_DRAFT = timedelta(days=14)
"""A web form that was begun and not sent is destroyed so long after it was last saved."""


def allows(state: RequestState, move: RequestMove) -> bool:
    return (state, move) in MOVES


def after(state: RequestState, move: RequestMove) -> RequestState:
    """Where the move leads. Raises Refused (`request_move`) when this state does not know it."""
    reached = MOVES.get((state, move))
    if reached is None:
        raise Refused("request_move", state=state, move=move)
    return reached


class Told(TypedDict, total=False):
    """How an outsider told us something: by link today, or to an officer who enters it later."""

    channel: Required[Channel]
    told_on: Required[date]
    person: str
    document_number: str


class RequestChannel(StrEnum):
    """How a request reached us."""

    WEB = auto()
    OFFICIAL_LETTER = auto()
    NOTE_VERBALE = auto()
    """An embassy's note."""
    EMAIL = auto()
    TELEPHONE = auto()
    MESSENGER = auto()
    IN_PERSON = auto()


ASKED_BY_WEB = (
    "subject",
    "requester_name",
    "requester_organisation",
    "requester_role",
    "requester_email",
    "body_name",
    "country",
    "people_said",
    "purpose",
    "slots",
    "languages",
)
"""What the web form asks for at the least."""


def missing(channel: RequestChannel, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the facts that a request of this channel lacks.

    Staff who type in a letter need its subject and the body or the country it comes from.
    """
    if channel is RequestChannel.WEB:
        return tuple(name for name in ASKED_BY_WEB if not facts.get(name))
    lacks = [] if facts.get("subject") else ["subject"]
    known = facts.get("body_name") or facts.get("organisation_id") or facts.get("country")
    return tuple(lacks if known else [*lacks, "body_name"])


class RequesterRole(StrEnum):
    """What the requester is to the group."""

    MEMBER = auto()
    """Comes along."""
    ORGANISER = auto()
    """Of the visiting body, but stays at home."""
    EMBASSY = auto()
    REFERRER = auto()
    """Of a third body that brings the group."""
    OTHER = auto()


class Half(StrEnum):
    """Which half of a day."""

    MORNING = auto()
    AFTERNOON = auto()
    EITHER = auto()


class Duration(StrEnum):
    """How long they want to be here."""

    TWO_HOURS = auto()
    HALF_DAY = auto()
    ONE_DAY = auto()
    TWO_DAYS = auto()
    LONGER = auto()


DAYS_OF: Mapping[Duration, int] = {
    Duration.TWO_HOURS: 1,
    Duration.HALF_DAY: 1,
    Duration.ONE_DAY: 1,
    Duration.TWO_DAYS: 2,
    Duration.LONGER: 3,
}
"""Days that a visit of this length takes, for proposing its last one."""


class Purpose(StrEnum):
    """What a requester consents to, each apart; only the first is needed to ask for a visit."""

    HANDLING = auto()
    """Names, addresses and telephone numbers are used to handle the request."""
    HOSTS = auto()
    """They are passed on to the institutions that shall be visited."""
    ACCESSIBILITY = auto()
    """What was said of somebody's mobility or health is used to prepare the visit."""
    NEWS = auto()
    """They may be used for invitations later."""


FREE = (Purpose.HOSTS, Purpose.ACCESSIBILITY, Purpose.NEWS)
"""Purposes that may be refused without withdrawing the request."""

CORRECTABLE = frozenset(
    {
        "subject",
        "requester_name",
        "requester_position",
        "requester_organisation",
        "requester_role",
        "requester_phone",
        "body_name",
        "country",
        "head_name",
        "head_position",
        "level",
        "people_said",
        "purpose",
        "themes",
        "learning_questions",
        "slots",
        "duration",
        "sites",
        "sites_said",
        "languages",
        "own_interpreter",
        "accessibility",
    }
)
"""What a requester may correct by link; another e-mail address is for the office to enter."""
