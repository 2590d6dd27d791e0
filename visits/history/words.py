"""What fields of a ledger are called, and what is wrong with a cell."""

from collections.abc import Iterable

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from visits.history.rules import MOST_ROWS, Fault, Field, Trouble
from visits.history.rules.judging import Judged
from visits.kit import words

words.name_all(
    Field,
    {
        Field.STARTS: _("Date or dates"),
        Field.ENDS: _("Last day"),
        Field.COUNTRIES: _("Countries"),
        Field.BODY: _("Organisation"),
        Field.PEOPLE: _("People"),
        Field.PURPOSE: _("Purpose"),
        Field.SITES: _("Sites"),
    },
)
SENTENCES = {
    Trouble.NO_DAY: _("The day of the visit is missing."),
    Trouble.NOT_A_DAY: _("This is no day. Write it like 2024-03-05, or 2024-03-05 ~ 2024-03-07."),
    Trouble.WHICH_DAY: _("Day and month can be either. Write it like 2024-03-05."),
    Trouble.ENDS_BEFORE_START: _("The visit ends before it begins."),
    Trouble.TOO_LONG: _("A visit of more than a year: check the days."),
    Trouble.NOT_OVER: _("This visit is not over yet. Open a delegation for it instead."),
    Trouble.NO_COUNTRY: _("The country is missing."),
    Trouble.UNKNOWN_COUNTRY: _("No country is called %(name)s."),
    Trouble.COUNTRY_TWICE: _("One country is named twice."),
    Trouble.OTHER_COUNTRIES: _(
        "Not every country is named. Write all of them with their people, such as Mongolia 5, Peru 4."
    ),
    Trouble.NO_PEOPLE: _("How many came is missing."),
    Trouble.NOT_A_COUNT: _("This is no number of people."),
    Trouble.PEOPLE_OF_EACH: _(
        "Several countries came. Write how many from each, such as Mongolia 5, Peru 4."
    ),
    Trouble.SUM_DIFFERS: _("The countries come to %(sum)s people, but here it says %(total)s."),
    Trouble.TOO_MUCH_TEXT: _("This is longer than %(most)s characters."),
    Trouble.FORMULA: _("%(text)s is a formula. Enter its result instead."),
}
words.KINDS["past_visit"] = _("Earlier visits")
words.REASONS |= {
    "ledger_has_faults": _("Mend or skip every row that cannot be taken first."),
    "past_visit_changed": _("One of these visits was worked on since. Change it by itself."),
}


def too_many(rows: int) -> str:
    message = ngettext(
        "The list has %(num)s row; at most %(most)s can be imported at a time. Please divide it.",
        "The list has %(num)s rows; at most %(most)s can be imported at a time. Please divide it.",
        rows,
        most=MOST_ROWS,
    )
    return str(message)


def said(fault: Fault) -> str:
    """The sentence about a cell."""
    return str(SENTENCES[fault.trouble]) % dict(fault.facts)


def said_of_row(number: int, fault: Fault) -> str:
    """The same, with where the cell stands."""
    label = words.label(fault.field)
    return str(
        gettext("Row %(number)s, %(field)s: %(what)s", number=number, field=label, what=said(fault))
    )


def said_of_twin(row: Judged) -> str:
    """A row that may be one visit with a row above it."""
    return str(
        gettext(
            "Row %(number)s says the same as row %(other)s: it is one visit or two.",
            number=row.number,
            other=row.twin,
        )
    )


def no_columns(fields: Iterable[str]) -> str:
    named = ", ".join(str(words.label(Field(name))) for name in fields)
    return str(
        gettext("No column was recognised for: %(fields)s. Use the page for it.", fields=named)
    )


def to_mend(rows: int) -> str:
    return str(
        gettext(
            "Rows to be mended: %(count)s. Nothing was entered. Mend them in the file, or bring it on "
            "the page, where they can be mended and skipped.",
            count=rows,
        )
    )
