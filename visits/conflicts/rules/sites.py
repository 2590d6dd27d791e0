"""When a site receives, whom, and how early it must be asked."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from visits.conflicts.rules.catalogue import Code, Severity
from visits.conflicts.rules.civil_days import Calendar
from visits.conflicts.rules.finding import Finding
from visits.conflicts.rules.judging import about, from_until, iso
from visits.conflicts.rules.parties import people_at, visits_site
from visits.conflicts.rules.places import Closure, OfferedWindow, SiteFacts
from visits.conflicts.rules.values import (
    DelegationFacts,
    Programme,
    Role,
    StopFacts,
    StopStatus,
    World,
)
from visits.kit.interval import Interval
from visits.kit.workdays import add_working_days, on_or_after

OFFERS = 3
OFFER_DAYS = 60
CONFIRMED_DAYS = 5
"""So many working days before it begins, a stop must be confirmed to be released."""


def site_findings(programme: Programme, world: World) -> Iterator[Finding]:
    """What the sites of a programme have against its stops, bookings apart."""
    for stop in programme.stops:
        if stop.site is None:
            continue
        site = world.sites[stop.site]
        if not visits_site(stop, site):
            continue
        if stop.status is StopStatus.DECLINED:
            yield from refused(stop, site, world)
        if stop.is_planned:
            yield from closed(stop, site, world.calendar)
            yield from taken(stop, site, world.calendar)
            yield from not_offered(stop, site, programme.delegation, world.calendar)
            yield from asked_late(stop, site, world)
            yield from too_few(stop, site, programme.delegation, world.calendar)
            yield from not_confirmed(stop, site, world)


def closed(stop: StopFacts, site: SiteFacts, calendar: Calendar) -> Iterator[Finding]:
    """The site is closed at some moment of the stop.

    A closure always counts; weekly closing days and holidays not on a date of its own windows.
    """
    reasons: list[tuple[str, int | None, int | None, str, Interval]] = [
        ("closure", closure.id, None, closure.reason, closure.when)
        for closure in met_by(stop, site.closures)
    ]
    reasons += [
        (cause, None, holiday, name, calendar.whole_day(day))
        for day in calendar.days_of(stop.when)
        for cause, holiday, name in _closing_days(site, day, calendar)
    ]
    for cause, closure, holiday, reason, when in reasons:
        yield about(
            stop,
            Code.SITE_CLOSURE,
            calendar,
            site=site.id,
            cause=cause,
            closure=closure,
            holiday=holiday,
            reason=reason,
            **from_until(when),
            offers=offers(stop, site, calendar),
        )


def taken(stop: StopFacts, site: SiteFacts, calendar: Calendar) -> Iterator[Finding]:
    """Others have taken the site for some of the stop, as its host or its calendar says."""
    for one in met_by(stop, site.busy):
        yield about(
            stop,
            Code.SITE_BUSY,
            calendar,
            site=site.id,
            closure=one.id,
            reason=one.reason,
            **from_until(one.when),
            offers=offers(stop, site, calendar),
        )


def met_by(stop: StopFacts, closures: Iterable[Closure]) -> list[Closure]:
    """Those that share time with the stop, in order of time."""
    met = [one for one in closures if one.when.overlaps(stop.when)]
    return sorted(met, key=lambda one: (one.when, one.id or 0))


def not_offered(
    stop: StopFacts, site: SiteFacts, delegation: DelegationFacts, calendar: Calendar
) -> Iterator[Finding]:
    """The stop lies in none of the site's rounds, or only in rounds of other languages.

    A site without windows receives at any time. With an interpreter, a round's language is no
    hindrance.
    """
    if not site.windows:
        return
    covering = windows_around(stop, site, calendar)
    languages = stop.languages or delegation.languages
    helped = delegation.has_own_interpreter or bool(stop.persons(Role.INTERPRETS))
    if any(helped or _speaks(window, languages) for window in covering):
        return
    yield about(
        stop,
        Code.SITE_WINDOW,
        calendar,
        site=site.id,
        cause="language" if covering else "time",
        starts=iso(stop.when.start),
        ends=iso(stop.when.end),
        languages=languages,
        offers=offers(stop, site, calendar),
    )


def asked_late(stop: StopFacts, site: SiteFacts, world: World) -> Iterator[Finding]:
    """Fewer working days lie between the first ask and the stop than the site demands.

    What was not asked yet counts as asked now; what was confirmed without asking is settled.
    """
    if not site.lead_days or (stop.asked_at is None and stop.status is StopStatus.CONFIRMED):
        return
    calendar = world.calendar
    asked = calendar.day_of(stop.asked_at or world.at)
    day = calendar.day_of(stop.when.start)
    notice = max(calendar.working_days_between(asked, day), 0)
    if notice >= site.lead_days:
        return
    start = on_or_after(asked, calendar.days_off)
    yield about(
        stop,
        Code.SITE_LEAD_TIME,
        calendar,
        site=site.id,
        lead_days=site.lead_days,
        days=notice,
        missing=site.lead_days - notice,
        asked=stop.asked_at is not None,
        counted_from=asked.isoformat(),
        ask_by=add_working_days(day, -site.lead_days, calendar.days_off).isoformat(),
        earliest=add_working_days(start, site.lead_days, calendar.days_off).isoformat(),
    )


def too_few(
    stop: StopFacts, site: SiteFacts, delegation: DelegationFacts, calendar: Calendar
) -> Iterator[Finding]:
    """The party is smaller than the site's smallest group."""
    people = people_at(stop, delegation)
    if site.min_group is not None and people < site.min_group:
        yield about(
            stop,
            Code.MIN_GROUP,
            calendar,
            site=site.id,
            minimum=site.min_group,
            people=people,
            missing=site.min_group - people,
        )


