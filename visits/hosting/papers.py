"""Papers for hosts, in the language that is active: the request on one page, the list of visits."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from visits.hosting.queries import Seen, seen_at
from visits.hosting.rules import Fact
from visits.itineraries.events import AskedByGuests
from visits.kit import typeset
from visits.kit.clock import local
from visits.kit.phones import readers_phone
from visits.kit.sheets.writing import Sheet, workbook
from visits.kit.words import label
from visits.kit.zone import zone_of
from visits.languages import dates
from visits.languages.catalogue import language
from visits.languages.names import language_name
from visits.sites.models import Site
from visits.sites.rules import MealNeed

ONE_DAY = timedelta(days=1)


# -- the request -----------------------------------------------------------------------------------


def request_paper(
    lines: Sequence[Any], *, site: Site, contact: str, due: str, phone: str, tag: str
) -> bytes:
    """One page for each few requests: what is asked, and boxes to answer on paper or by fax."""
    return typeset.pdf(
        "hosting/request.typ",
        {
            "heading": _("Can you receive them?"),
            "to": typeset.text("ko", f"{site.name.to('ko')} {contact}"),
            "requests": [request_facts(line, phone=phone, tag=tag) for line in lines],
            "answer": _("Your answer"),
            "due": _("Please answer by %(day)s.", day=due),
            "boxes": [
                _("Yes, we receive them"),
                _("At another time:"),
                _("For at most so many people:"),
                _("Under these conditions:"),
                _("No, because:"),
            ],
            "guide": _("Who guides the group"),
            "signature": _("Name and signature"),
        },
        language=language(tag).interface.tag,
        title=_("Request to a host"),
    )


def request_facts(line: Any, *, phone: str, tag: str) -> dict[str, Any]:
    """A heading, then label and value of each fact that the contact may know."""
    zone = line.zone
    hours = dates.hours(line.starts, line.ends, tag, zone)
    who = ", ".join(line.countries)
    spoken = ", ".join(language_name(one, tag) for one in line.languages)
    call = f"{line.lead.name}, {readers_phone(line.lead.phone or phone)}"
    given: list[tuple[str, Any]] = [
        (_("When"), f"{dates.day(line.day, tag)} {hours}"),
        (_("Where"), typeset.resolved(line.site.name, tag)),
        (_("Delegation"), typeset.resolved(line.group, tag) if line.group else ""),
        (_("Countries"), who),
        (_("People"), ngettext("%(num)s person", "%(num)s people", line.people)),
        (_("Language"), spoken),
        (_("About the visit"), typeset.resolved(line.topic, tag) if line.topic else ""),
        (
            _("What they want to know"),
            typeset.resolved(line.questions, tag) if line.questions else "",
        ),
        *guests_questions(line.guests_ask, tag),
        (_("Whom to call"), call),
    ]
    return {"facts": [{"label": name, "value": value} for name, value in given if value]}


def guests_questions(asked: Sequence[AskedByGuests], tag: str) -> Iterator[tuple[str, Any]]:
    """Each as its guest wrote it, and below it in Korean where somebody translated it."""
    for one in asked:
        language = language_name(one.language, tag)
        label = _("A guest asks (%(language)s)", language=language)
        yield label, typeset.text(one.language, one.text)
        if one.korean:
            yield _("In Korean"), typeset.text("ko", one.korean)


# -- the list of a site ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class VisitList:
    """What takes place at a site from the first day until before the last."""

    site: Site
    first: date
    last: date
    visits: Sequence[Seen]
    sees: Collection[Fact]


def list_of(
    session: Session, site: Site, sees: Collection[Fact], first: date, last: date
) -> VisitList:
    """By what a role may see."""
    zone = zone_of(session)
    begins, ends = local(first, time(0), zone), local(last, time(0), zone)
    return VisitList(site, first, last, seen_at(session, site.id, sees, begins, ends), sees)


def list_paper(shown: VisitList, *, phone: str, tag: str, zone: Any) -> bytes:
    """The list as A4 pages."""
    names, rows = table_of(shown, phone=phone, tag=tag, zone=zone)
    return typeset.pdf(
        "hosting/list.typ",
        {
            "heading": title_of(shown, tag),
            "headers": names,
            "widths": [WIDTHS[name] for name in columns_of(shown.sees)],
            "rows": rows,
            "empty": _("No visit is planned in this time."),
        },
        language=language(tag).interface.tag,
        title=title_of(shown, tag),
        stamp=dates.days(shown.first, shown.last - ONE_DAY, tag),
    )


def list_sheet(shown: VisitList, *, phone: str, tag: str, zone: Any) -> bytes:
    """The list as a workbook."""
    names, rows = table_of(shown, phone=phone, tag=tag, zone=zone)
    title = title_of(shown, tag)
    numeric = [name == Fact.PEOPLE for name in columns_of(shown.sees)]
    sheet = Sheet(
        title=_("Visits"),
        headers=names,
        rows=[
            [
                int(cell) if counts and cell else cell
                for counts, cell in zip(numeric, row, strict=True)
            ]
            for row in rows
        ],
        lead=(title,),
        direction=language(tag).interface.dir,
    )
    return workbook([sheet], title=title)


def title_of(shown: VisitList, tag: str) -> str:
    days = dates.days(shown.first, shown.last - ONE_DAY, tag)
    return str(_("Visits at %(site)s, %(days)s", site=shown.site.name.to(tag), days=days))


def table_of(
    shown: VisitList, *, phone: str, tag: str, zone: Any
) -> tuple[list[str], list[list[str]]]:
    """Headers and rows; columns that the role may not see are not there."""
    columns = list(columns_of(shown.sees))
    rows = [list(cells_of(one, columns, phone=phone, tag=tag, zone=zone)) for one in shown.visits]
    return [str(headers()[name]) for name in columns], rows


def columns_of(sees: Collection[Fact]) -> Iterator[str]:
    yield from ("day", "hours")
    yield from (fact.value for fact in COLUMNS if fact in sees)
    yield from ("state", "call")


WIDTHS: Mapping[str, float] = {
    "day": 3,
    "hours": 2.6,
    Fact.GROUP: 5,
    Fact.PEOPLE: 1.6,
    Fact.LANGUAGES: 2.6,
    Fact.TOPIC: 5,
    Fact.ROOM: 3,
    Fact.MEALS: 4,
    "state": 2.4,
    "call": 4,
}
"""The share of the page's width that each column has on paper: words break, no column overprints."""
COLUMNS = (Fact.GROUP, Fact.PEOPLE, Fact.LANGUAGES, Fact.TOPIC, Fact.ROOM, Fact.MEALS)


