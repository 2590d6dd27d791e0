"""The lines of letters about a release: one stop each, as its reader is told of it. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo
from itertools import groupby

from visits.conflicts.rules import Role
from visits.itineraries import diff
from visits.itineraries.diff import Snapshot
from visits.itineraries.news import Item
from visits.itineraries.rules import PublishedState
from visits.itineraries.titles import titled
from visits.kit.translated import Translated
from visits.kit.words import label

EMPTY = Translated()
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One stop in a letter. What its reader knew otherwise until now stands in `was_…`."""

    starts: datetime
    ends: datetime
    title: Translated
    place: Translated
    is_new: bool = False
    is_changed: bool = False
    is_cancelled: bool = False
    is_confirmed: bool = False
    awaits: bool = False
    """The reader is asked for a yes."""
    people: int = 0
    roles: Sequence[Role] = ()
    was: Span | None = None
    was_title: Translated = EMPTY
    was_place: Translated = EMPTY
    was_people: int | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """The lines of a letter under the city's days; `is_change` for who knew some of it before."""

    days: Sequence[tuple[date, Sequence[Line]]] = ()
    is_change: bool = False
    lines: Sequence[Line] = field(default=(), repr=False)


def programme_of(lines: Iterable[Line], zone: tzinfo, *, is_change: bool) -> Programme:
    """In order of time. Who hears of the visit for the first time reads no marks."""
    ordered = sorted(lines, key=lambda line: (line.starts, line.ends))
    if not is_change:
        ordered = [replace(line, is_new=False) for line in ordered]
    days = groupby(ordered, key=lambda line: line.starts.astimezone(zone).date())
    return Programme([(day, list(group)) for day, group in days], is_change, ordered)


# -- guests ----------------------------------------------------------------------------------------


def of_guests(
    stops: Iterable[Snapshot], told: Iterable[Snapshot] | None, tag: str, zone: tzinfo
) -> Programme:
    """The whole programme as guests see it; what is other than they were *told* is marked."""
    shown = diff.seen_by_guests(stops)
    before = diff.seen_by_guests(told or ())
    news = diff.between(before, shown)
    old = {stop.uid: stop for stop in before}
    changed = {change.uid for change in news.changed}
    lines = [
        guests_line(stop, old[stop.uid] if stop.uid in changed else None, tag, news.added)
        for stop in shown
        if not stop.is_cancelled
    ]
    gone = [
        replace(guests_line(old[uid], None, tag, ()), is_cancelled=True) for uid in news.cancelled
    ]
    return programme_of([*lines, *gone], zone, is_change=told is not None)


def guests_line(stop: Snapshot, former: Snapshot | None, tag: str, added: Iterable[str]) -> Line:
    line = Line(
        starts=stop.starts,
        ends=stop.ends,
        title=guests_title(stop, tag),
        place=guests_place(stop, tag),
        is_new=stop.uid in added,
    )
    if former is None:
        return line
    old = guests_line(former, None, tag, ())
    return replace(
        line,
        is_changed=True,
        was=(old.starts, old.ends) if span_of(old) != span_of(line) else None,
        was_title=old.title if old.title != line.title else EMPTY,
        was_place=old.place if old.place != line.place else EMPTY,
    )


def span_of(line: Line) -> Span:
    return line.starts, line.ends


def guests_title(stop: Snapshot, tag: str) -> Translated:
    return titled(stop.title, stop.site_name, tag, str(label(stop.kind)))


def guests_place(stop: Snapshot, tag: str) -> Translated:
    """Beside the title; a title made of the site's name says it already."""
    if guests_title(stop, tag) != stop.title:
        return stop.place
    return stop.site_name or stop.place


# -- hosts, and people of ours ---------------------------------------------------------------------


def of_readers(items: Iterable[tuple[Item, Translated, Translated]], zone: tzinfo) -> Programme:
    """The stops that concern the reader: each with the place where it is, and where it was."""
    found = [(item, item_line(item, place, was)) for item, place, was in items]
    is_change = any(not item.is_new or item.is_cancelled for item, _ in found)
    return programme_of([line for _, line in found], zone, is_change=is_change)


def item_line(item: Item, place: Translated, was_place: Translated) -> Line:
    row, former = item.row, None if item.is_new else item.former
    line = Line(
        starts=row.starts,
        ends=row.ends,
        title=row.title,
        place=place,
        is_new=item.is_new,
        is_cancelled=item.is_cancelled,
        is_confirmed=row.state is PublishedState.CONFIRMED,
        awaits=item.awaits,
        people=row.people,
        roles=tuple(Role(role) for role in item.roles),
    )
    if former is None or item.is_cancelled:
        return line
    return replace(
        line,
        is_changed=True,
        was=(former.starts, former.ends) if (former.starts, former.ends) != span_of(line) else None,
        was_title=former.title if former.title != row.title else EMPTY,
        was_place=was_place if was_place != place else EMPTY,
        was_people=former.people if former.people != row.people else None,
    )
