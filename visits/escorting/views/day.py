"""The page of the day: each stop with its buttons, made for a thumb."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask import current_app, render_template, request
from flask_babel import ngettext

from visits.access.guard import by_token, requires, settings
from visits.access.rules import LinkKind, Permission
from visits.conflicts.rules import people_at
from visits.escorting import queries
from visits.escorting.actions import tapping
from visits.escorting.forms import IncidentForm
from visits.escorting.models import Incident, Tap
from visits.escorting.queries import ON_THE_DAY, Callee, DayStop
from visits.escorting.rules import (
    STEPS,
    WORTH_SAYING,
    Merge,
    Note,
    Standing,
    StopState,
    Today,
    credible,
    today_of,
)
from visits.escorting.views.blueprint import BY_LINK, IN_OFFICE, escorting, today, zone
from visits.escorting.views.stage import Stage, by_link, in_office, the_draft
from visits.escorting.words import ODDITIES, TONES
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.programme import roster_of
from visits.kit.asked import read_day
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.forms import Choices, choices
from visits.languages.html import plain
from visits.notifications.models import Letter
from visits.papers.pictures import MEGABYTE

MOST_WAITING = 40
"""For so many taps that wait, the page says their number in the reader's language."""
SHOWN_TAPS = 12


@dataclass(frozen=True, slots=True)
class Card:
    """A stop and how it stands; `people` are those expected, `here` those checked in."""

    stop: DayStop
    standing: Standing
    people: int
    here: int
    callees: Sequence[Callee] = ()
    told: Sequence[Letter] = ()

    @property
    def expected(self) -> tuple[datetime, datetime]:
        live = self.standing.live
        return live.expected(self.stop.starts), live.expected_end(self.stop.ends)

    @property
    def credible(self) -> tuple[datetime, datetime]:
        """A step that is tapped outside is asked back."""
        return credible(self.stop.starts, self.stop.ends)

    @property
    def missing(self) -> int | None:
        """How many lack by the last headcount, below 0 when there are more; None before one."""
        counted = self.standing.headcount
        return None if counted is None else self.people - (counted.number or 0)

    @property
    def can_be_told(self) -> bool:
        """Whether there is a delay of which somebody who waits does not know yet."""
        waits = self.standing.state in {StopState.COMING, StopState.ON_THE_WAY}
        is_news = not queries.know_of(self.told, self.expected[0], self.callees)
        return waits and self.standing.late >= WORTH_SAYING and bool(self.callees) and is_news


@dataclass(frozen=True, slots=True)
class Page:
    """One day of one visit, for one reader."""

    day: date
    days: Sequence[date]
    cards: Sequence[Card]
    today: Today
    rain_plan: Any
    """What the office planned for rain, in words; empty where it planned nothing."""
    taps: Sequence[Tap]
    incidents: Sequence[Incident] = field(default_factory=tuple)
    is_released: bool = False
    added: Sequence[Stop] = ()
    """Stops of this day that the draft has and guests do not know yet."""

    @property
    def current(self) -> Card | None:
        """What runs, else what comes next."""
        return next((card for card in self.cards if not card.standing.state.is_done), None)

    @property
    def to_tell(self) -> Card | None:
        """The next stop at which somebody waits for a group that is late."""
        return next((card for card in self.cards if card.can_be_told), None)

    @property
    def notes(self) -> list[tuple[Card, Note]]:
        """What two people said that did not fit, by stop."""
        return [(card, note) for card in self.cards for note in card.standing.notes]


@escorting.get(IN_OFFICE)
@requires(Permission.ESCORT_VISITS)
def day(code: str) -> str:
    return show(in_office(code), "escorting/day.html")


@escorting.get(BY_LINK)
@by_token(LinkKind.ESCORT_DAY)
def day_by_link(lang: str, token: str) -> str:
    """The same, for an escort without an account."""
    return show(by_link(lang, token), "escorting/day_by_link.html")


