"""What the columns of agendas are called, what is asked about a line, and how it was understood."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from flask_babel import force_locale, ngettext
from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext as pgettext

from visits.agendas.rules import (
    MOST_ROWS,
    Choice,
    Field,
    Leftover,
    Noted,
    Question,
    ReadAs,
    Remark,
    Why,
)
from visits.agendas.rules.days import Visit
from visits.conflicts.rules import StopKind
from visits.kit import words
from visits.kit.text import isolate, search_key
from visits.languages import dates
from visits.languages.catalogue import language

words.name_all(
    Field,
    {
        Field.DAY: _("Date"),
        Field.TIME: _("Time"),
        Field.END: _("End"),
        Field.MINUTES: _("Duration in minutes"),
        Field.TITLE: _("What"),
        Field.PLACE: _("Where"),
        Field.WHO: pgettext("paper", "Who"),
        Field.KIND: _("Kind"),
        Field.NOTE: _("Notes"),
    },
)
words.name_all(
    ReadAs,
    {
        ReadAs.STOP: _("A stop"),
        ReadAs.PART: _("Part of the stop above"),
        ReadAs.HEADING: _("A heading"),
        ReadAs.LEFT: _("Leave out"),
    },
)
words.name_all(
    Leftover,
    {
        Leftover.HEADING: _("Heading"),
        Leftover.DAY: _("Day"),
        Leftover.NOTE: _("Remark"),
        Leftover.HEADER: _("Headings of the columns"),
        Leftover.CANCELLED: _("Cancelled in the table"),
        Leftover.SKIPPED: _("Left out by you"),
        Leftover.PART: _("Part of the stop above"),
    },
)
QUESTIONS = {
    Why.DAY_MISSING: _("On which day is this? The table does not say."),
    Why.DAY_UNREADABLE: _("Which day is “%(text)s”?"),
    Why.DAY_AMBIGUOUS: _("“%(text)s” can be more than one day. Which one is meant?"),
    Why.DAY_SEVERAL: _("“%(text)s” names several days. On which of them is this?"),
    Why.WEEKDAY_DIFFERS: _("“%(text)s”: this date is a %(weekday)s. Which day is meant?"),
    Why.DAY_OUTSIDE: _("%(day)s lies outside the visit (%(days)s). Is this day meant?"),
    Why.DAY_FROM_ABOVE: _("The day depends on the answer for row %(line)s."),
    Why.TIME_MISSING: _("When is this? The table gives no time."),
    Why.TIME_UNREADABLE: _("“%(text)s” is not a time. When does this begin and end?"),
    Why.HALF_OF_DAY: _("“%(text)s”: before noon or after noon?"),
    Why.NIGHT: _("“%(text)s” follows an evening. On which day is it?"),
    Why.ENDS_BEFORE_START: _("“%(text)s” ends before it begins. What is meant?"),
    Why.START_MISSING: _("“%(text)s” does not say when this begins."),
    Why.SITE_WHICH: _("Is “%(text)s” one of our sites?"),
    Why.SITE_FROM_ABOVE: _("The place depends on the answer for row %(line)s."),
    Why.TITLE_MISSING: _("What takes place at this time?"),
    Why.FORMULA: _("%(text)s is a formula. Enter its result instead."),
    Why.TOO_LONG: _("This is longer than %(most)s characters."),
}
REMARKS = {
    Noted.END_FROM_NEXT: _("No end given: it lasts until the next row begins."),
    Noted.END_USUAL: _("No end given: the usual %(minutes)s minutes were assumed."),
    Noted.START_FROM_ABOVE: _("No start given: it begins when the row above ends."),
    Noted.HALF_BY_ORDER: _("After noon, by the order of the day."),
    Noted.DAY_BY_VISIT: _("“%(text)s”: the only such day of the visit."),
    Noted.DAY_BY_NUMBER: _("“%(text)s”: counted from the first day."),
    Noted.YEAR_ADDED: _("“%(text)s”: the year was taken from the visit."),
    Noted.SITE_BY_SPELLING: _("Almost certain: “%(text)s” is another spelling of the site’s name."),
    Noted.SITE_BY_MEMORY: _("Certain: somebody assigned “%(text)s” to this site before."),
    Noted.SITE_WITHIN: _("Almost certain: “%(text)s” contains the site’s name."),
    Noted.SITE_FROM_FRAME: _("The place is that of row %(line)s."),
    Noted.PLACE_UNKNOWN: _("Not one of our sites: the place is kept in words."),
    Noted.ENDS_NEXT_DAY: _("It ends on the next day."),
    Noted.FRAMES: _("Heading of rows %(first)s to %(last)s: not a stop of its own."),
    Noted.WITHIN: _("Takes place within row %(line)s: added to its note."),
}
words.REASONS |= {
    "skipped_time": _("The clocks skip one of these times."),
    "line_without_time": _("One of these rows has no time yet."),
}


def too_many(rows: int) -> str:
    message = ngettext(
        "The list has %(num)s row; at most %(most)s can be imported at a time. Please divide it.",
        "The list has %(num)s rows; at most %(most)s can be imported at a time. Please divide it.",
        rows,
        most=MOST_ROWS,
    )
    return str(message)


def asked(question: Question, tag: str, visit: Visit) -> str:
    """The sentence that asks it. Rows are counted as the facts count them."""
    return str(QUESTIONS[question.why]) % facts_of(question.facts, tag, visit)


def noted(remark: Remark, tag: str, visit: Visit) -> str:
    return str(REMARKS[remark.noted]) % facts_of(remark.facts, tag, visit)


def facts_of(facts: Mapping[str, object], tag: str, visit: Visit) -> dict[str, object]:
    """The facts as the reader writes them; texts out of the table keep their own direction."""
    told: dict[str, object] = dict(facts)
    if "text" in told:
        told["text"] = isolate(str(told["text"]), language(tag).dir)
    if "day" in facts:
        told["day"] = dates.day(facts["day"], tag)  # type: ignore[arg-type]
        told["weekday"] = dates.weekday(facts["day"], tag)  # type: ignore[arg-type]
    return told | {"days": dates.days(visit.starts_on, visit.ends_on, tag)}


def meant(choice: Choice, tag: str) -> str:
    """A day or a time that can be chosen; sites are named by whoever asks."""
    if isinstance(choice.meaning, date):
        return dates.day(choice.meaning, tag)
    return str(choice.meaning)


# -- our own tables, in every language -------------------------------------------------------------


@lru_cache(maxsize=8)
def headings_in(tags: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """What our tables call their columns, in each of these languages."""
    found: dict[str, list[str]] = {field: [] for field in Field}
    for locale in locales(tags):
        with force_locale(locale):
            for field in Field:
                found[field].append(str(words.label(field)))
            found[Field.TIME].append(str(START))
    return {field: tuple(named) for field, named in found.items()}


@lru_cache(maxsize=8)
def kinds_in(tags: tuple[str, ...]) -> Mapping[str, StopKind]:
    """What kinds of stops are called, folded, in each of these languages."""
    found: dict[str, StopKind] = {}
    for locale in locales(tags):
        with force_locale(locale):
            found |= {search_key(str(words.label(kind))): kind for kind in StopKind}
    return found


def locales(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(language(tag).interface.locale for tag in tags))


START = _("Start")
"""The column for times of our own tables, in which END has one of its own."""
