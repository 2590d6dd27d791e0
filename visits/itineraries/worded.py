"""Findings on their way to a page: numbers become names, instants become hours of the city.

The sentences themselves stand in `templates/conflicts/sentences.html`, one macro for each code.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup
from sqlalchemy.orm import Session

from visits.conflicts.rules import Code, Finding, HolidayKind, Mode, Severity, Source
from visits.itineraries import queries
from visits.itineraries.models import Itinerary, Override
from visits.itineraries.queries import Names, OpenFinding
from visits.itineraries.rules import Said
from visits.itineraries.words import SEVERITY_TONES
from visits.kit import words
from visits.kit.translated import Translated
from visits.languages import html
from visits.sites.rules import MealNeed

INSTANTS = {"from": "start", "until": "end", "free_from": "", "start_from": "", "leave_by": ""}
DAYS = ("ask_by", "asked_on", "earliest", "counted_from", "due", "first_day", "last_day", "seen_on")
SITES = ("site", "from_site", "to_site")
BOUND = (Said.PROPOSED, Said.LIMITED, Said.CONDITIONS)
"""A yes that is bound to something: the office decides."""


@dataclass(frozen=True, slots=True)
class ToldStop:
    """A stop that a finding names: what it is called, whose it is, where its page is."""

    title: Markup
    code: str
    url: str


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with everything that its sentence says, ready for the reader."""

    finding: Finding
    override: Override | None
    facts: Mapping[str, Any]
    stop: ToldStop | None

    @property
    def tone(self) -> str:
        return SEVERITY_TONES[self.finding.severity]

    @property
    def can_be_overridden(self) -> bool:
        return not self.finding.blocks

    @property
    def blocks(self) -> bool:
        return self.finding.blocks

    @property
    def is_caution(self) -> bool:
        """It hinders nothing; somebody may say that it was seen, and why it stays."""
        return self.finding.severity is Severity.WARN

    @property
    def is_seen(self) -> bool:
        return self.is_caution and self.override is not None

    @property
    def hinders_release(self) -> bool:
        """A block cannot be overridden."""
        is_covered = self.override is not None and not self.finding.blocks
        return self.finding.blocks_release and not is_covered


def told(
    session: Session, found: Iterable[OpenFinding | Finding], itinerary: Itinerary
) -> list[Told]:
    """The findings of an itinerary with its stops loaded; other names are looked up in bulk."""
    pairs = [
        (one.finding, one.override) if isinstance(one, OpenFinding) else (one, None)
        for one in found
    ]
    own = queries.names_of_own(itinerary)
    names = queries.names_in(session, [finding for finding, _ in pairs], known=own)
    waiting = decided_by_us(session, itinerary, [finding for finding, _ in pairs])
    return [
        tell(
            finding,
            names,
            itinerary=itinerary.id,
            override=over,
            is_ours=finding.code is Code.HOST_NOT_CONFIRMED and finding.stop in waiting,
        )
        for finding, over in pairs
    ]


def decided_by_us(
    session: Session, itinerary: Itinerary, found: Iterable[Finding]
) -> frozenset[str]:
    """Stops (by uid) whose hosts have answered otherwise than asked, and wait for the office.

    One query, where some host has not confirmed; else none.
    """
    if all(one.code is not Code.HOST_NOT_CONFIRMED or one.facts.get("refused") for one in found):
        return frozenset()
    last = queries.last_answers(session, itinerary)
    return frozenset(
        stop.uid
        for stop in itinerary.stops
        if (answer := last.get(stop.id)) is not None
        and answer.answer in BOUND
        and answer.at >= stop.changed_at
    )


def tell(
    finding: Finding,
    names: Names,
    *,
    itinerary: int,
    override: Override | None = None,
    is_ours: bool = False,
) -> Told:
    """One finding, for the reader of this request. *is_ours*: its host waits for the office."""
    facts = Facts(finding, names, itinerary)
    said = {**facts.all(), "is_ours": True} if is_ours else facts.all()
    return Told(finding, override, said, facts.stop(finding.stop))


