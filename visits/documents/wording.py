"""How documents say people, money and lists, and in which language something was typed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from visits.delegations.models import Delegation
from visits.documents.marks import Cell
from visits.kit.lists import in_a_row
from visits.kit.won import said_won
from visits.languages import dates
from visits.languages.names import language_name
from visits.languages.scripts import UNKNOWN, language_of

NOTHING = "–"


def money(amount: int | None, tag: str) -> str:
    """Whole won: in Korean as papers write it, 금 234,500원; a dash where nobody knows."""
    if amount is None:
        return NOTHING
    return f"금 {said_won(amount)}" if tag == "ko" else said_won(amount)


def won(amount: int | None, tag: str) -> Cell:
    """The same in a table, with what it was before in front."""
    return Cell(money(amount, tag), amount, told=lambda kept: money(kept, tag))


def count(number: int | None) -> Cell:
    """A number in a table, with the former one in front; a dash where nobody knows."""
    return Cell(counted(number), number, told=counted)


def counted(number: int | None) -> str:
    return NOTHING if number is None else str(number)


def by_day(day: date, tag: str) -> Cell:
    """A day in a table, with the one that it was before in front."""
    return Cell(
        dates.day(day, tag),
        day.isoformat(),
        told=lambda kept: dates.day(date.fromisoformat(kept), tag),
    )


def days(delegation: Delegation, tag: str) -> Cell:
    """When they come, with the days that it were before in front."""
    first, last = delegation.starts_on, delegation.ends_on
    return Cell(
        dates.days(first, last, tag),
        [first.isoformat(), last.isoformat()],
        told=lambda kept: dates.days(date.fromisoformat(kept[0]), date.fromisoformat(kept[1]), tag),
    )


def bodies(delegation: Delegation, tag: str) -> Cell:
    names = [row.organisation.name for row in delegation.bodies]
    return Cell(row_of(name.to(tag) for name in names), [dict(name) for name in names])


def people(count: int) -> str:
    return str(ngettext("%(num)s person", "%(num)s people", count))


def row_of(items: Iterable[Any]) -> str:
    return in_a_row([str(item) for item in items if str(item)], get_locale())


def origin(delegation: Delegation, countries: Mapping[str, str]) -> str:
    """`Cambodia 9, Laos 3`: who was announced."""
    rows = delegation.countries
    return row_of(f"{countries.get(row.country, row.country)} {row.planned}" for row in rows)


def headed(heading: Any, texts: Iterable[str], tag: str) -> str:
    """The heading of texts that officers typed, which names their language where it is not the
    paper's own: `Discussion (in Korean)`."""
    found = dict.fromkeys(language_of(text) for text in texts if text)
    other = [language_name(one, tag) for one in found if one not in {UNKNOWN, tag}]
    if not other:
        return str(heading)
    said = _("in %(language)s", language=row_of(other))
    return f"{heading} ({said})"
