"""Agendas of others in `files/`, the sites of the demonstration, and a visit of three days."""

import csv
import io
import json
from datetime import date
from pathlib import Path

from visits.agendas.drafts import begun
from visits.agendas.reading import Reading, read, told
from visits.agendas.rules.days import Visit
from visits.agendas.rules.places import Gazetteer, Known, names_of
from visits.agendas.rules.telling import World
from visits.kit.sheets.reading import read_sheets

FILES = Path(__file__).parent / "files"
SITES = Path("visits/demo/data/sites.csv")
FIRST, LAST = date(2026, 11, 24), date(2026, 11, 26)
"""A Tuesday and the Thursday after it."""
CITY = ("세종시", "Sejong")


def demo_sites() -> list[Known]:
    with SITES.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [
        Known(
            number,
            row["slug"],
            names_of(row[name] for name in row if name.startswith("name_")),
            int(row["minutes_typical"]),
            row["elsewhere"] == "1",
        )
        for number, row in enumerate(rows, 1)
    ]


GAZETTEER = Gazetteer(demo_sites(), city=CITY)


def a_world(first: date = FIRST, last: date = LAST, remembered=None) -> World:
    gazetteer = Gazetteer(GAZETTEER.sites, remembered or {}, CITY) if remembered else GAZETTEER
    return World(Visit(first, last), gazetteer)


def understood(content: bytes, world: World | None = None) -> Reading:
    world = world or a_world()
    return read(begun(read_sheets(content), world), world)


def a_csv(*rows, separator=",") -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator).writerows(rows)
    return file.getvalue().encode()


def lines(*rows, world=None, header=("Date", "Time", "What", "Where", "Who")):
    """The items that a table of these rows becomes; the first row is line 2."""
    return understood(a_csv(header, *rows), world).agenda.items


def spans(items) -> list[str]:
    """`24 09:30–10:00`, or why it is asked."""
    return [
        "/".join(ask.why for ask in item.asks) or f"{item.starts:%d %H:%M}–{item.ends:%H:%M}"
        for item in items
    ]


def rows_of(name: str) -> list[dict]:
    return told(understood((FILES / name).read_bytes()))["rows"]


def expected_of(name: str) -> list[list]:
    return json.loads((FILES / name).with_suffix(".json").read_text(encoding="utf-8"))
