"""What the address of a form fills in beforehand; whatever cannot be read is left out."""

from datetime import time
from typing import Any

from flask import request

from visits.conflicts.rules import Role, StopKind
from visits.itineraries.models import Stop
from visits.kit.asked import read_day, read_id


def asked_times() -> dict[str, Any]:
    """Day, start and end by the city's wall clock; one that ends before it starts, the next day."""
    day = read_day(request.args.get("day", ""))
    starts, ends = (read_clock(request.args.get(name, "")) for name in ("starts", "ends"))
    if day is None or starts is None or ends is None:
        return {}
    return {"day": day, "starts": starts, "ends": ends, "ends_next_day": ends <= starts}


def asked_values() -> dict[str, Any]:
    """Of a new stop: when, of which kind, where; the people and vehicles that are free then."""
    kind = request.args.get("kind", "")
    given: dict[str, Any] = {"kind": kind} if kind in set(StopKind) else {}
    for name in ("starts", "ends"):
        if clock := read_clock(request.args.get(name, "")):
            given[name] = clock
    people = [
        {"person_id": one, "role": role.value}
        for name, role in (("interpreter", Role.INTERPRETS), ("escort", Role.ESCORTS))
        for one in filter(read_id, request.args.getlist(name))
    ]
    vehicles = [{"vehicle_id": one} for one in filter(read_id, request.args.getlist("vehicle"))]
    places = asked_places("site", "end_site")
    return {**asked_times(), **given, **places, "people": people, "vehicles": vehicles}


def asked_changes(stop: Stop) -> dict[str, Any]:
    """Of a stop that is there: another site, somebody or something instead or in addition."""
    serving = {
        "people": served(stop, "person", request.args.get("role", "")),
        "vehicles": served(stop, "vehicle"),
    }
    places = asked_places("site")
    rooms = {"space_id": ""} if places else {}
    return {**places, **rooms, **{name: rows for name, rows in serving.items() if rows}}


def asked_places(*names: str) -> dict[str, str]:
    numbers = {name: read_id(request.args.get(name, "")) for name in names}
    return {f"{name}_id": str(number) for name, number in numbers.items() if number}


def served(stop: Stop, what: str, role: str = "") -> list[dict[str, str]]:
    """The rows of who serves with one that comes, and without the one that leaves."""
    take = read_id(request.args.get(f"take_{what}", ""))
    off = read_id(request.args.get(f"off_{what}", ""))
    if take is None or (what == "person" and role not in set(Role)):
        return []
    present = [one for one in stop.assignments if getattr(one, f"{what}_id") is not None]
    rows = [
        (getattr(one, f"{what}_id"), one.role.value)
        for one in present
        if getattr(one, f"{what}_id") != off or (role and one.role.value != role)
    ]
    rows.append((take, role))
    if what == "vehicle":
        return [{"vehicle_id": str(number)} for number, _ in rows]
    return [{"person_id": str(number), "role": does} for number, does in rows]


def read_clock(written: str) -> time | None:
    try:
        return time.fromisoformat(written)
    except ValueError:
        return None
