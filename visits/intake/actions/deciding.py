"""Decisions: each is a move, a line of history and a letter in the requester's language."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.models import User
from visits.access.rules import Permission
from visits.delegations import actions as delegations
from visits.delegations.events import DelegationDeleted
from visits.delegations.models import Delegation
from visits.delegations.rules import Level
from visits.intake import queries
from visits.intake.actions import writing
from visits.intake.actions.steps import SUBJECT, go, noted
from visits.intake.actions.writing import AS_COMPOSED, Wording
from visits.intake.events import RequestAccepted
from visits.intake.models import VisitRequest
from visits.intake.rules import NEED_APPROVER, RequesterRole, RequestMove, RequestState
from visits.kit.clock import now
from visits.kit.errors import Refused
from visits.kit.events import tell
from visits.kit.threads import RowsOf
from visits.kit.translated import Translated
from visits.kit.uses import UsesOf
from visits.languages.scripts import language_of
from visits.organisations.events import OrganisationsMerged
from visits.papers import actions as papers
from visits.papers.rules import Direction, Disclosure, PaperKind

GROUND = "정보공개법 제9조 제1항 제6호"
"""Official Information Disclosure Act (Korea), article 9 (1) 6: a letter names people."""

# -- approval --------------------------------------------------------------------------------------


def seek_approval(session: Session, request: VisitRequest, *, by: User, at: datetime) -> None:
    """Ask the approvers whether this visit may be accepted; their dashboard shows it."""
    go(session, request, RequestMove.SEEK_APPROVAL, by=by, at=at)
    request.approval_asked_by_id = by.id
    request.assignee_id = request.assignee_id or by.id
    session.flush()


def approve(session: Session, request: VisitRequest, *, note: str, by: User, at: datetime) -> None:
    """An approver agrees; an officer may accept now. Raises Refused (`approver_only`)."""
    if not by.can(Permission.APPROVE):
        raise Refused("approver_only")
    go(session, request, RequestMove.APPROVE, by=by, at=at, note=note)
    request.approved_by_id, request.approved_at, request.approval_note = by.id, at, note
    session.flush()


def send_back(
    session: Session, request: VisitRequest, *, note: str, by: User, at: datetime
) -> None:
    """An approver wants something settled first. Raises Refused (`approver_only`)."""
    if not by.can(Permission.APPROVE):
        raise Refused("approver_only")
    go(session, request, RequestMove.SEND_BACK, by=by, at=at, note=note)
    request.approval_asked_by_id = None
    session.flush()


def lacks_approval(request: VisitRequest, level: Level | None, by: User) -> bool:
    """Would this officer need an approver's word to accept a visit of this level?"""
    needs = level in NEED_APPROVER
    return needs and request.approved_by_id is None and not by.can(Permission.APPROVE)


# -- accept ----------------------------------------------------------------------------------------


def accept(
    session: Session,
    request: VisitRequest,
    facts: Mapping[str, Any],
    *,
    by: User,
    links: LinkKeeper,
    at: datetime,
    wording: Wording = AS_COMPOSED,
) -> Delegation:
    """They come: open the delegation with everything that the request tells, and write to them.

    Facts: `title` (Translated), `starts_on`, `ends_on`, `country`, `planned`, `level`, `lead_id`,
    `home_zone`, `kind` for a body that the register does not know yet, and `body_id` of the one
    that it knows by a name like that.
    Raises Refused (`request_needs_approval`, `request_move`, `ends_before_start`).
    """
    if lacks_approval(request, facts["level"], by):
        raise Refused("request_needs_approval", level=facts["level"])
    go(session, request, RequestMove.ACCEPT, by=by, at=at)
    more = {"referrer_id": referrer_of(session, request)}
    delegation = delegations.add(session, {**carried_over(request, facts), **more}, at=at)
    request.delegation_id = delegation.id
    if request.organisation_id is None and delegation.bodies:
        request.organisation_id = delegation.bodies[0].organisation_id
    request.level = facts["level"]
    register_letter(session, request, delegation, by=by, at=at)
    settle(request, by=by, at=at)
    session.flush()
    write_decision(
        session, request, writing.ACCEPTED, by=by, links=links, at=at, wording=wording,
        delegation=delegation.id,
    )  # fmt: skip
    tell(session, RequestAccepted(delegation.id, at))
    return delegation


