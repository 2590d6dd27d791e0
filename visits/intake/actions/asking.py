"""What requesters do: by their own link or form, or told to an officer who enters it.

Every act but the form itself takes how we learned of it (`rules.Told`): `channel`, `told_on` (a day
in the city, not one to come), `person`, `document_number`; and `by`, the officer who entered it,
None for a requester's own link. The staff twin of `submit` is `handling.type_in`.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Unpack

from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.models import SecretLink, User
from visits.access.rules import Channel, LinkKind
from visits.intake import queries
from visits.intake.actions import writing
from visits.intake.actions.steps import SUBJECT, fill, go, noted, refill, refuse_future, today
from visits.intake.models import Question, RequestConsent, RequestDraft, VisitRequest
from visits.intake.rules import (
    CORRECTABLE,
    FIRST,
    LONGEST_DRAFT,
    Purpose,
    RequestChannel,
    RequestMove,
    RequestState,
    Told,
    missing,
)
from visits.kit.errors import Refused
from visits.notifications.actions import strip_letters
from visits.papers import actions as papers
from visits.papers.storage import Kept

DRAFT = "request_draft"
"""How files name the draft they were attached to: (DRAFT, id)."""
SAME_LINK_LETTER_MINUTES = 10

# -- the web form ----------------------------------------------------------------------------------


def begin(
    session: Session, *, language: str, links: LinkKeeper, at: datetime
) -> tuple[RequestDraft, SecretLink]:
    """An empty draft, and the link by which whoever writes it finds it again."""
    draft = RequestDraft(language=language, facts={}, created_at=at, saved_at=at)
    session.add(draft)
    session.flush()
    link = links.issue(
        session,
        LinkKind.DRAFT,
        (DRAFT, draft.id),
        language=language,
        at=at,
        expires_at=at + LONGEST_DRAFT,
    )
    return draft, link


def save_step(
    session: Session,
    draft: RequestDraft,
    facts: Mapping[str, Any],
    *,
    step: str,
    at: datetime,
    files: Sequence[Kept] = (),
) -> None:
    """Keep what was typed on a step (values that JSON knows), and its attachments."""
    draft.facts = {**draft.facts, **facts}
    draft.step, draft.saved_at = step, at
    papers.attach_to(session, (DRAFT, draft.id), files, by="", at=at)
    session.flush()


def submit(
    session: Session,
    facts: Mapping[str, Any],
    *,
    consents: Mapping[Purpose, bool],
    language: str,
    links: LinkKeeper,
    at: datetime,
    draft: RequestDraft | None = None,
) -> VisitRequest:
    """The form is sent: an unconfirmed request, and a letter with the button to its address.

    Facts are columns of VisitRequest, `slots` (mappings of `said`, `half`; `first` and `last` where
    a day was chosen) and `sites` (ids); people and days are read out of the words. The draft's
    files become the request's, the draft is deleted.
    Raises Refused (`request_incomplete` with `missing`, `consent_missing`).
    """
    lacking = missing(RequestChannel.WEB, facts)
    if lacking:
        raise Refused("request_incomplete", missing=lacking)
    if not consents.get(Purpose.HANDLING):
        raise Refused("consent_missing")
    request = opened(
        session,
        facts,
        channel=RequestChannel.WEB,
        move=RequestMove.SUBMIT,
        language=language,
        at=at,
    )
    noted(session, request, RequestMove.SUBMIT, by=None, at=at)
    for purpose, is_given in consents.items():
        agree(session, request, purpose, is_given=is_given, channel=Channel.LINK, at=at)
    if draft is not None:
        papers.hand_on(session, (DRAFT, draft.id), (SUBJECT, request.id))
        strip_letters(session, (DRAFT, draft.id), at=at)
        session.delete(draft)
    writing.write(session, request, writing.CONFIRM_EMAIL, key="1", links=links, at=at)
    session.flush()
    session.expire(request, ["files"])
    return request


def opened(
    session: Session,
    facts: Mapping[str, Any],
    *,
    channel: RequestChannel,
    move: RequestMove,
    language: str,
    at: datetime,
) -> VisitRequest:
    """The new row with its facts; received today, its answer promised from then."""
    day = facts.get("received_on") or today(session, at)
    request = VisitRequest(
        channel=channel,
        state=FIRST[move],
        subject=facts["subject"],
        language=language,
        received_on=day,
        answer_due_on=queries.answer_due(session, day),
        created_at=at,
    )
    session.add(request)
    with session.no_autoflush:
        fill(session, request, facts, on=day)
    return request


def agree(
    session: Session,
    request: VisitRequest,
    purpose: Purpose,
    *,
    is_given: bool,
    channel: Channel,
    at: datetime,
) -> None:
    """The requester's word on one purpose, given or taken back; the last one counts."""
    request.consents.append(
        RequestConsent(
            purpose=purpose, is_given=is_given, language=request.language, channel=channel, at=at
        )
    )
    session.flush()


