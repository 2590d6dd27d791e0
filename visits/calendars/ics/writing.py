"""Components and calendars as bytes: CRLF, at most 75 octets a line, always in the same order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from visits.calendars.ics.text import escaped, folded, one_line, plain, quotable
from visits.calendars.ics.values import Alarm, Busy, Calendar, Entry, Mail, Place, Status, zone_of
from visits.calendars.ics.zones import vtimezone

_PRODUCT = "-//City of Sejong//Visits//EN"
_REFRESH = "PT1H"
_ANY_YEAR = 2026
"""An empty calendar's time zone serves no entry: any year does, but always the same."""
MOST_KEPT = 20_000
"""So many written entries stay with the process: of a calendar that is built anew, most are the
same as before. They take about 40 MB when there are as many."""
_RADIUS = 100
"""Metres around a place within which Apple's calendars count as arrived."""


@dataclass(frozen=True)
class Component:
    """A written VEVENT, and what a calendar must know to place it: worth keeping while unchanged.

    *zone* is None when its lines name no time zone.
    """

    uid: str
    starts: datetime
    ends: datetime
    zone: str | None
    lines: bytes


def feed(calendar: Calendar) -> bytes:
    """The calendar for subscribers, its entries in order of start and uid."""
    return assemble(calendar, map(_kept, calendar.entries))


def assemble(calendar: Calendar, components: Iterable[Component]) -> bytes:
    """The feed of components written before; the calendar's own entries are not looked at.

    An empty feed is a calendar with its time zone, never nothing.
    """
    ordered = _in_order(components)
    zones = _zones(ordered) if ordered else [vtimezone(calendar.zone, _ANY_YEAR, _ANY_YEAR)]
    return _calendar(_head(calendar), zones, ordered)


def download(entry: Entry, *more: Entry, alarm: Alarm | None = None) -> bytes:
    """A file to add to one's own calendar, each stop with its reminder when asked.

    Without the names and refresh of a feed, which make Outlook open a second calendar.
    """
    ordered = _in_order(component(each, alarm=alarm) for each in (entry, *more))
    return _calendar([], _zones(ordered), ordered)


def message(entry: Entry, mail: Mail) -> bytes:
    """The entry as one person is invited to it, or told that it is cancelled (RFC 5546)."""
    written = component(entry, mail=mail)
    return _calendar([f"METHOD:{mail.method}"], _zones([written]), [written])


def component(entry: Entry, *, alarm: Alarm | None = None, mail: Mail | None = None) -> Component:
    """The entry written, with the zone that its calendar must define.

    A reminder is left out when the entry is cancelled; in a *mail* stands whom it goes between.
    """
    zone = zone_of(entry.zone)
    starts, ends = entry.starts.astimezone(zone), entry.ends.astimezone(zone)
    named = not (entry.all_day or _shown_twice(starts) or _shown_twice(ends))
    changed = _utc(entry.changed)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"SEQUENCE:{entry.sequence}",
        # Without METHOD, DTSTAMP says when the data last changed (RFC 5545, 3.8.7.2).
        f"DTSTAMP:{_utc(mail.at) if mail else changed}",
        f"CREATED:{_utc(entry.created)}",
        f"LAST-MODIFIED:{changed}",
        *_times(entry, starts, ends, named=named),
        *_texts(entry),
        *_state(entry),
        *(_people(mail) if mail else ()),
        *(_alarm(alarm) if alarm and entry.status is not Status.CANCELLED else ()),
        "END:VEVENT",
    ]
    written = b"".join(map(folded, lines))
    return Component(entry.uid, entry.starts, entry.ends, entry.zone if named else None, written)


@lru_cache(maxsize=MOST_KEPT)
def _kept(entry: Entry) -> Component:
    """For feeds, which are written again and again with most of their entries unchanged."""
    return component(entry)


def entry_lines(entry: Entry) -> bytes:
    """The entry's VEVENT, folded."""
    return component(entry).lines


def _times(entry: Entry, starts: datetime, ends: datetime, *, named: bool) -> tuple[str, str]:
    """DTSTART and DTEND as dates, in the zone *named*, or in UTC."""
    if entry.all_day:
        return f"DTSTART;VALUE=DATE:{starts:%Y%m%d}", f"DTEND;VALUE=DATE:{ends:%Y%m%d}"
    if not named:
        return f"DTSTART:{_utc(starts)}", f"DTEND:{_utc(ends)}"
    return (
        f"DTSTART;TZID={entry.zone}:{starts:%Y%m%dT%H%M%S}",
        f"DTEND;TZID={entry.zone}:{ends:%Y%m%dT%H%M%S}",
    )


