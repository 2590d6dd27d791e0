"""Releasing: the draft is frozen under a number, guests see it, letters say so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.models import SecretLink, User
from visits.access.rules import LinkKind
from visits.conflicts.rules import Layer
from visits.delegations.actions import cases
from visits.delegations.models import Delegation
from visits.delegations.rules import link_ends, steps_to_confirmed
from visits.itineraries import bookings, queries
from visits.itineraries.actions import approving
from visits.itineraries.actions.gestures import keep_judgement, lock, touch
from visits.itineraries.actions.telling import Sending, tell_approvers, write_letters
from visits.itineraries.diff import COMPARED
from visits.itineraries.events import Hurried, Published, Released
from visits.itineraries.freezing import Frozen, freeze
from visits.itineraries.judging import Blocked, Judgement, judge
from visits.itineraries.models import Itinerary, Override, Release, ReleasedStop, ReleasePlan
from visits.itineraries.programme import programme_of, roster_of, uses_of
from visits.itineraries.publications import Plan, planned
from visits.itineraries.recipients import Recipient, published_and_contacts, recipients
from visits.itineraries.rules import Scope
from visits.kit.errors import Refused
from visits.kit.events import tell
from visits.kit.translated import Translated
from visits.kit.zone import zone_of

FROZEN = ("uid", *COMPARED)


@dataclass(frozen=True, slots=True)
class Coming:
    """What a release made now holds, appends to what was published, and whom it is told."""

    frozen: Frozen
    published: Plan
    readers: Sequence[Recipient]

    @property
    def has_news(self) -> bool:
        """Whether anybody would learn anything but the note."""
        tells = (bool(one.items) or not one.difference.is_empty for one in self.readers)
        return self.frozen.has_news or any(tells)


def release(
    session: Session,
    itinerary: Itinerary,
    *,
    note: Translated,
    by: User,
    at: datetime,
    links: LinkKeeper,
    keep_days: int,
    needs_approval: bool = False,
    seen: int | None = None,
    are_drafts: bool = False,
    urgent_reason: str = "",
) -> Release:
    """Freeze the draft under the next number, show it to guests, and write the letters.

    The first release confirms a visit that was a draft or in planning. The guest link expires
    *keep_days* after the visit. *seen* is the version of the draft that the officer read;
    *are_drafts* keeps the letters for their hand. With an *urgent_reason* a change of a stop within
    a day waits neither for approval nor for office hours. Raises `judging.Blocked` with what
    stands against it; Refused (`release_needs_approval`, `not_urgent`, `changed_while_read`,
    `nothing_to_release`, `nothing_new`).
    """
    lock(session, itinerary)
    if seen is not None and itinerary.version != seen:
        raise Refused("changed_while_read")
    roster = roster_of(session, itinerary.delegation)
    draft = programme_of(itinerary, roster)
    judged = judge(session, draft, draft, at=at)
    overrides = refuse_or_overrides(session, itinerary, judged)
    queries.load_for_release(session, itinerary)
    frozen = freeze(itinerary, itinerary.current_release)
    if not frozen.snapshots:
        raise Refused("nothing_to_release")
    shown = {snapshot.uid for snapshot in frozen.snapshots}
    stops = [(stop, Scope.RELEASE) for stop in itinerary.stops if stop.uid in shown]
    known, contacts = published_and_contacts(session, itinerary)
    published = planned(roster, stops, known, at=at)
    readers = recipients(
        session, itinerary, frozen, published.rows, contacts, note=note, at=at, by_id=by.id
    )
    coming = Coming(frozen, published, readers)
    if not coming.has_news:
        raise Refused("nothing_new")
    plan = itinerary.plan
    approved = approving.check(
        plan, frozen, by, needs_approval=needs_approval, urgent=urgent_reason, at=at
    )
    made = write(
        session,
        itinerary,
        frozen,
        overrides,
        note=note,
        by=by,
        at=at,
        urgent_reason=urgent_reason,
        plan=plan if approved else None,
    )
    publish_stops(session, published, made)
    freeze_stops(session, itinerary, frozen, made, published.numbers)
    keep_judgement(session, judged)
    keep_released(session, judged, frozen)
    ends = link_end(session, itinerary.delegation, keep_days=keep_days)
    guests = guest_link(session, itinerary, made, links=links, ends=ends)
    paper_link(session, itinerary, made, links=links, ends=ends)
    sending = Sending(made, by, links, guests, are_drafts=are_drafts)
    write_letters(session, itinerary, readers, sending)
    if made.number == 1:
        confirm_visit(session, itinerary.delegation, at=at)
    tell(session, Published(itinerary.id, tuple(published.numbers)))
    tell(session, Released(made.id))
    if urgent_reason:
        tell(session, Hurried(itinerary.id, at))
    if urgent_reason and needs_approval and not approved:
        tell_approvers(session, made, by=by)
    approving.forget(session, itinerary)
    return made


def confirm_visit(session: Session, delegation: Delegation, *, at: datetime) -> None:
    """Whose programme goes out for the first time comes: a draft or plan is confirmed."""
    today = at.astimezone(zone_of(session)).date()
    for step in steps_to_confirmed(delegation.state):
        cases.move(session, delegation, step, today=today)


def refuse_or_overrides(
    session: Session, itinerary: Itinerary, judged: Judgement
) -> list[Override]:
    """The overrides that this release rests on, of cautions too.

    Raises Blocked with what none of them covers.
    """
    given = {
        row.key: row
        for row in session.scalars(select(Override).where(Override.itinerary_id == itinerary.id))
    }
    hindering = [finding for finding in judged.after if finding.blocks_release]
    open_ones = [one for one in hindering if one.blocks or one.key not in given]
    if open_ones:
        raise Blocked(open_ones)
    return [given[finding.key] for finding in judged.after if finding.key in given]


def write(
    session: Session,
    itinerary: Itinerary,
    frozen: Frozen,
    overrides: list[Override],
    *,
    note: Translated,
    by: User,
    at: datetime,
    urgent_reason: str,
    plan: ReleasePlan | None,
) -> Release:
    """The release's own row; guests see it from now on."""
    current = itinerary.current_release
    made = Release(
        itinerary=itinerary,
        number=current.number + 1 if current else 1,
        note=note,
        at=at,
        by_id=by.id,
        diff=frozen.difference.as_json(),
        days=[day.as_json() for day in frozen.days],
        overrides=[
            {"key": one.key, "code": one.code, "reason": one.reason, "by_id": one.by_id}
            for one in overrides
        ],
        urgent_reason=urgent_reason,
        approved_by_id=plan.decided_by_id if plan else None,
        approval_note=plan.comment if plan else "",
    )
    session.add(made)
    session.flush()
    itinerary.current_release_id = made.id
    touch(itinerary, at=at)
    session.flush()
    return made