# -- by the link, or told to an officer ------------------------------------------------------------


def confirm(
    session: Session,
    request: VisitRequest,
    *,
    by: User | None,
    links: LinkKeeper,
    at: datetime,
    **told: Unpack[Told],
) -> None:
    """The address is theirs: the request is received, and its receipt promises an answer by a day.

    Pressed again, nothing happens. Raises Refused (`request_move`) when it was withdrawn.
    """
    if request.confirmed_at is not None:
        return
    go(session, request, RequestMove.CONFIRM, by=by, at=at, told=told)
    request.confirmed_at = at
    request.received_on = today(session, at)
    request.answer_due_on = queries.answer_due(session, request.received_on)
    writing.write(session, request, writing.RECEIPT, key="1", links=links, at=at)
    session.flush()


def answer(
    session: Session,
    question: Question,
    text: str,
    *,
    by: User | None,
    at: datetime,
    **told: Unpack[Told],
) -> None:
    """What they answer. The last open question answered, it is our turn again, with a new promise.

    Raises Refused (`question_answered`) the second time.
    """
    session.refresh(question, ["answered_at"], with_for_update=True)
    if question.answered_at is not None:
        raise Refused("question_answered")
    request = question.request
    question.answer, question.answered_at = text, at
    waits = request.state is RequestState.NEEDS_INFORMATION
    if waits and request.open_questions:
        noted(session, request, RequestMove.ANSWER, by=by, at=at, told=told)
    else:
        go(session, request, RequestMove.ANSWER, by=by, at=at, told=told)
    if waits and not request.open_questions:
        request.answer_due_on = queries.answer_due(session, today(session, at))
    session.flush()


def correct(
    session: Session,
    request: VisitRequest,
    facts: Mapping[str, Any],
    *,
    by: User | None,
    at: datetime,
    links: LinkKeeper,
    **told: Unpack[Told],
) -> None:
    """Other facts, as `submit` takes them. By link only those of `rules.CORRECTABLE`.

    An officer may also enter another e-mail address; while the former was not confirmed, the
    button goes to the new one. Raises Refused (`not_correctable`, `request_move`).
    """
    if by is None and not set(facts) <= CORRECTABLE:
        raise Refused("not_correctable", names=sorted(set(facts) - CORRECTABLE))
    was = request.requester_email
    go(session, request, RequestMove.CORRECT, by=by, at=at, told=told)
    refill(session, request, facts, on=today(session, at))
    writing.follow_address(session, request, was, by=by, links=links, at=at)
    session.flush()


def change_consents(
    session: Session,
    request: VisitRequest,
    consents: Mapping[Purpose, bool],
    *,
    by: User | None,
    at: datetime,
    **told: Unpack[Told],
) -> None:
    """Their word on these purposes, as far as it is another one; what lost its consent is not kept.

    Raises Refused (`consent_missing`) for handling: whoever takes that back withdraws the request.
    """
    if consents.get(Purpose.HANDLING) is False:
        raise Refused("consent_missing")
    before = queries.consents_of(request)
    changed = {purpose: said for purpose, said in consents.items() if before[purpose] is not said}
    if not changed:
        return
    refuse_future(session, told, at=at)
    noted(session, request, RequestMove.CONSENT, by=by, at=at, told=told)
    for purpose, is_given in changed.items():
        agree(session, request, purpose, is_given=is_given, channel=told["channel"], at=at)
    if changed.get(Purpose.ACCESSIBILITY) is False:
        request.accessibility = ""
    session.flush()


def withdraw(
    session: Session,
    request: VisitRequest,
    *,
    reason: str = "",
    by: User | None,
    at: datetime,
    **told: Unpack[Told],
) -> None:
    """They do not come. A delegation that was opened already stays, its page says so."""
    go(session, request, RequestMove.WITHDRAW, by=by, at=at, told=told, note=reason)
    request.decided_at = at
    session.flush()


def send_link(
    session: Session,
    request: VisitRequest,
    *,
    links: LinkKeeper,
    at: datetime,
    by: User | None = None,
    **told: Unpack[Told],
) -> None:
    """Their link once more, to the address that we have; asked twice in ten minutes, one letter."""
    noted(session, request, RequestMove.SEND_LINK, by=by, at=at, told=told)
    minute = at.replace(minute=at.minute - at.minute % SAME_LINK_LETTER_MINUTES)
    writing.write(
        session, request, writing.LINK, key=f"{minute:%Y-%m-%dT%H:%M}", links=links, at=at
    )
