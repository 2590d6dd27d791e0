"""An agenda read without a page: what was understood as plain rows, what was left as sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from visits.agendas import queries
from visits.agendas.drafts import Draft, begun, read_with
from visits.agendas.rules import (
    FROM_ABOVE,
    MOST_ROWS,
    Agenda,
    Item,
    Left,
    Leftover,
    Question,
    ReadAs,
    Remark,
)
from visits.agendas.rules.columns import clock_in
from visits.agendas.rules.reading import understood
from visits.agendas.rules.telling import World
from visits.agendas.words import asked, headings_in, kinds_in, too_many
from visits.delegations.models import Delegation
from visits.kit.sheets.reading import read_sheets
from visits.kit.sheets.refusals import MEGABYTE, PACKED_MEGABYTES, BadSheet, Problem
from visits.kit.sheets.words import sentence
from visits.kit.text import search_key
from visits.kit.translated import Translated


class NotTaken(Exception):
    """The file cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A draft, the world that it is read with, and what was understood."""

    draft: Draft
    world: World
    agenda: Agenda

    def lined(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """Rows in facts as the reader of the table counts them."""
        rows = {"line", "first", "last"}
        lines = {
            name: self.draft.line(n)
            for name, n in facts.items()
            if name in rows and isinstance(n, int)
        }
        return {**facts, **lines}

    def asked(self, question: Question, tag: str) -> str:
        facts = self.lined(question.facts)
        return asked(Question(question.field, question.why, facts), tag, self.world.visit)

    def remark(self, remark: Remark) -> Remark:
        return Remark(remark.noted, self.lined(remark.facts))


def world_of(
    session: Session, delegation: Delegation, *, city: Translated, tags: tuple[str, ...]
) -> World:
    """What agendas of this visit are read with; *tags* are the languages of our own tables."""
    return queries.the_world(
        session,
        delegation,
        city=city.values(),
        kinds=kinds_in(tags),
        headers=headings_in(tags),
    )


def read(draft: Draft, world: World) -> Reading:
    whole = read_with(draft, world)
    return Reading(draft, whole, understood(draft, whole))


def read_file(file: Path, world: World, *, sheet: str = "") -> Reading:
    """Every line of the file's likeliest sheet, or of the one named. Raises NotTaken."""
    with file.open("rb") as opened:
        content = opened.read(PACKED_MEGABYTES * MEGABYTE + 1)
    try:
        tables = read_sheets(content)
    except BadSheet as error:
        raise NotTaken(sentence(error)) from error
    names = [table.sheet for table in tables]
    if sheet and sheet not in names:
        raise NotTaken(sentence(BadSheet(Problem.NO_SUCH_SHEET)))
    draft = begun(tables, world, sheet=names.index(sheet) if sheet else None)
    if len(draft.rows) > MOST_ROWS:
        raise NotTaken(too_many(len(draft.rows)))
    return read(draft, world)


# -- what others read ------------------------------------------------------------------------------


def told(reading: Reading) -> dict[str, list[dict[str, Any]]]:
    """Every line that tells of something, as other programs read it; a question stands once."""
    return {"rows": [told_item(item, reading) for item in reading.agenda.items]}


def told_item(item: Item, reading: Reading) -> dict[str, Any]:
    site = reading.world.gazetteer.by_id.get(item.site) if item.site is not None else None
    return {
        "line": reading.draft.line(item.number),
        "date": item.day.isoformat() if item.day else None,
        "start": item.clocks[0] if item.clocks else None,
        "end": item.clocks[-1] if item.clocks[1:] else None,
        "title": item.title,
        "site": site.slug if site else None,
        "who": item.who,
        "asks": [
            reading.asked(question, spoken_tag())
            for question in item.asks
            if question.why not in FROM_ABOVE or item.day is None
        ],
    }


def fresh(items: Sequence[Item], present: queries.Present) -> list[Item]:
    """Those that the programme does not have already."""
    return [item for item in items if not is_present(item, present)]


def is_present(item: Item, present: queries.Present) -> bool:
    return item.starts is not None and (item.starts, search_key(item.title)) in present


def report(reading: Reading, added: Sequence[Item]) -> list[str]:
    """What became of the lines, in sentences."""
    agenda = reading.agenda
    told = ngettext("%(num)s stop was added.", "%(num)s stops were added.", len(added))
    groups: tuple[tuple[str, Sequence[Item | Left]], ...] = (
        (
            _("In the programme already: rows %(rows)s."),
            [item for item in agenda.ready if item not in added],
        ),
        (
            _("With a place in words, to be completed: rows %(rows)s."),
            [item for item in added if item.site is None and item.place],
        ),
        (
            _("Headings of the rows below, not added themselves: rows %(rows)s."),
            [item for item in agenda.items if item.read_as is ReadAs.HEADING],
        ),
        (
            _("Added to the note of the stop around them: rows %(rows)s."),
            [item for item in agenda.items if item.read_as is ReadAs.PART],
        ),
        (
            _("Cancelled in the table, left out: rows %(rows)s."),
            [left for left in agenda.left if left.why is Leftover.CANCELLED],
        ),
    )
    said = [line % {"rows": rows(found, reading)} for line, found in groups if found]
    if others := other_sheets(reading.draft):
        said.append(_("Not read: the sheets %(sheets)s.", sheets=", ".join(others)))
    return [str(told), *said, *open_questions(reading)]


def other_sheets(draft: Draft) -> list[str]:
    """Sheets besides the one that was read in which times stand, too."""
    return [
        table.sheet
        for place, table in enumerate(draft.tables)
        if place != draft.sheet and any(clock_in(cell) for row in table.rows for cell in row.cells)
    ]


def open_questions(reading: Reading) -> list[str]:
    """Every line that is left for a question, with the question."""
    return [
        _(
            "Left out: row %(row)s, %(title)s. %(question)s",
            row=reading.draft.line(item.number),
            title=item.title,
            question=reading.asked(question, spoken_tag()),
        )
        for item in reading.agenda.asked
        for question in item.asks
    ]


def rows(found: Sequence[Item | Left], reading: Reading) -> str:
    return ", ".join(str(reading.draft.line(one.number)) for one in found)


def spoken_tag() -> str:
    """The language in which whoever asked is answered."""
    return str(get_locale()).replace("_", "-")