class Facts:
    """The facts of one finding, put into words and links piece by piece."""

    def __init__(self, finding: Finding, names: Names, itinerary: int) -> None:
        self.finding = finding
        self.raw = finding.facts
        self.names = names
        self.itinerary = itinerary

    def all(self) -> dict[str, Any]:
        return {**self.raw, **self.times(), **self.places(), **self.who(), **self.codes()}

    def times(self) -> dict[str, Any]:
        said: dict[str, Any] = {
            plain or name: self.instant(self.raw[name])
            for name, plain in INSTANTS.items()
            if name in self.raw
        }
        said |= {name: day(self.raw[name]) for name in DAYS if name in self.raw}
        if "offers" in self.raw:
            said["offers"] = html.joined(
                self.round(first, last) for first, last in self.raw["offers"]
            )
        said |= {
            name: self.when(*self.raw[name]) for name in ("agreed", "moved") if name in self.raw
        }
        if "sunset" in self.raw:
            said["sunset"] = self.instant(self.raw["sunset"])
        if self.finding.code is Code.INTERPRETER_FATIGUE:
            said |= {"worked": lasting(self.raw["minutes"]), "most": lasting(self.raw["limit"])}
        if self.finding.code is Code.SITE_CLOSURE:
            said["days"] = self.whole_days(self.raw["from"], self.raw["until"])
        if self.finding.code is Code.TRAVEL_TIGHT:
            said["spare"] = self.raw["available"] - self.raw["needed"]
        if self.finding.code is Code.SITE_WINDOW:
            said |= {name: self.instant(self.raw[name]) for name in ("starts", "ends")}
        if self.finding.code is Code.OFFICE_HOURS:
            said |= {name: self.instant(self.raw[name]) for name in ("opens", "closes")}
        return said

    def places(self) -> dict[str, Any]:
        said: dict[str, Any] = {
            name: called(self.names.sites, self.raw[name]) for name in SITES if name in self.raw
        }
        if "closure" in self.raw:
            reason = self.names.closures.get(self.raw["closure"])
            said["reason"] = html.tr(reason) if reason else isolated(self.raw["reason"])
        if self.raw.get("holiday"):
            name = self.names.holidays.get(self.raw["holiday"])
            kept = self.raw.get("name") or self.raw["reason"]
            said["reason" if "reason" in self.raw else "name"] = (
                html.tr(name) if name else isolated(kept)
            )
        if "kind" in self.raw:
            said["kind"] = words.label(HolidayKind(self.raw["kind"]))
        said |= {name: self.stop(self.raw.get(name)) for name in ("other_stop", "from_stop")}
        said["company"] = [told for uid in self.raw.get("with", ()) if (told := self.stop(uid))]
        return said

    def who(self) -> dict[str, Any]:
        people, vehicles = self.names.people, self.names.vehicles
        resource = self.raw.get("resource")
        said: dict[str, Any] = {"is_own": self.raw.get("other_itinerary") == self.itinerary}
        if resource in {"person", "vehicle"}:
            kept = people if resource == "person" else vehicles
            said["who"] = called(kept, self.raw["id"])
        if "person" in self.raw:
            said["who"] = called(people, self.raw["person"])
        if "vehicle" in self.raw:
            said["who"] = called(vehicles, self.raw["vehicle"])
        if "vehicles" in self.raw:
            said["vehicles"] = html.joined(
                called(vehicles, number) for number in self.raw["vehicles"]
            )
        if "interpreters" in self.raw:
            numbers = self.raw["interpreters"]
            said["interpreters"] = html.joined(called(people, number) for number in numbers)
        return said

    def codes(self) -> dict[str, Any]:
        said: dict[str, Any] = {
            name: html.joined(isolated(html.language_label(tag)) for tag in self.raw[name])
            for name in ("languages", "host_languages")
            if name in self.raw
        }
        if "needs" in self.raw:
            said["needs"] = html.joined(
                isolated(words.label(MealNeed(need))) for need in self.raw["needs"]
            )
        if "source" in self.raw:
            said["is_ride"] = self.raw["from_stop"] == self.finding.stop
            said["source"] = words.label(Source(self.raw["source"]))
        if self.raw.get("mode"):
            said["mode"] = words.label(Mode(self.raw["mode"]))
        return said

    def instant(self, written: str) -> Markup:
        """A clock time on the day of the finding, else day and time; `HH:MM` is a clock time already."""
        if "T" not in written:
            return Markup('<bdi dir="ltr">{}</bdi>').format(written)
        at = datetime.fromisoformat(written)
        is_that_day = at.astimezone(html.city_zone()).date() == self.finding.day
        return html.clock(at) if is_that_day else html.moment(at)

    def whole_days(self, first: str, last: str) -> Markup:
        """The days from midnight until midnight; nothing for a span with times of day."""
        zone = html.city_zone()
        start, end = (datetime.fromisoformat(one).astimezone(zone) for one in (first, last))
        if start.time() == end.time() == time(0):
            return html.span(start, end)
        return Markup()

    def when(self, first: str, last: str) -> Markup:
        """Hours on the day of the finding, else with their day."""
        start, end = datetime.fromisoformat(first), datetime.fromisoformat(last)
        is_that_day = start.astimezone(html.city_zone()).date() == self.finding.day
        return html.hours(start, end) if is_that_day else self.round(first, last)

    def round(self, first: str, last: str) -> Markup:
        start, end = datetime.fromisoformat(first), datetime.fromisoformat(last)
        on = start.astimezone(html.city_zone()).date()
        return Markup("<bdi>{}</bdi> {}").format(html.short_day(on), html.hours(start, end))

    def stop(self, uid: str | None) -> ToldStop | None:
        if uid is None or uid not in self.names.stops:
            return None
        title, code = self.names.stops[uid]
        return ToldStop(html.tr(title), code, url_for("itineraries.stop", code=code, uid=uid))


def called(names: Mapping[int, Translated], number: int | None) -> Markup:
    """A row by its name; one that is gone by a word that says so."""
    name = names.get(number) if number is not None else None
    return html.tr(name) if name else isolated(_("(removed)"))


def lasting(minutes: int) -> Markup:
    """So many minutes, as hours and minutes."""
    hours, rest = divmod(minutes, 60)
    said = [ngettext("%(num)s hour", "%(num)s hours", hours)] if hours else []
    said += [ngettext("%(num)s minute", "%(num)s minutes", rest)] if rest or not hours else []
    return isolated(" ".join(said))


def isolated(text: str) -> Markup:
    return Markup("<bdi>{}</bdi>").format(text)


def day(written: str) -> Markup:
    return isolated(html.day(date.fromisoformat(written)))