def not_confirmed(stop: StopFacts, site: SiteFacts, world: World) -> Iterator[Finding]:
    """The host was asked and has not said yes; when few days are left, that holds back a release."""
    if stop.status is not StopStatus.ASKED or stop.when.start <= world.at:
        return
    calendar = world.calendar
    left = calendar.working_days_between(
        calendar.day_of(world.at), calendar.day_of(stop.when.start)
    )
    found = about(
        stop,
        Code.HOST_NOT_CONFIRMED,
        calendar,
        site=site.id,
        asked_on=calendar.day_of(stop.asked_at or world.at).isoformat(),
        days=left,
        **agreed_before(stop),
    )
    yield replace(found, severity=Severity.BLOCK_RELEASE) if left <= CONFIRMED_DAYS else found


def agreed_before(stop: StopFacts) -> dict[str, tuple[str, str]]:
    """The time to which the host had agreed, and the one that it is asked for instead."""
    if stop.agreed is None or stop.agreed == stop.when:
        return {}
    spans = {"agreed": stop.agreed, "moved": stop.when}
    return {name: (iso(span.start), iso(span.end)) for name, span in spans.items()}


def refused(stop: StopFacts, site: SiteFacts, world: World) -> Iterator[Finding]:
    """The host has said no: as long as the stop stands so, nothing takes its place."""
    if stop.when.start <= world.at:
        return
    calendar = world.calendar
    yield about(
        stop,
        Code.HOST_NOT_CONFIRMED,
        calendar,
        site=site.id,
        asked_on=calendar.day_of(stop.asked_at or world.at).isoformat(),
        refused=True,
    )


def windows_around(
    stop: StopFacts, site: SiteFacts, calendar: Calendar
) -> tuple[OfferedWindow, ...]:
    """The rounds of the site in which the whole stop lies, those begun the day before included."""
    if not site.windows:
        return ()
    first = calendar.day_of(stop.when.start)
    return tuple(
        window
        for day in (first - timedelta(days=1), first)
        for window in site.windows_on(day)
        if calendar.span(day, window.starts, window.ends).contains(stop.when)
    )


def offers(stop: StopFacts, site: SiteFacts, calendar: Calendar) -> tuple[tuple[str, str], ...]:
    """The next rounds, from the stop's day on, that are open and long enough; at most three."""
    first = calendar.day_of(stop.when.start)
    found: list[Interval] = []
    for number in range(OFFER_DAYS if site.windows else 0):
        day = first + timedelta(days=number)
        found += sorted(_open_rounds(site, day, calendar, stop.when))
        if len(found) >= OFFERS:
            break
    return tuple((iso(span.start), iso(span.end)) for span in found[:OFFERS])


def is_open(site: SiteFacts, span: Interval, calendar: Calendar) -> bool:
    """Whether no closure, others' use, weekly closing day or holiday of the site touches the span."""
    shut = (*site.closures, *site.busy)
    return not any(one.when.overlaps(span) for one in shut) and not any(
        True for day in calendar.days_of(span) for _ in _closing_days(site, day, calendar)
    )


def _open_rounds(
    site: SiteFacts, day: date, calendar: Calendar, wanted: Interval
) -> Iterator[Interval]:
    spans = {calendar.span(day, window.starts, window.ends) for window in site.windows_on(day)}
    for span in spans:
        if span.length >= wanted.length and span != wanted and is_open(site, span, calendar):
            yield span


def _closing_days(
    site: SiteFacts, day: date, calendar: Calendar
) -> Iterator[tuple[str, int | None, str]]:
    """Why the site receives nobody on a day: the cause, the holiday by id and by name."""
    if any(window.day == day for window in site.windows):
        return
    if day.weekday() in site.weekly_closing_days:
        yield "weekly", None, ""
    if site.closed_on_holidays:
        holidays = calendar.holidays_by_day.get(day, ())
        yield from (("holiday", one.id, one.name) for one in holidays if one.is_day_off)


def _speaks(window: OfferedWindow, languages: tuple[str, ...]) -> bool:
    return not window.languages or not languages or not window.languages.isdisjoint(languages)
