"""What came of the visits that are over: their record, promises, gifts, photographs and press.

The files of `data/` say it by the visit's key; `past` stands for the latest visits without a
programme.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from visits.delegations.models import Delegation
from visits.demo.drawing import drawn
from visits.demo.planning import Row, Setting, Visit
from visits.demo.reading import rows_of, texts
from visits.itineraries.models import Stop
from visits.kit.clock import local
from visits.outcomes import actions
from visits.outcomes.rules import (
    Clearance,
    Currency,
    FollowUpMove,
    GiftDirection,
    Point,
    PointKind,
    actual_span,
)
from visits.papers.pictures import MEGABYTE, keep_picture, read_picture
from visits.papers.storage import belong, folder_of

PAST = "past"
EVENING = time(19, 30)
OFFICER = "officer"


def add_outcomes(
    session: Session, setting: Setting, over: Visit, past: Sequence[Delegation]
) -> None:
    """*over* is the visit with its programme; *past* are those without, the latest last."""
    Outcomes(session, setting, over.key, over.delegation, over.stops).add()
    for delegation in past[-1:]:
        Outcomes(session, setting, PAST, delegation).add()


@dataclass(frozen=True)
class Outcomes:
    """One visit, and what the files know of it."""

    session: Session
    setting: Setting
    key: str
    delegation: Delegation
    stops: Mapping[str, Stop] = field(default_factory=dict)

    def add(self) -> None:
        for row in self.rows("records"):
            self.write(row)
        for row in self.rows("follow_ups"):
            self.promise(row)
        for row in self.rows("gifts"):
            self.list_gift(row)
        for row in self.rows("photos"):
            self.photograph(row)
        for row in self.rows("press"):
            self.link(row)

    def rows(self, name: str) -> Iterator[Row]:
        return (row for row in rows_of(name) if row["visit"] == self.key)

    def day(self, days: int) -> date:
        """So many days after the last day of the visit; never after today."""
        return min(self.delegation.ends_on + timedelta(days=days), self.setting.today)

    def stop_id(self, row: Row) -> int | None:
        return self.stops[row["stop"]].id if row["stop"] else None

    def write(self, row: Row) -> None:
        """The record of a stop or of the visit, on its evening."""
        stop, zone = self.stops.get(row["stop"]), self.setting.zone
        began, ended = (time.fromisoformat(f"{row[n]:0>5}") if row[n] else None for n in SPAN)
        first = stop.starts.astimezone(zone).date() if stop else self.delegation.ends_on
        times = actual_span(first, began, ended, zone)
        written = actions.Written(
            began_at=times[0],
            ended_at=times[1],
            discussion=row["discussion"].replace("|", "\n"),
            decisions=row["decisions"].replace("|", "\n"),
            questions=self.lines(row["stop"], PointKind.QUESTION),
            opinions=self.lines(row["stop"], PointKind.OPINION),
        )
        by, at = self.setting.staff.officer, local(first, EVENING, zone)
        actions.write(self.session, self.delegation, stop, written, by=by, at=at)

    def lines(self, stop: str, kind: PointKind) -> list[Point]:
        return [
            Point(row["text"], agency=row["agency"], answer=row["answer"])
            for row in self.rows("record_lines")
            if row["stop"] == stop and row["kind"] == kind
        ]

    def promise(self, row: Row) -> None:
        """`days` is the deadline from today, `kept_after` when it was kept, from the visit's end."""
        is_ours = row["responsible"] == OFFICER
        bodies = self.delegation.bodies
        facts: dict[str, Any] = {
            "what": row["what"],
            "details": row["details"],
            "responsible_id": self.setting.staff.officer.id if is_ours else None,
            "responsible_body": "" if is_ours else row["responsible"],
            "organisation_id": bodies[0].organisation_id if bodies else None,
            "stop_id": self.stop_id(row),
            "deadline": self.setting.today + timedelta(days=int(row["days"])),
        }
        at = local(self.delegation.ends_on, EVENING, self.setting.zone)
        promise = actions.add_followup(self.session, self.delegation, facts, at=at)
        if row["kept_after"]:
            on = self.day(int(row["kept_after"]))
            actions.move_followup(
                self.session, promise, FollowUpMove.SETTLE, reason=row["reason"], on=on
            )

    def list_gift(self, row: Row) -> None:
        texts_of_row = ("item", "counterpart", "our_side", "kept_at", "report_number", "notes")
        reported = row["reported_after"]
        facts = {
            **{name: row[name] for name in texts_of_row},
            "direction": GiftDirection(row["direction"]),
            "dated_on": self.delegation.ends_on,
            "value": int(row["value"]) if row["value"] else None,
            "currency": Currency(row["currency"]),
            "reported_on": self.day(int(reported)) if reported else None,
        }
        actions.add_gift(self.session, self.delegation, facts)

    def photograph(self, row: Row) -> None:
        folder, officer = folder_of(self.session), self.setting.staff.officer
        picture = read_picture("drawing.jpg", drawn(row["drawing"]), most=MEGABYTE)
        kept = keep_picture(folder, picture)
        belong(self.session, folder, list(kept.files))
        facts = {
            "caption": texts(row, "caption"),
            "alt": texts(row, "alt"),
            "stop_id": self.stop_id(row),
            "shows_people": bool(row["people"]),
        }
        at = local(self.delegation.ends_on, EVENING, self.setting.zone)
        (photo,) = actions.add_photos(
            self.session, self.delegation, [kept], facts, by=officer.name, at=at
        )
        actions.clear_photo(self.session, photo, Clearance(row["clearance"]), is_checked=True)

    def link(self, row: Row) -> None:
        named = {name: row[name] for name in ("title", "outlet", "url")}
        facts = {**named, "published_on": self.day(int(row["days"]))}
        actions.add_press_link(self.session, self.delegation, facts)


SPAN = ("began", "ended")