def carried_over(request: VisitRequest, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that `delegations.actions.add` takes: the officer's, then the request's."""
    languages = spoken(request)
    return {
        "title": facts["title"],
        "starts_on": facts["starts_on"],
        "ends_on": facts["ends_on"],
        "level": facts["level"],
        "lead_id": facts["lead_id"],
        "home_zone": facts["home_zone"],
        "countries": [{"country": facts["country"], "planned": facts["planned"]}],
        "purpose": said(wishes_of(request), languages),
        "themes": request.themes,
        "languages": languages,
        "own_interpreter": request.own_interpreter,
        "liaison_name": request.requester_name,
        "liaison_position": request.requester_position,
        "liaison_email": request.requester_email,
        "liaison_phone": request.requester_phone,
        "liaison_language": request.language,
        **bodies(request, facts),
    }


def spoken(request: VisitRequest) -> tuple[str, ...]:
    """The languages of the group; the one in which they wrote to us comes first."""
    known = request.languages or (request.language,)
    return tuple(sorted(known, key=lambda tag: tag != request.language))


def wishes_of(request: VisitRequest) -> str:
    """Why they come, and what they want to learn: hosts prepare their answers by both."""
    return "\n\n".join(filter(None, (request.purpose, request.learning_questions)))


def bodies(request: VisitRequest, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The visiting organisation: one of the register, one to be added to it, or none."""
    if request.organisation_id is not None:
        return {"bodies": [request.organisation_id]}
    if facts.get("body_id"):
        return {"bodies": [facts["body_id"]]}
    if not request.body_name:
        return {}
    new = {
        "name": said(request.body_name, ("en",)),
        "country": facts["country"],
        "kind": facts["kind"],
    }
    return {"new_bodies": [new]}


def referrer_of(session: Session, request: VisitRequest) -> int | None:
    """The embassy or other body that brings the group, where the register knows it."""
    if request.requester_role not in {RequesterRole.EMBASSY, RequesterRole.REFERRER}:
        return None
    body = queries.known_body(session, request.requester_organisation, request.country)
    return body.id if body and body.id != request.organisation_id else None


def said(text: str, languages: tuple[str, ...]) -> Translated:
    """A text in the language in which it is probably written."""
    return Translated({language_of(text, languages): text})


def register_letter(
    session: Session, request: VisitRequest, delegation: Delegation, *, by: User, at: datetime
) -> None:
    """A letter with a document number stands among the official papers, of request and visit."""
    if not request.document_number:
        return
    paper = papers.register(
        session,
        {
            "direction": Direction.RECEIVED,
            "kind": PaperKind.REQUEST,
            "title": request.subject,
            "number": request.document_number,
            "dated_on": request.received_on,
            "counterpart": request.requester_organisation or request.body_name,
            "disclosure": Disclosure.PARTLY,
            "disclosure_ground": GROUND,
        },
        subject=("delegation", delegation.id),
        files=(),
        by=by.name,
        at=at,
    )
    papers.link(paper, (SUBJECT, request.id))


def settle(request: VisitRequest, *, by: User, at: datetime, reason: str = "") -> None:
    request.decided_at, request.decided_by_id, request.decision_reason = at, by.id, reason
    request.assignee_id = request.assignee_id or by.id


def write_decision(
    session: Session,
    request: VisitRequest,
    kind: str,
    *,
    by: User,
    links: LinkKeeper,
    at: datetime,
    wording: Wording,
    **facts: Any,
) -> None:
    """The letter about the step just taken; after a reopening there may be another one."""
    key = str(request.steps[-1].id)
    writing.write(
        session, request, kind, key=key, links=links, at=at, by=by, wording=wording, **facts
    )


# -- other decisions -------------------------------------------------------------------------------


def decline(
    session: Session,
    request: VisitRequest,
    *,
    reason: str,
    by: User,
    links: LinkKeeper,
    at: datetime,
    wording: Wording = AS_COMPOSED,
) -> None:
    """We cannot receive them. The reason stays in the office, the letter asks for understanding."""
    go(session, request, RequestMove.DECLINE, by=by, at=at)
    settle(request, by=by, at=at, reason=reason)
    write_decision(session, request, writing.DECLINED, by=by, links=links, at=at, wording=wording)


def waitlist(
    session: Session,
    request: VisitRequest,
    *,
    reason: str,
    by: User,
    links: LinkKeeper,
    at: datetime,
    wording: Wording = AS_COMPOSED,
) -> None:
    """Not on these days; they hear from us when something becomes free."""
    go(session, request, RequestMove.WAITLIST, by=by, at=at)
    settle(request, by=by, at=at, reason=reason)
    write_decision(session, request, writing.WAITLISTED, by=by, links=links, at=at, wording=wording)


def redirect(
    session: Session,
    request: VisitRequest,
    *,
    to: str,
    reason: str,
    by: User,
    links: LinkKeeper,
    at: datetime,
    wording: Wording = AS_COMPOSED,
) -> None:
    """Somebody else is the right one to ask: *to* names them, for the letter."""
    go(session, request, RequestMove.REDIRECT, by=by, at=at)
    settle(request, by=by, at=at, reason=reason)
    request.redirected_to = to
    write_decision(session, request, writing.REDIRECTED, by=by, links=links, at=at, wording=wording)


# -- what others ask and tell ----------------------------------------------------------------------


def on_delegation_deleted(session: Session, notice: DelegationDeleted) -> None:
    """A draft that was opened by mistake goes: its request is under review again."""
    request = queries.request_of_delegation(session, notice.delegation_id)
    if request is None:
        return
    request.delegation = None
    request.delegation_id = None
    request.decided_at = request.decided_by_id = None
    if request.state is RequestState.ACCEPTED:
        go(session, request, RequestMove.REOPEN, by=None, at=now())
    else:
        noted(session, request, RequestMove.REOPEN, by=None, at=now())
    session.flush()


def count_uses(session: Session, question: UsesOf) -> None:
    """Answers who points to an organisation or a site: the requests that name it."""
    if question.kind in {"organisation", "site"}:
        question.found.append((SUBJECT, queries.uses(session, question.kind, question.id)))


def on_organisations_merged(session: Session, notice: OrganisationsMerged) -> None:
    """Requests of the body that goes are requests of the one that is kept."""
    for request in queries.requests_of_body(session, notice.gone_id):
        request.organisation_id = notice.kept_id
    session.flush()


def on_rows_asked(_session: Session, question: RowsOf) -> None:
    """The requests that became these delegations."""
    rows = select(VisitRequest.id).where(VisitRequest.delegation_id.in_(question.delegations))
    question.found.append((SUBJECT, rows))