def show(stage: Stage, template: str) -> str:
    itinerary = the_draft(stage.delegation)
    page = page_of(itinerary)
    stops = stops_to_choose(page)
    return render_template(
        template,
        stage=stage,
        delegation=itinerary.delegation,
        page=page,
        steps=STEPS,
        tones=TONES,
        merges=Merge,
        oddities=ODDITIES,
        new_key=new_key,
        at=now(),
        is_today=page.day == today(),
        waiting=waits_said(),
        zone_key=zone().key,
        most_bytes=settings().UPLOAD_MEGABYTES * MEGABYTE,
        incident_form=IncidentForm(
            formdata=None, most_megabytes=settings().UPLOAD_MEGABYTES, stops=stops
        ),
        **around(stage),
    )


def around(stage: Stage) -> dict[str, Any]:
    """What the frame of a page by link needs; a page by account has its own."""
    if stage.by is not None:
        return {}
    offered = [one.tag for one in current_app.extensions["languages"]]
    tag = "ko" if "ko" in offered else offered[0]
    there = Stage(stage.delegation, None, "", {**stage.names, "lang": tag})
    return {"home_page": stage.url("day"), "fallback_url": there.url("day")}


def waits_said() -> list[str]:
    return [waiting_said(count) for count in range(1, MOST_WAITING + 1)]


def waiting_said(count: int) -> str:
    return str(
        ngettext("%(num)s tap waits for the network.", "%(num)s taps wait for the network.", count)
    )


def new_key() -> str:
    """What makes a tap one where no script gives it a key."""
    return uuid.uuid4().hex


def stops_to_choose(page: Page) -> Choices:
    return choices((card.stop.uid, plain(card.stop.title)) for card in page.cards)


# -- putting a page together -----------------------------------------------------------------------


def day_of(stop: DayStop | Stop) -> date:
    return stop.starts.astimezone(zone()).date()


def day_asked(days: Sequence[date]) -> date:
    """`?day=2026-11-24`, else today, else the next day with a programme, else the last."""
    asked = read_day(request.args.get("day", ""))
    if asked is not None and asked in days:
        return asked
    coming = [one for one in days if one >= today()]
    return coming[0] if coming else days[-1] if days else today()


def page_of(itinerary: Itinerary) -> Page:
    """The day that is asked for, in a constant number of queries, however long it is."""
    known = queries.stops_that_hold(db.session, itinerary)
    days = sorted({day_of(stop) for stop in known})
    wanted = day_asked(days)
    stops = [stop for stop in known if day_of(stop) == wanted]
    legs = queries.legs_between(db.session, itinerary, stops)
    taps = queries.taps_of(db.session, itinerary.delegation.id, wanted)
    found = today_of(tapping.planned(stops, legs), (tap.tapped for tap in taps))
    plan = next((one.rain_plan for one in itinerary.days if one.day == wanted), None)
    return Page(
        day=wanted,
        days=days,
        cards=cards_of(itinerary, stops, found),
        today=found,
        rain_plan=plan,
        taps=taps[::-1][:SHOWN_TAPS],
        incidents=queries.incidents_of(db.session, itinerary.delegation.id),
        is_released=itinerary.current_release is not None,
        added=added_since(itinerary, known, wanted),
    )


def added_since(itinerary: Itinerary, known: Sequence[DayStop], day: date) -> list[Stop]:
    """What takes place by the draft alone."""
    uids = {stop.uid for stop in known}
    drafted = [one for one in itinerary.stops if one.status in ON_THE_DAY and one.uid not in uids]
    return [stop for stop in drafted if day_of(stop) == day]


def cards_of(itinerary: Itinerary, stops: Sequence[DayStop], found: Today) -> list[Card]:
    roster = roster_of(db.session, itinerary.delegation)
    here = queries.checked_in(db.session, [stop.id for stop in stops])
    callees = queries.callees_of(db.session, stops)
    told: Mapping[int, list[Letter]] = queries.told_of_delay(db.session, itinerary.delegation.id)
    return [
        Card(
            stop=stop,
            standing=standing,
            people=people_at(stop.facts(roster), roster.delegation),
            here=here.get(stop.id, 0),
            callees=callees[stop.uid],
            told=told.get(stop.id, ()),
        )
        for stop in stops
        if (standing := found.standing_at(stop.uid)) is not None
    ]
