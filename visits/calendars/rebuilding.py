"""A feed's bytes, of which only those entries are made that are not as they were.

For sites, whose calendars are the longest that people subscribe to; the others are put together
whole (`feeds`), by the same functions.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.calendars import entries, feeds, ics, queries, rules
from visits.calendars.feeds import Setting
from visits.calendars.kept import Kept, Written
from visits.calendars.rules import Standing, Window
from visits.delegations.models import Delegation
from visits.itineraries.models import Publication
from visits.sites.models import Site

FEW = 200
"""So many stops are looked up by their names; more are read with the whole calendar."""


def body_of(
    session: Session, link: SecretLink, window: Window, setting: Setting, kept: Kept
) -> bytes:
    """The feed that the link opens; what was written for it is kept for the next time."""
    if link.kind is not LinkKind.SITE_FEED:
        return ics.feed(feeds.calendar_of(session, link, window, setting))
    site = queries.site_of(session, link.subject_id)
    written = site_written(session, site, link.language, window, setting, before=kept.of(link.id))
    kept.put(link.id, written)
    calendar = feeds.site_calendar(link, site, setting, [])
    return ics.assemble(calendar, (one.component for one in written.values()))


def site_written(
    session: Session,
    site: Site,
    tag: str,
    window: Window,
    setting: Setting,
    *,
    before: Mapping[str, Written],
) -> Mapping[str, Written]:
    """Everything that was told at the site, by uid: as it was *before*, or made now."""
    marks = rules.standing_at_site(queries.marks_at_site(session, site.id, window), site.id)
    groups = queries.delegations_of(session, {one.row.itinerary_id for one in marks})
    around = around_each(site, groups, tag, setting)
    known = {one.row.uid: (*mark(one), around[one.row.itinerary_id]) for one in marks}
    missing = [uid for uid, made_from in known.items() if not is_same(before.get(uid), made_from)]
    made = {
        entry.uid: Written(known[entry.uid], ics.component(entry))
        for entry in feeds.entries_of(
            standing_of(session, site, missing, window), {site.id: site}, groups, tag, setting
        )
    }
    return {uid: made.get(uid) or before[uid] for uid in known}


def around_each(
    site: Site, groups: Mapping[int, Delegation], tag: str, setting: Setting
) -> Mapping[int, tuple[object, ...]]:
    """What entries say beside their rows, by itinerary; as `entries.for_us` takes it."""
    place = entries.place_of_site(site, tag)
    here = (place.name, place.address, place.point, tag, setting.zone)
    return {
        number: (group.title.to(tag), feeds.officer(group, setting, tag).shown, *here)
        for number, group in groups.items()
    }


def mark(standing: Standing[Any]) -> tuple[object, ...]:
    """Rows are only ever appended, and say when what is around them was called otherwise."""
    row, newest = standing.row, standing.newest
    return standing.first.id, row.id, row.renamed_at, newest.id, newest.sequence, standing.is_lost


def is_same(written: Written | None, made_from: tuple[object, ...]) -> bool:
    return written is not None and written.made_from == made_from


def standing_of(
    session: Session, site: Site, uids: Sequence[str], window: Window
) -> Sequence[Standing[Publication]]:
    """These stops as they stand at the site; one query, none for none."""
    if not uids:
        return []
    if len(uids) <= FEW:
        return rules.standing_at_site(queries.published_as(session, uids), site.id)
    wanted = set(uids)
    rows = queries.published_at_site(session, site.id, window)
    return rules.standing_at_site((row for row in rows if row.uid in wanted), site.id)
