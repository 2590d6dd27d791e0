"""What taking a table over would do, row by row: nothing is written here.

A row is about a known delegate when the words of the name and the nationality agree; when one side
has no name in Latin letters yet, the name in their own script tells, if it tells of one alone. An
empty cell leaves what is known; a delegate who is not in the table stays.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum, auto
from types import MappingProxyType
from typing import Any

from visits.delegations.importing.cells import BadCell, Fault, Reading, Reason
from visits.delegations.importing.fields import ALL_NAMES, FULL_NAME, NAMES, OTHER_NAMES
from visits.delegations.importing.identity import BLOT
from visits.delegations.rules import DelegateRole, NameOrder, joined_name
from visits.kit.sheets.columns import Columns
from visits.kit.sheets.tables import Row
from visits.kit.text import search_key

MOST_ROWS = 200
EXAMPLE = "example"
"""The name by which our template calls the people in it."""
WITH_COMMA = 2
NO_MENDS: Mapping[int, Mapping[str, str]] = MappingProxyType({})


class Kind(StrEnum):
    """What becomes of a row."""

    NEW = auto()
    CHANGED = auto()
    SAME = auto()
    BAD = auto()
    SKIPPED = auto()


@dataclass(frozen=True, slots=True)
class Known:
    """A delegate as the roster holds them: the values of every field."""

    id: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Planned:
    """A row with what it says; of a change only `changes` are written."""

    number: int
    values: Mapping[str, Any]
    kind: Kind = Kind.NEW
    faults: tuple[Fault, ...] = ()
    known: int | None = None
    changes: tuple[Change, ...] = ()

    @property
    def name(self) -> str:
        """How the row calls them, whatever it knows."""
        values = self.values
        order = values.get("name_order", NameOrder.GIVEN_FIRST)
        passport = joined_name(values.get("family_name", ""), values.get("given_name", ""), order)
        others = (values.get(name, "") for name in OTHER_NAMES)
        return passport or next(filter(None, others), "")


@dataclass(frozen=True, slots=True)
class Plan:
    """Every row of the table in its order; `stay` counts delegates who are in no row."""

    rows: tuple[Planned, ...]
    stay: int

    def of(self, kind: Kind) -> tuple[Planned, ...]:
        return tuple(row for row in self.rows if row.kind is kind)

    @property
    def can_be_taken(self) -> bool:
        return not self.of(Kind.BAD)

    @property
    def people(self) -> int:
        """How many delegates would be added or changed."""
        return len(self.of(Kind.NEW)) + len(self.of(Kind.CHANGED))


def plan(
    rows: Iterable[Row],
    columns: Columns,
    reading: Reading,
    roster: Sequence[Known],
    *,
    mends: Mapping[int, Mapping[str, str]] = NO_MENDS,
    skipped: Collection[int] = (),
) -> Plan:
    """*rows* below the header; *mends* what was typed over cells, by row and field.

    *skipped* holds numbers of rows that are not wanted.
    """
    read = [row_read(row, columns, reading, mends.get(row.number, {})) for row in rows]
    wanted = [
        replace(row, kind=Kind.SKIPPED) if row.number in skipped or is_example(row) else row
        for row in read
    ]
    matched = list(matches(wanted, roster))
    judged = with_one_head(matched, roster)
    named = {row.known for row in judged if row.known is not None}
    return Plan(tuple(judged), stay=len(roster) - len(named))


def row_read(row: Row, columns: Columns, reading: Reading, mends: Mapping[str, str]) -> Planned:
    """What a row says; empty and blotted cells say nothing."""
    values: dict[str, Any] = {}
    faults = []
    for name in dict.fromkeys((*columns.fields, *mends)):
        cell = reading.instead(name, mends.get(name, columns.cell_of(row, name)))
        if cell in ("", BLOT):
            continue
        try:
            values[name] = reading.read(name, cell)
        except BadCell as error:
            faults.append(Fault(name, error.reason, error.facts))
    values = with_parted_name(values)
    faults += [*unnamed(values, faults), *out_of_order(values)]
    kind = Kind.BAD if faults else Kind.NEW
    return Planned(row.number, values, kind, tuple(faults))


def with_parted_name(values: Mapping[str, Any]) -> dict[str, Any]:
    """A whole name is parted by its comma alone; else it stands as it is, as one name."""
    found = dict(values)
    whole = found.pop(FULL_NAME, "")
    if not whole or any(found.get(name) for name in NAMES):
        return found
    parts = [part.strip() for part in whole.split(",")]
    if len(parts) == WITH_COMMA and all(parts):
        return {**found, "family_name": parts[0], "given_name": parts[1]}
    return {**found, "given_name": whole, "name_order": NameOrder.SINGLE}


def unnamed(values: Mapping[str, Any], faults: Sequence[Fault]) -> Iterator[Fault]:
    """Who has no name in any script is nobody; a name that is faulty says so itself."""
    is_named = any(values.get(name) for name in ALL_NAMES)
    if not is_named and not any(fault.name in ALL_NAMES for fault in faults):
        yield Fault("given_name", Reason.NO_NAME)


def out_of_order(values: Mapping[str, Any]) -> Iterator[Fault]:
    first, last = values.get("arrival_on"), values.get("departure_on")
    if first and last and last < first:
        yield Fault("departure_on", Reason.LEAVES_FIRST)


def is_example(row: Planned) -> bool:
    names = (search_key(str(row.values.get(name, ""))) for name in NAMES)
    return EXAMPLE in names


# -- who is who ------------------------------------------------------------------------------------


def key_of(values: Mapping[str, Any]) -> tuple[str, ...]:
    """The words of the passport's name in any order; else the name in another script."""
    passport = search_key(" ".join(str(values.get(name) or "") for name in NAMES)).split()
    others = (search_key(str(values.get(name) or "")) for name in OTHER_NAMES)
    return tuple(sorted(passport)) or tuple(filter(None, others))[:1]