def headers() -> Mapping[str, str]:
    return {
        "day": _("Day"),
        "hours": _("Hours"),
        "group": _("Delegation"),
        "people": _("People"),
        "languages": _("Language"),
        "topic": _("About the visit"),
        "room": _("Room"),
        "meals": _("Meal needs"),
        "state": _("Status"),
        "call": _("Whom to call"),
    }


def meals_told(counts: Mapping[str, int]) -> str:
    """How many have each meal need."""
    return ", ".join(f"{label(MealNeed(need))}: {count}" for need, count in sorted(counts.items()))


def cells_of(
    one: Seen, columns: Sequence[str], *, phone: str, tag: str, zone: Any
) -> Iterator[str]:
    starts: datetime = one.starts.astimezone(zone)
    said = {
        "day": dates.day(starts.date(), tag),
        "hours": dates.hours(one.starts, one.ends, tag, zone),
        "group": one.group.to(tag) if one.group else "",
        "people": str(one.people or ""),
        "languages": ", ".join(language_name(each, tag) for each in one.languages),
        "topic": one.topic.to(tag) if one.topic else "",
        "room": one.room.to(tag) if one.room else "",
        "meals": meals_told(one.meals or {}),
        "state": str(label(one.state)),
        "call": f"{one.lead}, {readers_phone(one.lead_phone or phone)}",
    }
    yield from (said[name] for name in columns)
