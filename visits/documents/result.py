"""The result report (결과보고): planned against actual, and what came of the visit.

Complete whatever is missing: a visit without stops, without actual numbers or without a record says
so in words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from itertools import groupby
from pathlib import Path

from flask import url_for
from flask_babel import gettext as _
from flask_babel import pgettext
from sqlalchemy.orm import Session

from visits.conflicts.rules import FIRM, OFF, Role, StopStatus
from visits.delegations import queries as delegations
from visits.delegations.models import Delegate, Delegation
from visits.delegations.rules import DelegateRole
from visits.documents import queries, result_sections, wording
from visits.documents.drafts import Reader
from visits.documents.marks import Cell, Marks, Row, marked_table
from visits.documents.plan import head_of
from visits.documents.programme import gone_stop, time_and_what, where
from visits.documents.rules import Facts
from visits.escorting.models import Incident
from visits.feedback import queries as feedback
from visits.feedback.queries import VisitFeedback
from visits.itineraries.models import Stop
from visits.itineraries.wording import person_name, serving
from visits.kit.clock import now
from visits.kit.reports import Block, Item, Paragraph, Picture, Section, Table
from visits.kit.words import label
from visits.kit.zone import zone_of
from visits.languages import dates
from visits.organisations import queries as organisations
from visits.outcomes import queries as outcomes
from visits.outcomes.models import FollowUp, Gift, Photo, PressLink
from visits.outcomes.queries import Record
from visits.papers.pictures import SHOWN
from visits.papers.storage import folder_of
from visits.reception import queries as reception
from visits.reception.models import BudgetLine

MOST_PHOTOS = 6


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that the report rests on."""

    delegation: Delegation
    head: Delegate | None
    stops: Sequence[Stop]
    record: Record
    incidents: Sequence[Incident]
    promises: Sequence[FollowUp]
    gifts: Sequence[Gift]
    feedback: VisitFeedback
    budget: Sequence[BudgetLine]
    photos: Sequence[tuple[Photo, Picture]]
    press: Sequence[PressLink]
    countries: Mapping[str, str]
    zone: tzinfo
    tag: str
    today: date
    """In the city: decides which promises are overdue."""

    @property
    def actual(self) -> dict[str, tuple[datetime | None, datetime | None]]:
        """When stops really began and ended, by uid."""
        return {one.stop.uid: (one.began_at, one.ended_at) for one in self.record.stops if one.stop}


def read(session: Session, delegation: Delegation, reader: Reader) -> Result:
    """A constant number of queries. Of the guests it names the head alone."""
    tag = reader.tag
    stops = queries.stops_of(session, delegation.id)
    records = outcomes.records_of(session, delegation.id)
    roster = delegations.roster(session, delegation)
    photos = outcomes.photos_of(session, delegation.id, only_cleared=True)[:MOST_PHOTOS]
    return Result(
        delegation=delegation,
        head=next((one for one in roster if one.role is DelegateRole.HEAD), None),
        stops=[stop for stop in stops if stop.status in FIRM | OFF],
        record=outcomes.record_among(records, stops),
        incidents=queries.incidents_of(session, delegation.id),
        promises=outcomes.followups_of(session, delegation.id),
        gifts=outcomes.gifts_of(session, delegation.id),
        feedback=feedback.told_of(session, delegation.id),
        budget=reception.budget_of(session, delegation.id),
        photos=list(pictures_of(photos, delegation.code, folder_of(session), tag)),
        press=outcomes.press_of(session, delegation.id),
        countries=organisations.country_names(session, tag)
        if len(delegation.countries) > 1
        else {},
        zone=zone_of(session),
        tag=tag,
        today=now().astimezone(zone_of(session)).date(),
    )


def pictures_of(
    photos: Sequence[Photo], code: str, folder: Path, tag: str
) -> Iterator[tuple[Photo, Picture]]:
    """Photographs whose files are still there; read when a file of the report is made."""
    for photo in photos:
        file = photo.file_called(SHOWN)
        if file is not None and (path := folder / file.path).is_file():
            caption, alt = photo.caption.to(tag), photo.words.to(tag)
            url = url_for("outcomes.picture", code=code, number=photo.id, size="large")
            yield photo, Picture(path, file.type, caption, alt, url)


def title_of(delegation: Delegation, tag: str) -> str:
    return str(_("Result report on the visit: %(title)s", title=delegation.title.to(tag)))


def sections(result: Result, marks: Marks) -> list[Section]:
    tag, zone = result.tag, result.zone
    marks.fact("title", dict(result.delegation.title))
    said = result_sections.said(result.record, marks, tag, zone)
    happened = result_sections.incidents(result.incidents, marks, tag, zone)
    promises = result_sections.promises(result.promises, marks, tag, result.today)
    found = [
        Section(str(_("Overview")), overview(result, marks)),
        Section(str(_("Programme, planned and actual")), programme(result, marks)),
        Section(pgettext("paper", "Discussion and decisions"), said),
        Section(str(_("Incidents")), happened),
        Section(str(_("Follow-ups")), promises),
        Section(str(_("Gifts")), result_sections.gifts(result.gifts, marks, tag)),
        Section(str(_("Feedback")), result_sections.feedback(result.feedback, marks, tag)),
        Section(str(_("Money")), result_sections.money(result.budget, marks, tag)),
        Section(str(_("Photographs")), result_sections.pictures(result.photos, marks)),
        Section(str(_("In the press")), result_sections.press(result.press, marks, tag)),
    ]
    return [section for section in found if section.blocks]