def publish_stops(session: Session, published: Plan, made: Release) -> None:
    """Bring what hosts see up to date, too."""
    for row in published.fresh:
        if row.scope is Scope.RELEASE:
            row.release_id = made.id
    session.add_all(published.fresh)
    session.flush()


def freeze_stops(
    session: Session,
    itinerary: Itinerary,
    frozen: Frozen,
    made: Release,
    numbers: dict[str, int],
) -> None:
    """Rows that never change again."""
    dates = {stop.uid: (stop.created_at, stop.changed_at) for stop in itinerary.stops}
    for snapshot in frozen.snapshots:
        created_at, changed_at = dates[snapshot.uid]
        session.add(
            ReleasedStop(
                **{name: getattr(snapshot, name) for name in FROZEN},
                release_id=made.id,
                sequence=numbers[snapshot.uid],
                created_at=created_at,
                changed_at=changed_at,
            )
        )
    session.flush()


def keep_released(session: Session, judged: Judgement, frozen: Frozen) -> None:
    """What the current release occupies stays occupied until the next one, whatever the draft does."""
    going = {stop.uid for stop in frozen.goes}
    stops = [facts for facts in judged.programme.stops if facts.uid in going]
    uses = uses_of(judged.programme, judged.world.sites, stops, Layer.RELEASED)
    bookings.keep(session, judged.programme.itinerary, Layer.RELEASED, uses)


def link_end(session: Session, delegation: Delegation, *, keep_days: int) -> datetime | None:
    """When the guests' links end: *keep_days* after the visit."""
    zone = zone_of(session)
    return link_ends(LinkKind.GUEST, delegation.ends_on, keep_days=keep_days, zone=zone)


def guest_link(
    session: Session,
    itinerary: Itinerary,
    made: Release,
    *,
    links: LinkKeeper,
    ends: datetime | None,
) -> SecretLink:
    """The link that stands for the delegation's guests."""
    delegation = itinerary.delegation
    language = delegation.liaison_language
    subject = ("delegation", delegation.id)
    return links.standing(
        session, LinkKind.GUEST, subject, language=language, at=made.at, expires_at=ends
    )


def paper_link(
    session: Session,
    itinerary: Itinerary,
    made: Release,
    *,
    links: LinkKeeper,
    ends: datetime | None,
) -> SecretLink:
    """What papers of this release lead to: a page that says whether they are the newest."""
    language = itinerary.delegation.liaison_language
    subject = ("release", made.id)
    return links.issue(
        session, LinkKind.PAPER, subject, language=language, at=made.at, expires_at=ends
    )
