"""One finding, what makes it the same as another, and what makes it worse."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from visits.conflicts.rules.catalogue import CATALOGUE, Code, Severity

KEY_SIGNS = 32
SAYING = json.JSONEncoder(ensure_ascii=True, sort_keys=True)


@dataclass(frozen=True)
class Finding:
    """Something that cannot or should not be, as typed facts that a template words.

    `stop` is the uid of the stop that it is about, `day` the city's date; either may be missing.
    Lists in the facts become tuples, so that a finding read back from JSON equals the one written.
    """

    code: Code
    severity: Severity
    stop: str | None = None
    day: date | None = None
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        frozen = {name: _frozen(self.facts[name]) for name in sorted(self.facts)}
        object.__setattr__(self, "facts", MappingProxyType(frozen))

    @cached_property
    def key(self) -> str:
        """What an override with a reason clings to: it changes with any fact that matters.

        Severity is not in it, nor hints, nor the day of a stop (facts hold instants where they
        matter).
        """
        hints = CATALOGUE[self.code].hints
        facts = {name: value for name, value in self.facts.items() if name not in hints}
        day = self.day.isoformat() if self.day and self.stop is None else None
        said = SAYING.encode([self.code, self.stop, day, facts])
        return sha256(said.encode()).hexdigest()[:KEY_SIGNS]

    @cached_property
    def identity(self) -> tuple[object, ...]:
        """The same before and after an edit while it is about the same thing.

        Of two stops that collide, either may be the later one: the pair counts, not its order.
        """
        stops = tuple(sorted(filter(None, (self.stop, self.facts.get("other_stop")))))
        day = self.day if self.stop is None else None
        subject = (self.facts.get(name) for name in CATALOGUE[self.code].subject)
        return (self.code, stops, day, *subject)

    @property
    def blocks(self) -> bool:
        """Whether it refuses the save that introduces it."""
        return self.severity is Severity.BLOCK

    @property
    def blocks_release(self) -> bool:
        """Whether nothing can be released while it stands (or, if it may be, is overridden)."""
        return self.severity >= Severity.BLOCK_RELEASE

    def worse_than(self, before: "Finding") -> bool:
        """Whether it is graver, larger, or collides with more than the same finding did before."""
        entry = CATALOGUE[self.code]
        if self.severity != before.severity:
            return self.severity > before.severity
        if entry.company and set(self.facts[entry.company]) - set(before.facts[entry.company]):
            return True
        return bool(entry.measure and self.facts[entry.measure] > before.facts[entry.measure])


def introduced(
    before: Iterable[Finding], after: Iterable[Finding], *, least: Severity = Severity.BLOCK
) -> tuple[Finding, ...]:
    """The findings of at least this severity that an edit brings or makes worse.

    A save is refused when there is one. What was there before and is no worse hinders no edit.
    """
    known: dict[tuple[object, ...], Finding] = {}
    for finding in before:
        other = known.setdefault(finding.identity, finding)
        if finding.worse_than(other):
            known[finding.identity] = finding
    return tuple(
        finding
        for finding in after
        if finding.severity >= least
        and (finding.identity not in known or finding.worse_than(known[finding.identity]))
    )


def _frozen(value: Any) -> Any:
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value) if isinstance(value, set | frozenset) else value
        return tuple(_frozen(item) for item in items)
    return value
