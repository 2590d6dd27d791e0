"""The plan of a week in words, in the language that is active: for its table, as XLSX, as a report."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from flask_babel import gettext as _
from flask_babel import ngettext

from visits.kit.reports import Report, Section, Table
from visits.kit.sheets.writing import Sheet, workbook
from visits.kit.text import isolate
from visits.kit.words import label
from visits.languages import dates
from visits.languages.catalogue import language
from visits.statistics.rules.weekly import DayVisit, WeekDay, WeekPlan, WeekStop, WeekVisit

WIDTHS = (2.2, 4.4, 4.6, 3.4, 2.6, 2)
"""Shares of the page's width: hours, delegation, what, where, received by, officer."""


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom the plan is worded; *countries* are their names by code."""

    tag: str
    zone: tzinfo
    countries: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a delegation's day: hours, what, where, who receives them."""

    hours: str = ""
    what: str = ""
    where: str = ""
    receivers: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A delegation on a day, with its lines: one at least."""

    title: str
    who: str
    head: str
    lead: str
    programme: str
    entries: Sequence[Entry]

    @property
    def lines(self) -> tuple[str, ...]:
        """Who comes, line by line in one cell."""
        return (self.title, self.who, self.head)


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which somebody is here; `length` is how many lines it has."""

    day: str
    groups: Sequence[Group]

    @property
    def length(self) -> int:
        return sum(len(group.entries) for group in self.groups)


def worded(plan: WeekPlan, reader: Reader) -> list[Day]:
    """The days of the plan on which somebody is here."""
    return [
        Day(day_said(day, reader), [group_of(one, reader) for one in day.visits])
        for day in plan.days
        if day.visits
    ]


def day_said(day: WeekDay, reader: Reader) -> str:
    named = [name.to(reader.tag) for name in day.holidays]
    said = dates.day(day.day, reader.tag)
    return f"{said} {', '.join(named)}" if named else said


def group_of(one: DayVisit, reader: Reader) -> Group:
    visit = one.visit
    return Group(
        title=visit.title.to(reader.tag),
        who=who_said(visit, reader),
        head=head_said(visit, reader.tag),
        lead=visit.lead,
        programme=programme_said(visit),
        entries=[entry_of(stop, reader) for stop in one.stops] or [Entry(what=nothing_said(visit))],
    )


def who_said(visit: WeekVisit, reader: Reader) -> str:
    """Mongolia, Laos · 18 people."""
    names = ", ".join(reader.countries.get(code, code) for code in visit.countries)
    people = ngettext("%(num)s person", "%(num)s people", visit.people)
    return f"{names} · {people}" if names else people


def head_said(visit: WeekVisit, tag: str) -> str:
    """The head of delegation by office, else by level; never by name."""
    office = visit.head.to(tag) or str(label(visit.level))
    return str(_("Head: %(office)s", office=isolate(office, language(tag).interface.dir)))


def programme_said(visit: WeekVisit) -> str:
    """Which programme the plan shows."""
    if visit.version is None:
        return str(_("Draft programme"))
    return str(_("Released v%(number)s", number=visit.version))


def nothing_said(visit: WeekVisit) -> str:
    if visit.stops:
        return str(_("No programme on this day"))
    return str(_("The programme is not settled yet"))


def entry_of(stop: WeekStop, reader: Reader) -> Entry:
    return Entry(
        hours=dates.hours(stop.starts, stop.ends, reader.tag, reader.zone),
        what=stop.title.to(reader.tag),
        where=stop.place.to(reader.tag),
        receivers=", ".join(
            " ".join(filter(None, (one.position.to(reader.tag), one.name.to(reader.tag))))
            for one in stop.receivers
        ),
    )


def title_of(plan: WeekPlan, tag: str) -> str:
    days = dates.days(plan.period.first, plan.period.last, tag)
    return str(_("Weekly plan of foreign delegations, %(days)s", days=days))


# -- XLSX ------------------------------------------------------------------------------------------


def sheet(plan: WeekPlan, reader: Reader) -> bytes:
    """A workbook with a row for each stop; a row stands for itself, so that it can be sorted."""
    title = title_of(plan, reader.tag)
    return workbook(
        [
            Sheet(
                title=_("Weekly plan"),
                headers=[
                    _("Day"),
                    _("Hours"),
                    _("Delegation"),
                    _("Countries"),
                    _("People"),
                    _("Head of delegation"),
                    _("What"),
                    _("Where"),
                    _("Received by"),
                    _("Lead officer"),
                    _("Programme"),
                ],
                rows=list(sheet_rows(plan, reader)),
                lead=(title,),
                direction=language(reader.tag).interface.dir,
            )
        ],
        title=title,
    )


def sheet_rows(plan: WeekPlan, reader: Reader) -> Iterator[list[str | int]]:
    for day in plan.days:
        for one in day.visits:
            visit, group = one.visit, group_of(one, reader)
            names = ", ".join(reader.countries.get(code, code) for code in visit.countries)
            for entry in group.entries:
                yield [
                    day_said(day, reader),
                    entry.hours,
                    group.title,
                    names,
                    visit.people,
                    visit.head.to(reader.tag) or str(label(visit.level)),
                    entry.what,
                    entry.where,
                    entry.receivers,
                    group.lead,
                    group.programme,
                ]


# -- a report --------------------------------------------------------------------------------------


def report(plan: WeekPlan, reader: Reader, *, stamp: str, made_at: datetime) -> Report:
    """The plan as a paper of the office: a section for each day."""
    days = worded(plan, reader)
    return Report(
        title=title_of(plan, reader.tag),
        language=language(reader.tag).interface.tag,
        head=[(str(_("Summary")), summary_said(plan))],
        sections=[Section(day.day, [table_of(day)]) for day in days],
        stamp=stamp,
        made_at=made_at,
    )


def summary_said(plan: WeekPlan) -> str:
    """How many come."""
    if not plan.visits:
        return str(_("No delegation comes in this week."))
    groups = ngettext("%(num)s delegation", "%(num)s delegations", len(plan.visits))
    people = ngettext("%(num)s person", "%(num)s people", plan.people)
    return f"{groups}, {people}"


def table_of(day: Day) -> Table:
    return Table(head=headers(), rows=list(table_rows(day.groups)), widths=WIDTHS)


def headers() -> list[str]:
    """Of the table of a day."""
    return [
        str(_("Hours")),
        str(_("Delegation")),
        str(_("What")),
        str(_("Where")),
        str(_("Received by")),
        str(_("Lead officer")),
    ]


def table_rows(groups: Iterable[Group]) -> Iterator[list[str]]:
    """A delegation is named in the first of its lines."""
    for group in groups:
        for place, one in enumerate(group.entries):
            who = ["\n".join(group.lines), group.lead] if place == 0 else ["", ""]
            yield [one.hours, who[0], one.what, one.where, one.receivers, who[1]]
