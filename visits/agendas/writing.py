"""A programme of ours as a table: in the reader's words, read again as the same stops."""

from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo

from flask_babel import gettext as _

from visits.agendas.rules import Field
from visits.agendas.words import START
from visits.conflicts.rules import StopKind, StopStatus
from visits.itineraries.models import Stop
from visits.itineraries.titles import titled
from visits.kit import words
from visits.kit.sheets.writing import Sheet, Value, csv_file, workbook
from visits.kit.translated import Translated
from visits.languages.catalogue import language

COLUMNS = (
    Field.DAY,
    Field.TIME,
    Field.END,
    Field.KIND,
    Field.TITLE,
    Field.PLACE,
    Field.WHO,
    Field.NOTE,
)
GONE = frozenset({StopStatus.DECLINED, StopStatus.CANCELLED})


def headers() -> list[str]:
    """What the columns are called; the time has one for its start and one for its end."""
    return [str(START if field is Field.TIME else words.label(field)) for field in COLUMNS]


def table(stops: Iterable[Stop], tag: str, zone: tzinfo, kind: str, title: str) -> bytes:
    """The programme as XLSX or CSV; what does not take place is left out."""
    rows = [row_of(stop, tag, zone) for stop in stops if stop.status not in GONE]
    return written(rows, tag, kind, title)


def row_of(stop: Stop, tag: str, zone: tzinfo) -> list[Value]:
    starts, ends = stop.starts.astimezone(zone), stop.ends.astimezone(zone)
    shown = titled(stop.title, site_name(stop), tag, str(words.label(stop.kind)))
    return [
        starts.date(),
        clock(starts),
        clock(ends),
        str(words.label(stop.kind)),
        shown.to(tag),
        place_of(stop, tag),
        who(stop, tag),
        stop.public_note.to(tag),
    ]


def who(stop: Stop, tag: str) -> str:
    """The people of ours who serve, and whom the office noted."""
    people = [one.person.name.to(tag) for one in stop.assignments if one.person]
    noted = stop.internal_note.split("\n", 1)[0]
    return ", ".join(name for name in dict.fromkeys([*people, noted]) if name)


def clock(at: datetime) -> str:
    return f"{at:%H:%M}"


def site_name(stop: Stop) -> Translated:
    return stop.site.name if stop.site else Translated()


def place_of(stop: Stop, tag: str) -> str:
    """The site by its name, which is read again; else the place in words."""
    return stop.site.name.to(tag) if stop.site else stop.place.to(tag)


def template(starts: datetime, tag: str, kind: str) -> bytes:
    """An empty table with a row that shows how to fill it."""
    hints: list[Value] = [
        starts.date(),
        "10:00",
        "11:30",
        str(words.label(StopKind.SITE_VISIT)),
        str(_("Example: visit to the control centre. Replace this row.")),
        str(_("The name of a site, in any language")),
        str(_("Who receives or speaks")),
        str(_("What guests should know")),
    ]
    return written([hints], tag, kind, str(_("Programme")))


def written(rows: Sequence[Sequence[Value]], tag: str, kind: str, title: str) -> bytes:
    if kind == "csv":
        return csv_file(headers(), rows)
    kinds = [str(words.label(one)) for one in StopKind]
    sheet = Sheet(
        title=title,
        headers=headers(),
        rows=rows,
        direction=language(tag).dir,
        lists=str(_("Lists")),
        choices={COLUMNS.index(Field.KIND): kinds},
    )
    return workbook([sheet], title=title)
