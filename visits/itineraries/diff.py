"""What changed between two releases: a pure comparison, keyed by the stops' permanent uids."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any

from visits.conflicts.rules import Mode, StopKind
from visits.itineraries.rules import PublishedState, Visibility
from visits.kit.translated import Translated


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What guests may know of one stop: the frozen columns, without number and dates of its row."""

    uid: str
    state: PublishedState
    visibility: Visibility
    kind: StopKind
    title: Translated
    public_note: Translated
    site_id: int | None
    site_name: Translated
    place: Translated
    address_ko: str
    address_roman: str
    entrance_note: Translated
    lat: float | None
    lng: float | None
    end_site_id: int | None
    end_place: Translated
    starts: datetime
    ends: datetime
    mode: Mode | None
    party_name: Translated
    delegate_ids: tuple[str, ...]
    languages: tuple[str, ...]

    @property
    def is_cancelled(self) -> bool:
        return self.state is PublishedState.CANCELLED

    def cancelled(self) -> "Snapshot":
        return replace(self, state=PublishedState.CANCELLED)


COMPARED = tuple(f.name for f in fields(Snapshot) if f.name != "uid")


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySnapshot:
    """A day's own texts, as they are released."""

    day: date
    title: Translated
    note: Translated
    rain_plan: Translated

    def as_json(self) -> dict[str, Any]:
        return {name: plain(getattr(self, name)) for name in ("day", "title", "note", "rain_plan")}


def day_from_json(facts: Mapping[str, Any]) -> DaySnapshot:
    return DaySnapshot(
        day=date.fromisoformat(facts["day"]),
        title=Translated(facts["title"]),
        note=Translated(facts["note"]),
        rain_plan=Translated(facts["rain_plan"]),
    )


@dataclass(frozen=True, slots=True)
class Changed:
    """One stop that is other than it was: each field with its old and its new value."""

    uid: str
    fields: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Difference:
    """Uids in order of time; days whose own texts changed."""

    added: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()
    cancelled: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    guests: "Difference | None" = field(default=None, compare=False)
    """The same for what guests see, where some stops are the staff's alone."""

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed or self.cancelled or self.days)

    def as_json(self) -> dict[str, Any]:
        """JSON for `Release.diff`; instants and dates in ISO 8601."""
        said: dict[str, Any] = {
            "added": list(self.added),
            "changed": [
                {
                    "uid": change.uid,
                    "fields": {
                        name: [plain(old), plain(new)] for name, (old, new) in change.fields.items()
                    },
                }
                for change in self.changed
            ],
            "cancelled": list(self.cancelled),
            "days": [plain(day) for day in self.days],
        }
        return said | ({"guests": self.guests.as_json()} if self.guests else {})


def between(
    before: Iterable[Snapshot],
    after: Iterable[Snapshot],
    days_before: Iterable[DaySnapshot] = (),
    days_after: Iterable[DaySnapshot] = (),
) -> Difference:
    """From one release to the next. Stops that were cancelled already are no longer news.

    A stop that returns after its cancellation is added; one that is missing is cancelled.
    """
    old = {stop.uid: stop for stop in before if not stop.is_cancelled}
    new = {stop.uid: stop for stop in in_order(after) if not stop.is_cancelled}
    gone = [stop.uid for stop in in_order(old.values()) if stop.uid not in new]
    changed = [
        Changed(uid, found)
        for uid, stop in new.items()
        if uid in old and (found := changed_fields(old[uid], stop))
    ]
    return Difference(
        added=tuple(uid for uid in new if uid not in old),
        changed=tuple(changed),
        cancelled=tuple(gone),
        days=changed_days(days_before, days_after),
    )


def changed_fields(old: Snapshot, new: Snapshot) -> dict[str, tuple[Any, Any]]:
    pairs = {name: (getattr(old, name), getattr(new, name)) for name in COMPARED}
    return {name: (before, after) for name, (before, after) in pairs.items() if before != after}


def changed_days(before: Iterable[DaySnapshot], after: Iterable[DaySnapshot]) -> tuple[date, ...]:
    old, new = ({snapshot.day: snapshot for snapshot in days} for days in (before, after))
    return tuple(sorted(day for day in old.keys() | new.keys() if old.get(day) != new.get(day)))


def seen_by_guests(stops: Iterable[Snapshot]) -> tuple[Snapshot, ...]:
    """As guests see them: whether a host has agreed yet is the office's affair."""
    return tuple(
        stop if stop.is_cancelled else replace(stop, state=PublishedState.CONFIRMED)
        for stop in stops
        if stop.visibility is Visibility.GUESTS
    )


def in_order(stops: Iterable[Snapshot]) -> list[Snapshot]:
    return sorted(stops, key=lambda stop: (stop.starts, stop.ends, stop.uid))


def plain(value: Any) -> Any:
    """A value as JSON says it."""
    if isinstance(value, Translated):
        return dict(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value
