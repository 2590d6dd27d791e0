"""What a release made now would hold: read by the officer first, then frozen by the release."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from visits.conflicts.rules import StopStatus
from visits.itineraries import diff, sequence
from visits.itineraries.diff import DaySnapshot, Difference, Snapshot
from visits.itineraries.models import Day, Itinerary, Release, ReleasedStop, Stop
from visits.kit.translated import Translated

EMPTY = Translated()


@dataclass(frozen=True, slots=True)
class Frozen:
    """Stops that go, those that are cancelled for guests, those that stay in the office."""

    goes: tuple[Stop, ...]
    cancelled: tuple[str, ...]
    stays: tuple[Stop, ...]
    snapshots: tuple[Snapshot, ...]
    days: tuple[DaySnapshot, ...]
    difference: Difference

    @property
    def has_news(self) -> bool:
        """Whether releasing it would tell anybody anything."""
        return bool(self.snapshots) and not self.difference.is_empty


def freeze(itinerary: Itinerary, current: Release | None) -> Frozen:
    """The next release of an itinerary; stops, places, parties and days are loaded.

    Asked and confirmed stops go. What guests know from the current release and what is no longer
    to take place goes once more, as cancelled; ideas, holds and declined stops stay behind.
    """
    goes = tuple(stop for stop in itinerary.stops if stop.status in sequence.STATE)
    before = [snapshot_of_released(row) for row in current.stops] if current else []
    going = {stop.uid for stop in goes}
    cancelled = [old.cancelled() for old in before if old.uid not in going and not old.is_cancelled]
    snapshots = (*(snapshot_of(stop) for stop in goes), *cancelled)
    days = tuple(day_snapshot(day) for day in itinerary.days)
    return Frozen(
        goes=goes,
        cancelled=tuple(old.uid for old in cancelled),
        stays=tuple(
            stop
            for stop in itinerary.stops
            if stop.uid not in going and stop.status is not StopStatus.CANCELLED
        ),
        snapshots=tuple(diff.in_order(snapshots)),
        days=days,
        difference=difference(before, snapshots, days_of(current), days),
    )


def difference(
    before: Iterable[Snapshot],
    after: Iterable[Snapshot],
    days_before: Sequence[DaySnapshot],
    days_after: Sequence[DaySnapshot],
) -> Difference:
    """Between two releases, for the office and for guests."""
    old, new = tuple(before), tuple(after)
    guests = diff.between(
        diff.seen_by_guests(old), diff.seen_by_guests(new), days_before, days_after
    )
    return replace(diff.between(old, new, days_before, days_after), guests=guests)


def since(frozen: Frozen, told: Release | None) -> Difference:
    """What guests see otherwise than in the release that they were told of last."""
    before = [snapshot_of_released(row) for row in told.stops] if told else []
    found = difference(before, frozen.snapshots, days_of(told), frozen.days)
    return found.guests or found


def digest(frozen: Frozen) -> str:
    """A fingerprint of the programme that is to be released, whatever hosts have answered."""
    stops = [
        [diff.plain(getattr(stop, name)) for name in ("uid", *diff.COMPARED) if name != "state"]
        + [stop.is_cancelled]
        for stop in frozen.snapshots
    ]
    said = json.dumps([stops, [day.as_json() for day in frozen.days]], sort_keys=True)
    return sha256(said.encode()).hexdigest()


def snapshot_of(stop: Stop) -> Snapshot:
    """What guests may know of a stop: an allow-list."""
    site, ends_at = stop.site, stop.site_at_end
    return Snapshot(
        uid=stop.uid,
        state=sequence.STATE[stop.status],
        visibility=stop.visibility,
        kind=stop.kind,
        title=stop.title,
        public_note=stop.public_note,
        site_id=stop.site_id,
        site_name=site.name if site else EMPTY,
        place=stop.place,
        address_ko=site.address_ko if site else "",
        address_roman=site.address_roman if site else "",
        entrance_note=site.entrance_note if site else EMPTY,
        lat=site.lat if site else None,
        lng=site.lng if site else None,
        end_site_id=ends_at.id if ends_at else None,
        end_place=ends_at.name if ends_at else stop.end_place,
        starts=stop.starts,
        ends=stop.ends,
        mode=stop.mode,
        party_name=stop.party.name if stop.party else EMPTY,
        delegate_ids=members_of(stop),
        languages=stop.languages,
    )


def members_of(stop: Stop) -> tuple[str, ...]:
    if stop.party is None:
        return ()
    return tuple(str(n) for n in sorted(one.delegate_id for one in stop.party.members))


def snapshot_of_released(row: ReleasedStop) -> Snapshot:
    return Snapshot(uid=row.uid, **{name: getattr(row, name) for name in diff.COMPARED})


def day_snapshot(day: Day) -> DaySnapshot:
    return DaySnapshot(day=day.day, title=day.title, note=day.note, rain_plan=day.rain_plan)


def days_of(release: Release | None) -> tuple[DaySnapshot, ...]:
    return tuple(diff.day_from_json(facts) for facts in release.days) if release else ()


def missing_texts(
    stops: Iterable[Stop], languages: Iterable[str]
) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By language and uid, what guests would read in another one: names of columns."""
    written = [(stop.uid, guests_texts(stop)) for stop in stops]
    found = {
        tag: {uid: missing for uid, texts in written if (missing := lacking(texts, tag))}
        for tag in languages
    }
    return {tag: stops for tag, stops in found.items() if stops}


def lacking(texts: Mapping[str, Translated], tag: str) -> tuple[str, ...]:
    """What is written in some language, but not in this one."""
    return tuple(name for name, text in texts.items() if text and not text.has(tag))


def guests_texts(stop: Stop) -> dict[str, Translated]:
    """Texts of a stop that guests read."""
    site, ends_at = stop.site, stop.site_at_end
    return {
        "title": stop.title,
        "public_note": stop.public_note,
        "site_name": site.name if site else EMPTY,
        "place": stop.place,
        "entrance_note": site.entrance_note if site else EMPTY,
        "end_place": ends_at.name if ends_at else stop.end_place,
    }