# -- overview --------------------------------------------------------------------------------------


def overview(result: Result, marks: Marks) -> list[Block]:
    lines = [
        marks.item(f"about:{key}", f"{name}: ", cell)
        for key, name, cell in about(result)
        if cell.text
    ]
    return [*lines, came(result, marks), *by_country(result, marks)]


def about(result: Result) -> Iterator[tuple[str, str, Cell]]:
    """Key, label and value."""
    one, tag = result.delegation, result.tag
    yield "when", _("When"), wording.days(one, tag)
    yield "bodies", _("Organisations"), wording.bodies(one, tag)
    yield "head", _("Head of delegation"), head_of(result.head, tag)
    yield "level", _("Level"), Cell(str(label(one.level)), one.level)
    yield "purpose", _("Purpose"), Cell(one.purpose.to(tag), dict(one.purpose))
    people = {one.id: one for stop in result.stops for one in serving(stop, Role.RECEIVES)}
    ranked = sorted(people.values(), key=lambda person: (person.rank_order, person.id))
    names = wording.row_of(person_name(person, tag) for person in ranked)
    yield (
        "received",
        _("Received by"),
        Cell(names, [[dict(one.name), dict(one.position)] for one in ranked]),
    )


def came(result: Result, marks: Marks) -> Item:
    """How many came of those announced."""
    one = result.delegation
    known = all(row.actual is not None for row in one.countries)
    planned = wording.people(one.planned)
    actual = wording.people(one.people) if known else str(_("not entered yet"))
    words = _("People: planned %(planned)s, actual %(actual)s", planned=planned, actual=actual)
    return Item(str(words), changed=marks.fact("people", one.planned, one.people, known))


def by_country(result: Result, marks: Marks) -> Iterator[Table]:
    """Of groups of several countries, each."""
    rows = result.delegation.countries
    if len(rows) > 1:
        head = [str(_("Country")), str(_("Planned")), pgettext("paper", "Actual")]
        lines = [
            Row(
                f"country:{row.country}",
                [
                    Cell(result.countries.get(row.country, row.country), row.country),
                    wording.count(row.planned),
                    wording.count(row.actual),
                ],
            )
            for row in rows
        ]
        yield marked_table(marks, head, lines, widths=(3, 1, 1), figures={1, 2})


# -- programme -------------------------------------------------------------------------------------


def programme(result: Result, marks: Marks) -> list[Block]:
    """How many stops took place, and a table for each day."""
    if not result.stops:
        return [Paragraph(str(_("The programme had no stops.")))]
    off = sum(stop.status in OFF for stop in result.stops)
    planned = len(result.stops)
    words = (
        _("Stops planned: %(num)s, of which cancelled: %(off)s", num=planned, off=off)
        if off
        else _("Stops planned: %(num)s", num=planned)
    )
    days = groupby(result.stops, key=lambda stop: stop.starts.astimezone(result.zone).date())
    return [
        Item(str(words), changed=marks.fact("stops", planned, off)),
        *(day_table(day, list(own), result, marks) for day, own in days),
    ]


def day_table(day: date, stops: Sequence[Stop], result: Result, marks: Marks) -> Table:
    return marked_table(
        marks,
        [
            pgettext("paper", "Kind"),
            str(_("Planned")),
            pgettext("paper", "Actual"),
            pgettext("paper", "What"),
            pgettext("paper", "Where"),
        ],
        [stop_row(stop, result) for stop in stops],
        widths=(1.3, 1.7, 1.7, 3.1, 2.4),
        caption=dates.day(day, result.tag),
    )


def stop_row(stop: Stop, result: Result) -> Row:
    kind, planned, title = time_and_what(stop, result.tag, result.zone)
    real = [at.isoformat() if at else "" for at in result.actual.get(stop.uid, ())]
    actual = Cell(actual_hours(stop, result), [stop.status in OFF, real])
    return Row(f"stop:{stop.uid}", [kind, planned, actual, title, where(stop, result.tag)])


def actual_hours(stop: Stop, result: Result) -> str:
    """As far as it was written down; that a stop was cancelled says so."""
    if stop.status in OFF:
        return str(label(StopStatus.CANCELLED))
    began, ended = result.actual.get(stop.uid, (None, None))
    if began is None and ended is None:
        return wording.NOTHING
    between = "~" if result.tag == "ko" else "–"
    return between.join(dates.clock(at, result.zone) if at else "" for at in (began, ended))


def gone(result: Result, facts: Facts) -> Iterator[str]:
    """What an earlier version said and this one does not."""
    for key, fact in facts.items():
        match key.partition(":")[0]:
            case "stop":
                yield gone_stop(fact[1], fact[3], result.tag, result.zone)
            case "promise" | "gift" | "press" | "money":
                yield str(fact[0])
