"""An approver's word about the programme that is to be released next."""

from datetime import datetime

from sqlalchemy.orm import Session

from visits.access.models import User
from visits.access.rules import Permission
from visits.itineraries import queries
from visits.itineraries.actions.gestures import lock
from visits.itineraries.actions.telling import tell_officers
from visits.itineraries.freezing import Frozen, digest, freeze
from visits.itineraries.judging import judge
from visits.itineraries.models import Itinerary, ReleasePlan
from visits.itineraries.programme import programme_of, roster_of
from visits.itineraries.queries.findings import with_overrides
from visits.itineraries.rules import Approval, is_urgent
from visits.kit.errors import Refused
from visits.kit.translated import Translated


def the_plan(session: Session, itinerary: Itinerary) -> ReleasePlan:
    """What is prepared for the next release; begun when nothing was yet."""
    if itinerary.plan is None:
        itinerary.plan = ReleasePlan(state=Approval.NONE)
        session.flush()
    return itinerary.plan


def keep_note(session: Session, itinerary: Itinerary, note: Translated) -> None:
    """The note to the guests, to be read in the letters before they go."""
    plan = the_plan(session, itinerary)
    plan.note = note
    session.flush()


def ask_approval(
    session: Session, itinerary: Itinerary, *, note: Translated, by: User, at: datetime
) -> ReleasePlan:
    """Ask the approvers for their yes to the programme as it stands; their dashboard shows it.

    Raises Refused (`nothing_to_release`, `findings_hold_release`).
    """
    refuse_if_held(session, itinerary, at=at)
    frozen = frozen_now(session, itinerary)
    if not frozen.snapshots:
        raise Refused("nothing_to_release")
    plan = the_plan(session, itinerary)
    plan.state, plan.note, plan.digest = Approval.ASKED, note, digest(frozen)
    plan.draft_version = itinerary.version
    plan.asked_by_id, plan.asked_at = by.id, at
    plan.decided_by_id, plan.decided_at, plan.comment = None, None, ""
    session.flush()
    return plan


def approve(
    session: Session, itinerary: Itinerary, *, comment: str, by: User, at: datetime
) -> None:
    """The officer may release this very programme now.

    Raises Refused (`approver_only_release`, `approval_not_asked`, `changed_while_read`,
    `findings_hold_release`).
    """
    plan = asked(session, itinerary, by)
    refuse_if_held(session, itinerary, at=at)
    if digest(frozen_now(session, itinerary)) != plan.digest:
        raise Refused("changed_while_read")
    decide(session, plan, Approval.GIVEN, comment, by=by, at=at)


def send_back(
    session: Session, itinerary: Itinerary, *, comment: str, by: User, at: datetime
) -> None:
    """Something has to be settled first, which the comment says.

    Raises Refused (`approver_only_release`, `approval_not_asked`, `comment_missing`).
    """
    plan = asked(session, itinerary, by)
    if not comment.strip():
        raise Refused("comment_missing")
    decide(session, plan, Approval.SENT_BACK, comment, by=by, at=at)


def refuse_if_held(session: Session, itinerary: Itinerary, *, at: datetime) -> None:
    """What is mended first would be another programme than the approved one."""
    draft = programme_of(itinerary, roster_of(session, itinerary.delegation))
    judged = judge(session, draft, draft, at=at)
    if any(one.hinders_release for one in with_overrides(itinerary, judged.after)):
        raise Refused("findings_hold_release")


def asked(session: Session, itinerary: Itinerary, by: User) -> ReleasePlan:
    if not by.can(Permission.APPROVE):
        raise Refused("approver_only_release")
    lock(session, itinerary)
    plan = itinerary.plan
    if plan is None or plan.state is not Approval.ASKED:
        raise Refused("approval_not_asked")
    return plan


def decide(
    session: Session, plan: ReleasePlan, state: Approval, comment: str, *, by: User, at: datetime
) -> None:
    plan.state, plan.comment = state, comment
    plan.decided_by_id, plan.decided_at = by.id, at
    session.flush()
    tell_officers(session, plan, at=at)


def frozen_now(session: Session, itinerary: Itinerary) -> Frozen:
    """The next release as the draft stands."""
    lock(session, itinerary)
    queries.load_for_release(session, itinerary)
    return freeze(itinerary, itinerary.current_release)


def is_approved(plan: ReleasePlan | None, frozen: Frozen) -> bool:
    """Whether an approver has said yes to this very programme."""
    return plan is not None and plan.state is Approval.GIVEN and plan.digest == digest(frozen)


def check(
    plan: ReleasePlan | None,
    frozen: Frozen,
    by: User,
    *,
    needs_approval: bool,
    urgent: str,
    at: datetime,
) -> bool:
    """Whether an approver has said yes. Raises Refused when somebody would have to first."""
    if urgent and not has_urgent_news(frozen, at):
        raise Refused("not_urgent")
    if is_approved(plan, frozen):
        return True
    if needs_approval and not urgent and not by.can(Permission.APPROVE):
        raise Refused("release_needs_approval")
    return False


def has_urgent_news(frozen: Frozen, at: datetime) -> bool:
    """Whether a stop changes that begins within a day, or began and is not over."""
    difference = frozen.difference
    uids = {*difference.added, *difference.cancelled, *(one.uid for one in difference.changed)}
    return any(
        is_urgent(stop.starts, stop.ends, at) for stop in frozen.snapshots if stop.uid in uids
    )


def forget(session: Session, itinerary: Itinerary) -> None:
    """Everything that was prepared went into the release."""
    itinerary.plan = None
    session.flush()
