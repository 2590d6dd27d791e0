"""Releasing: the draft is frozen under a number, guests see it, letters say so."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.models import SecretLink, User
from visits.access.rules import LinkKind, Permission
from visits.conflicts.rules import Layer
from visits.delegations.actions import cases
from visits.delegations.models import Delegation
from visits.delegations.rules import link_ends, steps_to_confirmed
from visits.itineraries import bookings, queries
from visits.itineraries.actions.gestures import (
    keep_judgement,
    lock,
    touch,
)
from visits.itineraries.actions.publishing import publish
from visits.itineraries.events import Published, Released
from visits.itineraries.freezing import Frozen, freeze
from visits.itineraries.judging import Blocked, Judgement, judge
from visits.itineraries.models import Itinerary, Override, Release, ReleasedStop
from visits.itineraries.programme import Roster, programme_of, roster_of, uses_of
from visits.itineraries.recipients import (
    HOST_CHANGED,
    RELEASED,
    Recipient,
    guests_have_news,
    hosts_of,
    liaison_of,
)
from visits.itineraries.rules import Scope
from visits.kit.errors import Refused
from visits.kit.events import tell
from visits.kit.translated import Translated
from visits.kit.zone import zone_of
from visits.notifications.actions import queue


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
) -> Release:
    """Freeze the draft under the next number, show it to guests, and write the letters.

    The first release confirms a visit that was a draft or in planning. The guest link expires
    *keep_days* after the visit. *seen* is the version of the draft that the
    officer read; *are_drafts* keeps the letters for their hand. Raises `judging.Blocked` with what
    stands against it; Refused (`release_needs_approval`, `changed_while_read`,
    `nothing_to_release`, `nothing_new`).
    """
    if needs_approval and not by.can(Permission.APPROVE):
        raise Refused("release_needs_approval")
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
    if not frozen.has_news:
        raise Refused("nothing_new")
    made = write(session, itinerary, frozen, overrides, note=note, by=by, at=at)
    numbers = publish_stops(session, itinerary, roster, frozen, made)
    freeze_stops(session, itinerary, frozen, made, numbers)
    keep_judgement(session, judged)
    keep_released(session, judged, frozen)
    link = guest_link(session, itinerary, made, links=links, keep_days=keep_days)
    if guests_have_news(made.number, frozen.difference, note):
        write_to_liaison(session, itinerary, made, link, are_drafts=are_drafts)
    write_to_hosts(session, itinerary, made, links=links, are_drafts=are_drafts)
    if made.number == 1:
        confirm_visit(session, itinerary.delegation, at=at)
    tell(session, Published(itinerary.id, tuple(numbers)))
    tell(session, Released(made.id))
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
    )
    session.add(made)
    session.flush()
    itinerary.current_release_id = made.id
    touch(itinerary, at=at)
    session.flush()
    return made


def publish_stops(
    session: Session, itinerary: Itinerary, roster: Roster, frozen: Frozen, made: Release
) -> dict[str, int]:
    """Bring what hosts see up to date, too; the number of every stop of the release."""
    shown = {snapshot.uid for snapshot in frozen.snapshots}
    stops = [(stop, Scope.RELEASE) for stop in itinerary.stops if stop.uid in shown]
    return publish(session, itinerary, roster, stops, at=made.at, release_id=made.id)


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
                **asdict(snapshot),
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


# -- letters ---------------------------------------------------------------------------------------


def write_to_liaison(
    session: Session, itinerary: Itinerary, made: Release, link: SecretLink, *, are_drafts: bool
) -> None:
    """The programme as guests see it, with the address of their pages."""
    liaison = liaison_of(itinerary.delegation)
    queue(
        session,
        RELEASED,
        to=liaison.address,
        name=liaison.name,
        language=liaison.language,
        about=("delegation", itinerary.delegation_id),
        key=f"{RELEASED}:{made.id}",
        facts={"release": made.id, "link": link.id},
        at=made.at,
        draft=are_drafts,
    )


def write_to_hosts(
    session: Session, itinerary: Itinerary, made: Release, *, links: LinkKeeper, are_drafts: bool
) -> None:
    """To the hosts of stops that are other than they were told."""
    for host in hosts_of(session, itinerary):
        feed = site_feed(session, host, made, links=links)
        queue(
            session,
            HOST_CHANGED,
            to=host.address,
            name=host.name,
            language=host.language,
            about=("delegation", itinerary.delegation_id),
            key=f"{HOST_CHANGED}:{made.id}:{host.contact_id}",
            facts={
                "release": made.id,
                "contact": host.contact_id,
                "feed": feed.id,
                "stops": dict(host.stops),
            },
            at=made.at,
            draft=are_drafts,
        )


def site_feed(session: Session, host: Recipient, made: Release, *, links: LinkKeeper) -> SecretLink:
    """The address under which the hosts of the site subscribe to its calendar."""
    subject = ("site", host.site_id or 0)
    return links.standing(session, LinkKind.SITE_FEED, subject, language=host.language, at=made.at)


def guest_link(
    session: Session, itinerary: Itinerary, made: Release, *, links: LinkKeeper, keep_days: int
) -> SecretLink:
    """The link that stands for the delegation's guests; it lives until *keep_days* after the visit."""
    delegation = itinerary.delegation
    zone = zone_of(session)
    return links.standing(
        session,
        LinkKind.GUEST,
        ("delegation", delegation.id),
        language=delegation.liaison_language,
        at=made.at,
        expires_at=link_ends(LinkKind.GUEST, delegation.ends_on, keep_days=keep_days, zone=zone),
    )
