"""The parts of a calendar and their properties, as they stand there: nothing is understood yet."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from visits.busy.rules import MOST_COMPONENTS, Fault, NotRead

NAME = re.compile(r"[A-Za-z0-9-]+")
PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*(?:,(?:"[^"]*"|[^";:,]*))*)')
CALENDAR = "VCALENDAR"
OF_CALENDARS = frozenset({"VEVENT", "VFREEBUSY", "VTIMEZONE", "VTODO", "VJOURNAL"})


@dataclass(frozen=True, slots=True)
class Property:
    name: str
    value: str
    parameters: Mapping[str, str]
    """By upper-case name, without the quotation marks."""


@dataclass(slots=True)
class Component:
    """`is_whole` is false for one whose end is missing."""

    name: str
    properties: list[Property] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)
    is_whole: bool = False

    def first(self, name: str) -> Property | None:
        return next(self.all(name), None)

    def all(self, name: str) -> Iterator[Property]:
        return (one for one in self.properties if one.name == name)

    def text(self, name: str) -> str:
        """The value as one upper-case word; "" without one."""
        found = self.first(name)
        return found.value.strip().upper() if found else ""


def calendars_of(lines: Iterable[str]) -> list[Component]:
    """The calendars of a file, in order.

    What ends wrongly is closed by the end of what holds it, or by what cannot stand inside it.
    Raises NotRead for too many parts.
    """
    root = Component("")
    open_parts, count = [root], 0
    for line in lines:
        said = property_of(line)
        if said is None:
            continue
        name = said.value.strip().upper()
        if said.name == "BEGIN":
            count += 1
            if count > MOST_COMPONENTS:
                raise NotRead(Fault.TOO_MANY_PARTS)
            begin(open_parts, name)
        elif said.name == "END":
            close(open_parts, name)
        else:
            open_parts[-1].properties.append(said)
    return [part for part in root.parts if part.name == CALENDAR]


def begin(open_parts: list[Component], name: str) -> None:
    """A calendar stands in nothing, an event in a calendar alone."""
    if name == CALENDAR:
        del open_parts[1:]
    elif name in OF_CALENDARS:
        del open_parts[2:]
    part = Component(name)
    open_parts[-1].parts.append(part)
    open_parts.append(part)


def close(open_parts: list[Component], name: str) -> None:
    """The innermost open part of this name is whole, and nothing inside it is open any more."""
    for depth in range(len(open_parts) - 1, 0, -1):
        if open_parts[depth].name == name:
            open_parts[depth].is_whole = True
            del open_parts[depth:]
            return


def property_of(line: str) -> Property | None:
    """A content line of RFC 5545; None for what is none."""
    begun = NAME.match(line)
    if begun is None:
        return None
    parameters: dict[str, str] = {}
    place = begun.end()
    while found := PARAMETER.match(line, place):
        parameters[found[1].upper()] = found[2].replace('"', "")
        place = found.end()
    if line[place : place + 1] != ":":
        return None
    value = line[place + 1 :]
    if ":" in value and "TZID" in parameters:
        # `TZID=(UTC+09:00) Seoul:20260504T090000`: no time holds a colon, so the name of the zone does.
        rest, _, value = value.rpartition(":")
        parameters["TZID"] += f":{rest}"
    return Property(begun[0].upper(), value, parameters)