def _shown_twice(local: datetime) -> bool:
    """Whether the clock shows this hour twice: readers differ on which of the two TZID means."""
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def _texts(entry: Entry) -> Iterable[str]:
    language = f";LANGUAGE={entry.language}"
    if summary := one_line(f"{entry.prefix} {entry.summary}"):
        yield f"SUMMARY{language}:{escaped(summary)}"
    if description := plain(entry.description):
        yield f"DESCRIPTION{language}:{escaped(description)}"
    if entry.place:
        yield from _place(entry.place, language)
    if categories := [escaped(text) for text in map(one_line, entry.categories) if text]:
        yield f"CATEGORIES{language}:{','.join(categories)}"
    if entry.url:
        yield f"URL:{entry.url}"
    if entry.related_to:
        yield f"RELATED-TO:{entry.related_to}"


def _place(place: Place, language: str) -> Iterable[str]:
    name, address = quotable(place.name), quotable(place.address)
    if location := ", ".join(filter(None, (name, address))):
        yield f"LOCATION{language}:{escaped(location)}"
    if place.point:
        latitude, longitude = (f"{degrees:.6f}" for degrees in place.point)
        yield f"GEO:{latitude};{longitude}"
        if title := name or address:
            yield (
                f'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-ADDRESS="{address}"'
                f';X-APPLE-RADIUS={_RADIUS};X-TITLE="{title}":geo:{latitude},{longitude}'
            )


def _state(entry: Entry) -> tuple[str, str, str]:
    busy = _busy(entry)
    return (
        f"STATUS:{entry.status}",
        f"TRANSP:{'TRANSPARENT' if busy is Busy.FREE else 'OPAQUE'}",
        f"X-MICROSOFT-CDO-BUSYSTATUS:{busy}",
    )


def _busy(entry: Entry) -> Busy:
    if entry.status is Status.CANCELLED:
        return Busy.FREE
    if entry.status is Status.TENTATIVE and entry.busy is Busy.BUSY:
        return Busy.TENTATIVE
    return entry.busy


def _people(mail: Mail) -> tuple[str, str]:
    """The organiser's address alone, as some servers compare it; nobody but the recipient."""
    answer = f"PARTSTAT={mail.partstat};RSVP={'TRUE' if mail.wants_answer else 'FALSE'}"
    return (
        f"ORGANIZER:mailto:{mail.organizer}",
        f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;{answer}:mailto:{mail.attendee}",
    )


def _alarm(alarm: Alarm) -> tuple[str, ...]:
    return (
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"TRIGGER:-PT{alarm.before // timedelta(minutes=1)}M",
        f"DESCRIPTION:{escaped(one_line(alarm.text))}",
        "END:VALARM",
    )


def _head(calendar: Calendar) -> list[str]:
    name, description = escaped(one_line(calendar.name)), escaped(plain(calendar.description))
    described = [
        f"DESCRIPTION;LANGUAGE={calendar.language}:{description}",
        f"X-WR-CALDESC:{description}",
    ]
    return [
        f"UID:{calendar.uid}",
        f"NAME;LANGUAGE={calendar.language}:{name}",
        f"X-WR-CALNAME:{name}",
        *(described if description else []),
        f"X-WR-TIMEZONE:{calendar.zone}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{_REFRESH}",
        f"X-PUBLISHED-TTL:{_REFRESH}",
        f"COLOR:{calendar.colour}",
    ]


def _calendar(
    head: list[str], zones: Iterable[tuple[str, ...]], components: Iterable[Component]
) -> bytes:
    before = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN", *head]
    for zone in zones:
        before += zone
    body = b"".join(each.lines for each in components)
    return b"".join(map(folded, before)) + body + b"END:VCALENDAR\r\n"


def _zones(components: Iterable[Component]) -> list[tuple[str, ...]]:
    """One VTIMEZONE for each zone named, by name, for the years in which it is used."""
    years: dict[str, tuple[int, int]] = {}
    for each in components:
        if each.zone:
            first, last = years.get(each.zone, (each.starts.year, each.ends.year))
            years[each.zone] = min(first, each.starts.year), max(last, each.ends.year)
    return [vtimezone(zone, *span) for zone, span in sorted(years.items())]


def _in_order(components: Iterable[Component]) -> list[Component]:
    return sorted(components, key=lambda each: (each.starts, each.uid))


def _utc(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}"
