"""Small runs of words for the templates of this folder, in the language of the page."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from visits.escorting.queries import DayStop
from visits.escorting.rules import Merge, Note, Tapped
from visits.kit.text import isolate
from visits.kit.words import label
from visits.languages import dates
from visits.languages.html import city_zone
from visits.languages.routing import interface_language


def plain_clock(value: datetime) -> str:
    """For attributes and sentences, isolated by signs."""
    return isolate(dates.clock(value, city_zone()), interface_language().dir)


def draft_said(stop: DayStop) -> str:
    """When the draft has a stop, with the day where it is another one."""
    starts, ends = (at.astimezone(city_zone()) for at in (stop.row.starts, stop.row.ends))
    language = interface_language()
    is_same_day = starts.date() == stop.starts.astimezone(city_zone()).date()
    said = (dates.hours if is_same_day else dates.span)(starts, ends, language.tag, city_zone())
    return isolate(said, language.dir)


def author_said(tap: Tapped) -> str:
    """Who tapped; a link need not have a label."""
    name = tap.author or str(_("an escort"))
    return isolate(name, interface_language().dir)


def missing_said(number: int) -> str:
    """By a headcount: so many lack, or there are so many more than are expected."""
    if number < 0:
        return str(ngettext("%(num)s too many", "%(num)s too many", -number))
    return str(ngettext("%(num)s is missing", "%(num)s are missing", number))


def note_said(note: Note) -> str:
    """How two taps were brought together."""
    facts = {
        "first": author_said(note.first),
        "second": author_said(note.second),
        "step": label(note.first.kind),
        "other": label(note.second.kind),
        "time": plain_clock(note.first.at),
        "later": plain_clock(note.second.at),
    }
    if note.merge is Merge.ALREADY:
        return str(
            _(
                "“%(step)s” was tapped twice: by %(first)s at %(time)s, by %(second)s at "
                "%(later)s. The first one counts.",
                **facts,
            )
        )
    if note.merge is Merge.STILL_ON:
        return str(
            _(
                "%(first)s skipped this stop at %(time)s, but %(second)s tapped “%(other)s” at "
                "%(later)s: it takes place.",
                **facts,
            )
        )
    return str(
        _(
            "“%(step)s” (%(time)s) lies before “%(other)s” (%(later)s). Please look whether one "
            "of them was a slip.",
            **facts,
        )
    )


def for_templates() -> dict[str, Any]:
    return {
        "draft_said": draft_said,
        "missing_said": missing_said,
        "note_said": note_said,
        "plain_clock": plain_clock,
    }
