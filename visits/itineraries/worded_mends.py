"""What would mend a finding, in the reader's words: with the form that does it, and the gesture.

Each `Mend` has a title, the address of a form that is filled in beforehand, the hidden fields by
which one button does it (`itineraries.mend`; empty where a person must fill something in), and the
gesture for the board. `mends_of` computes them when somebody looks; see `mending.mends_of` for what
that costs. A gesture is JSON: `stop` (uid, none of a new stop), and of what changes `starts`, `ends`
(ISO 8601, UTC), `site`, `kind`, `take` and `off` (each `role` and `person` or `vehicle`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy.orm import Session

from visits.conflicts.rules import Assignment, Code, Finding, StopKind
from visits.conflicts.rules.mending import NEW, Change
from visits.itineraries import queries
from visits.itineraries.mending import mends_of as changes_of
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.queries import Names
from visits.itineraries.worded import called
from visits.kit import particles, words
from visits.kit.interval import Interval
from visits.languages import html


@dataclass(frozen=True, slots=True)
class Mend:
    """One way out of a finding, ready for the reader."""

    title: Markup
    url: str
    fields: Mapping[str, str] = field(default_factory=dict)
    """What `itineraries.mend` takes; empty where only the form at `url` can do it."""
    gesture: Mapping[str, Any] | None = None
    asks_again: bool = False
    """Whether a host that has agreed would be asked again."""
    act: str = ""
    """An address at which one button does it, without `fields`."""
    brings: Markup = field(default_factory=Markup)
    """What would have to be watched instead."""

    def as_json(self) -> dict[str, Any]:
        return {
            "title": self.title.striptags(),
            "url": self.url,
            "gesture": self.gesture,
            "asks_again": self.asks_again,
            "brings": self.brings.striptags(),
        }


def mends_of(
    session: Session, itinerary: Itinerary, finding: Finding, *, at: datetime
) -> list[Mend]:
    """What was tried out and works, the nearest first; then what only people can do.

    The itinerary loaded by `the_itinerary`. One query more than `mending.mends_of`.
    """
    changes = changes_of(session, itinerary, finding, at=at)
    names = queries.names_for(session, changes, queries.names_of_own(itinerary))
    stops = {stop.uid: stop for stop in itinerary.stops}
    code = itinerary.delegation.code
    tried = [
        replace(Worded(code, stops.get(one.stop), names).mend(one), brings=brought(one))
        for one in changes
    ]
    return [*tried, *by_hand(finding, itinerary, stops.get(finding.stop or ""))]


def brought(change: Change) -> Markup:
    """The cautions that come with a change, by name."""
    return html.joined(words.label(code) for code in change.brings)


class Worded:
    """Changes of one stop, put into words."""

    def __init__(self, code: str, stop: Stop | None, names: Names) -> None:
        self.code, self.stop, self.names = code, stop, names

    def mend(self, change: Change) -> Mend:
        if change.kind is not None and change.when is not None:
            return self.added(change.kind, change.when)
        if change.take is not None:
            return self.served(change, change.take)
        if change.site is not None:
            return self.placed(change, change.site)
        return self.moved(change, change.when or Interval(*self.times))

    @property
    def times(self) -> tuple[datetime, datetime]:
        if self.stop is None:
            raise LookupError("a change of a stop that is not in the programme")
        return self.stop.starts, self.stop.ends

    def address(self, endpoint: str, **asked: Any) -> str:
        uid: dict[str, Any] = {"uid": self.stop.uid} if self.stop else {}
        return url_for(f"itineraries.{endpoint}", code=self.code, **uid, **asked)

    def moved(self, change: Change, when: Interval) -> Mend:
        starts, ends = self.times
        if when.length > ends - starts and when.start == starts:
            title = marked(_("Let it end at %(time)s", time=html.clock(when.end)))
        elif when.length > ends - starts:
            title = marked(_("Let it begin at %(time)s", time=html.clock(when.start)))
        else:
            title = marked(_("Move it to %(time)s", time=spoken(when)))
        return Mend(
            title,
            self.address("move", **typed(when)),
            fields_of(change),
            gesture_of(change),
            asks_again=bool(self.stop and self.stop.status == "confirmed" and self.stop.site),
        )

    def served(self, change: Change, take: Assignment) -> Mend:
        who = self.name_of(take)
        if change.off is not None:
            title = _("%(one)s instead of %(other)s", one=who, other=self.name_of(change.off))
        elif take.vehicle is not None:
            title = _("%(vehicle)s in addition", vehicle=who)
        else:
            title = _("%(person)s interprets", person=who)
        asked = {name: value for name, value in fields_of(change).items() if name != "stop"}
        return Mend(
            marked(title), self.address("edit", **asked), fields_of(change), gesture_of(change)
        )

    def placed(self, change: Change, site: int) -> Mend:
        title = _("%(site)s instead", site=called(self.names.sites, site))
        url = self.address("edit", site=site)
        return Mend(marked(title), url, gesture=gesture_of(change))

    def added(self, kind: StopKind, when: Interval) -> Mend:
        change = Change(stop=NEW, kind=kind, when=when)
        if kind is StopKind.MEAL:
            title = _("Add lunch, %(time)s", time=spoken(when))
        else:
            title = _("Add a pause, %(time)s", time=spoken(when))
        url = url_for("itineraries.new", code=self.code, kind=kind.value, **typed(when))
        return Mend(marked(title), url, fields_of(change), gesture_of(change))

    def name_of(self, one: Assignment) -> Markup:
        if one.vehicle is not None:
            return called(self.names.vehicles, one.vehicle)
        return called(self.names.people, one.person)


def marked(sentence: str) -> Markup:
    """A sentence of the catalogue into which names and times were put as markup."""
    return Markup(particles.settled(sentence))  # noqa: S704 (nothing in it was typed by anybody as it stands)


def spoken(when: Interval) -> Markup:
    """Day and hours in the city."""
    day = when.start.astimezone(html.city_zone()).date()
    return Markup("<bdi>{}</bdi> {}").format(html.short_day(day), html.hours(when.start, when.end))


def typed(when: Interval) -> dict[str, Any]:
    """As addresses of forms say it: day and wall times."""
    zone = html.city_zone()
    starts, ends = when.start.astimezone(zone), when.end.astimezone(zone)
    return {"day": starts.date().isoformat(), "starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"}


def fields_of(change: Change) -> dict[str, str]:
    """As a form of one button sends it."""
    said: dict[str, Any] = {"stop": "" if change.stop == NEW else change.stop}
    if change.when is not None:
        said |= {"starts": change.when.start.isoformat(), "ends": change.when.end.isoformat()}
    if change.kind is not None:
        said["kind"] = change.kind.value
    for name, one in (("take", change.take), ("off", change.off)):
        if one is not None:
            said |= {"role": one.role.value, f"{name}_person": one.person}
            said[f"{name}_vehicle"] = one.vehicle
    return {name: str(value) for name, value in said.items() if value is not None}


def gesture_of(change: Change) -> dict[str, Any]:
    """As the board does it."""
    said: dict[str, Any] = {"stop": None if change.stop == NEW else change.stop}
    if change.when is not None:
        said |= {"starts": change.when.start.isoformat(), "ends": change.when.end.isoformat()}
    if change.site is not None:
        said["site"] = change.site
    if change.kind is not None:
        said["kind"] = change.kind.value
    for name, one in (("take", change.take), ("off", change.off)):
        if one is not None:
            said[name] = {"role": one.role.value, "person": one.person, "vehicle": one.vehicle}
    return said


# -- what only people can do -----------------------------------------------------------------------


def by_hand(finding: Finding, itinerary: Itinerary, stop: Stop | None) -> Iterator[Mend]:
    """Where one goes to mend it: to the host, the liaison, the register."""
    code, about = itinerary.delegation.code, finding.code
    here = {"code": code, "uid": stop.uid if stop else ""}
    if about in ASK_THE_HOST and stop is not None:
        yield from with_the_host(finding, code, stop.uid)
    if about in SEE_THE_SITE and stop is not None and stop.site is not None:
        yield page(_("Look at what the site offers"), "sites.show", slug=stop.site.slug)
    if about in WRITE_THE_STOP and stop is not None:
        yield page(_("Correct the stop"), "itineraries.edit", **here)
    if about in DIVIDE or finding.facts.get("resource") == "delegation":
        yield page(_("Divide the delegation into subgroups"), "delegations.parties", code=code)
    if about in ROSTER:
        yield page(_("Complete the roster"), "delegations.roster", code=code)
    if about is Code.ACCESS_LIST_INCOMPLETE:
        yield page(_("See what the list lacks"), "access_lists.overview", code=code)
    if about in CASE:
        yield page(_("Correct the delegation"), "delegations.edit", code=code)
    if about in RAIN and finding.day is not None:
        day = finding.day.isoformat()
        yield page(_("Write a rain plan"), "itineraries.day", code=code, written=day)
    if about is Code.PLACE_DISCONTINUITY and stop is not None:
        yield transfer(finding, itinerary, stop)


ASK_THE_HOST = frozenset(
    {Code.HOST_NOT_CONFIRMED, Code.SITE_LEAD_TIME, Code.SITE_QUOTA, Code.MIN_GROUP, Code.SITE_BUSY}
)
SEE_THE_SITE = frozenset(
    {
        Code.SITE_CLOSURE,
        Code.SITE_BUSY,
        Code.SITE_WINDOW,
        Code.SITE_QUOTA,
        Code.DIET_UNSERVED,
        Code.SITE_ACCESSIBILITY,
    }
)
WRITE_THE_STOP = frozenset({Code.TRANSLATION_MISSING, Code.COUNT_MISMATCH, Code.HOST_NOT_CONFIRMED})
DIVIDE = frozenset({Code.SITE_CAPACITY})
ROSTER = frozenset({Code.DOCUMENT_NAME_MISSING, Code.COUNT_MISMATCH})
CASE = frozenset({Code.INTERPRETER_LANGUAGE_MISSING, Code.COUNT_MISMATCH, Code.OUTSIDE_VISIT})
RAIN = frozenset({Code.OUTDOOR_NO_FALLBACK})


def with_the_host(finding: Finding, code: str, uid: str) -> Iterator[Mend]:
    """A letter to the host who has not answered, one that declined is asked anew; or a call."""
    here = {"code": code, "uid": uid}
    if finding.code is Code.HOST_NOT_CONFIRMED:
        if finding.facts.get("refused"):
            act = url_for("itineraries.change_status", code=code, uid=uid, wanted="ask")
        else:
            act = url_for("hosting.ask_again", code=code, uid=uid)
        url = url_for("itineraries.stop", code=code, uid=uid)
        yield Mend(marked(_("Ask the host again")), url, act=act)
    yield page(_("Note what the host said"), "hosting.note_answer", **here)


def page(title: str, endpoint: str, **values: Any) -> Mend:
    return Mend(marked(title), url_for(endpoint, **values))


def transfer(finding: Finding, itinerary: Itinerary, stop: Stop) -> Mend:
    """A transfer between the two stops, from the end of one to the beginning of the other."""
    origin = next((one for one in itinerary.stops if one.uid == finding.facts["from_stop"]), None)
    starts = origin.ends if origin is not None and origin.ends < stop.starts else None
    when = typed(Interval(starts, stop.starts)) if starts else {}
    return page(
        _("Add a transfer"),
        "itineraries.new",
        code=itinerary.delegation.code,
        kind=StopKind.TRANSFER.value,
        site=finding.facts["from_site"],
        end_site=finding.facts["to_site"],
        **when,
    )