def matches(rows: Iterable[Planned], roster: Sequence[Known]) -> Iterator[Planned]:
    """Each row with the delegate whom it is about, by its name, else by that in another script."""
    first = list(by_name(rows, roster))
    taken = {row.known for row in first if row.known is not None}
    left = [known for known in roster if known.id not in taken]
    unmatched = [row for row in first if row.known is None and row.kind is not Kind.SKIPPED]
    for row in first:
        alike = [known for known in left if is_completed(row, known)] if row in unmatched else []
        rivals = [one for one in unmatched if any(is_completed(one, known) for known in alike)]
        if not alike:
            yield row
        elif len(alike) == len(rivals) == 1:
            yield compared(row, alike[0])
        else:
            fault = Fault(shared_script(row.values, alike[0].values), Reason.SHARED_NAME)
            yield replace(row, kind=Kind.BAD, faults=(*row.faults, fault))


def is_completed(row: Planned, known: Known) -> bool:
    """Whether row and delegate share a name in another script, and one of them no other name yet."""
    if all(any(values.get(name) for name in NAMES) for values in (row.values, known.values)):
        return False
    countries = {row.values.get("nationality", ""), known.values["nationality"]} - {""}
    return bool(shared_script(row.values, known.values)) and len(countries) <= 1


def shared_script(one: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    """The field of the name in another script that both have alike; "" without one."""
    for name in OTHER_NAMES:
        key = search_key(str(one.get(name) or ""))
        if key and key == search_key(str(other.get(name) or "")):
            return name
    return ""


def by_name(rows: Iterable[Planned], roster: Sequence[Known]) -> Iterator[Planned]:
    """Each row with the delegate of its name; people of one name are told apart by place."""
    free: dict[tuple[str, ...], list[Known]] = {}
    for known in roster:
        free.setdefault(key_of(known.values), []).append(known)
    for row in rows:
        candidates = free.get(key_of(row.values), []) if row.kind is not Kind.SKIPPED else []
        found = the_same(row, candidates)
        if found is not None:
            candidates.remove(found)
        yield row if found is None else compared(row, found)


def the_same(row: Planned, candidates: Sequence[Known]) -> Known | None:
    """The candidate of the same nationality, else one of whom none is known on one side."""
    country = row.values.get("nationality", "")
    alike = [known for known in candidates if known.values["nationality"] == country]
    if not country:
        return next(iter(candidates), None)
    vague = [known for known in candidates if not known.values["nationality"]]
    return next(iter((*alike, *vague)), None)


def compared(row: Planned, known: Known) -> Planned:
    """What the row would change of a delegate. One name that is the same parted changes nothing."""
    values = dict(row.values)
    if values.get("name_order") is NameOrder.SINGLE and known.values["family_name"]:
        values = {n: v for n, v in values.items() if n not in {"given_name", "name_order"}}
    changes = tuple(
        Change(name, known.values[name], value)
        for name, value in values.items()
        if not is_same(known.values[name], value)
    )
    kind = row.kind if row.faults else Kind.CHANGED if changes else Kind.SAME
    return replace(row, values=values, kind=kind, known=known.id, changes=changes)


def is_same(before: Any, after: Any) -> bool:
    """Several words are the same in whatever order."""
    if isinstance(before, tuple):
        return set(before) == set(after)
    return bool(before == after)


def with_one_head(rows: Sequence[Planned], roster: Sequence[Known]) -> list[Planned]:
    """A delegation has one head: rows that would make another one are faulty."""
    said = {
        row.known: row.values["role"]
        for row in rows
        if row.known is not None and "role" in row.values and row.kind is not Kind.SKIPPED
    }
    roles = {known.id: said.get(known.id, known.values["role"]) for known in roster}
    has_head = any(
        role is DelegateRole.HEAD and number not in said for number, role in roles.items()
    )
    judged = []
    for row in rows:
        wants = row.values.get("role") is DelegateRole.HEAD and row.kind is not Kind.SKIPPED
        if wants and has_head:
            fault = Fault("role", Reason.SECOND_HEAD)
            judged.append(replace(row, kind=Kind.BAD, faults=(*row.faults, fault)))
        else:
            judged.append(row)
        has_head = has_head or wants
    return judged
