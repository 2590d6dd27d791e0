"""Planning a living visit through the office's own actions: opened, asked, answered, released.

`data/living.csv` says who comes, `data/delegates.csv` with whom, `data/stops.csv` what they see.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.rules import Channel
from visits.conflicts.rules import Mode, Role, StopKind, StopStatus
from visits.delegations import actions as delegations
from visits.delegations.models import Delegate, Delegation, Party
from visits.delegations.rules import (
    DelegateRole,
    DelegationMove,
    Level,
    NameOrder,
    PhotoConsent,
)
from visits.demo.days import ONE_DAY
from visits.demo.people import Staff
from visits.demo.reading import INVENTED, rows_of, texts, words
from visits.demo.sites import Sites
from visits.itineraries import actions
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.rules import Consent, Duty, Said, StopMove, StopValues
from visits.kit.clock import local
from visits.kit.translated import Translated
from visits.kit.workdays import add_working_days
from visits.organisations.rules import OrganisationKind

Row = Mapping[str, str]

PARTNERS = {
    "amman": (
        {
            "name": Translated(ko="프놈펜시", en="Phnom Penh Capital"),
            "country": "KH",
            "kind": OrganisationKind.LOCAL_GOVERNMENT,
        },
    )
}
"""Who comes along in a joint delegation."""

PARTIES = {
    "A": Translated(ko="A조(정책)", en="Party A (policy)", ar="المجموعة أ (السياسات)"),
    "B": Translated(ko="B조(기술)", en="Party B (technology)", ar="المجموعة ب (التقنية)"),
}
FIRST_MOVES: Mapping[StopStatus, StopMove | None] = {
    StopStatus.IDEA: None,
    StopStatus.HOLD: StopMove.HOLD,
    StopStatus.ASKED: StopMove.ASK,
    StopStatus.CONFIRMED: StopMove.ASK,
}
"""How a stop begins that shall come to stand like this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What the visits take place in. *keep_days*: how long after it a guest link opens."""

    staff: Staff
    sites: Sites
    holidays: frozenset[date]
    links: LinkKeeper
    keep_days: int
    zone: ZoneInfo
    at: datetime

    @property
    def today(self) -> date:
        return self.at.astimezone(self.zone).date()

    def before(self, working_days: int, clock: time, than: date | None = None) -> datetime:
        """A moment at which the office worked: so many working days ago, or before another day."""
        day = add_working_days(than or self.today, -working_days, self.holidays)
        return local(day, clock, self.zone)


class Visit:
    """One delegation while it is planned: its rows by the keys of the files."""

    def __init__(self, session: Session, setting: Setting, key: str, first: date) -> None:
        self.session, self.setting, self.key, self.first = session, setting, key, first
        self.row = next(row for row in rows_of("living") if row["key"] == key)
        self.parties: dict[str, Party] = {}
        self.stops: dict[str, Stop] = {}

    def instant(self, day: int, clock: str) -> datetime:
        """A wall time of the first day of the visit (0) or a later one."""
        return local(self.first + day * ONE_DAY, time.fromisoformat(clock), self.setting.zone)

    # -- the case ----------------------------------------------------------------------------------

    def open(self, *, days: int, at: datetime) -> None:
        """The delegation with its roster and parties, in planning."""
        row, staff = self.row, self.setting.staff
        countries = [pair.split(":") for pair in words(row["countries"])]
        body = {
            "name": texts(row, "body"),
            "country": countries[0][0],
            "kind": OrganisationKind(row["kind"]),
        }
        facts = {
            "title": texts(row, "title"),
            "purpose": texts(row, "purpose"),
            "starts_on": self.first,
            "ends_on": self.first + (days - 1) * ONE_DAY,
            "level": Level(row["level"]),
            "themes": tuple(theme.strip() for theme in row["themes"].split(",")),
            "languages": words(row["languages"]),
            "lead_id": staff.officer.id,
            "deputy_id": staff.deputy.id,
            "liaison_name": row["liaison_name"],
            "liaison_position": row["liaison_position"],
            "liaison_email": f"liaison.{self.key}@example.org",
            "liaison_language": row["liaison_language"],
            "home_zone": row["home_zone"],
            "notes": INVENTED,
            "countries": [
                {"country": country, "planned": int(people)} for country, people in countries
            ],
            "new_bodies": [body, *PARTNERS.get(self.key, ())],
        }
        self.delegation: Delegation = delegations.add(self.session, facts, at=at)
        self.invite()
        self.move(DelegationMove.PLAN)
        self.itinerary: Itinerary = actions.open_itinerary(self.session, self.delegation, at=at)

    def invite(self) -> None:
        """The delegates, and the parties that they form."""
        members: dict[str, list[int]] = {}
        for row in rows_of("delegates"):
            if row["visit"] == self.key:
                delegate = self.add_delegate(row)
                if row["party"]:
                    members.setdefault(row["party"], []).append(delegate.id)
        for name, ids in sorted(members.items()):
            self.parties[name] = delegations.add_party(
                self.session, self.delegation, name=PARTIES[name], members=ids
            )

    def add_delegate(self, row: Row) -> Delegate:
        texts_of_row = ("family_name", "given_name", "hangul_name", "native_name")
        more = ("form_of_address", "position_ko", "position_en")
        facts = {
            **{name: row[name] for name in (*texts_of_row, *more)},
            "name_order": NameOrder(row["name_order"]),
            "nationality": row["nationality"] or self.row["countries"].split(":")[0],
            "role": DelegateRole(row["role"]),
            "languages": words(self.row["languages"]),
            "meal_needs": words(row["meal_needs"]),
            "mobility": words(row["mobility"]),
            "photo_consent": PhotoConsent(row["photo_consent"]),
            **self.journey("arrival", row["arrival"]),
            **self.journey("departure", row["departure"]),
        }
        return delegations.add_delegate(self.session, self.delegation, facts)

    def journey(self, way: str, text: str) -> dict[str, Any]:
        """`-1 16:40 SV898 Incheon T1`: days after the first of the visit, hour, flight, place."""
        if not text:
            return {}
        days, clock, flight, place = text.split(" ", 3)
        return {
            f"{way}_on": self.first + int(days) * ONE_DAY,
            f"{way}_time": time.fromisoformat(clock),
            way: flight,
            f"{way}_place": place,
        }

    def move(self, step: DelegationMove) -> None:
        delegations.move(self.session, self.delegation, step, today=self.setting.today)

    # -- the programme -----------------------------------------------------------------------------

    def plan(self, *, asked: datetime, heard: datetime, rows: str = "") -> None:
        """Every stop of the file under this key (the visit's own by default).

        *asked* and *heard*: when hosts were asked and answered.
        """
        for row in rows_of("stops"):
            if row["visit"] == (rows or self.key):
                stop = self.add_stop(row, at=asked)
                if row["state"] == StopStatus.CONFIRMED:
                    self.hear(stop, Channel(row["channel"]), at=heard)
                self.stops[row["key"]] = stop

    def add_stop(self, row: Row, *, at: datetime) -> Stop:
        """Asked or held at first, with whoever serves there."""
        site = self.setting.sites[row["site"]]
        values = StopValues(
            kind=StopKind(row["kind"]),
            title=texts(row, "title"),
            public_note=texts(row, "note"),
            starts=self.instant(int(row["day"]), row["starts"]),
            ends=self.instant(int(row["day"]), row["ends"]),
            site_id=site.id,
            space_id=site.spaces[int(row["room"]) - 1].id if row["room"] else None,
            party_id=self.parties[row["party"]].id if row["party"] else None,
            mode=Mode(row["mode"]),
        )
        move = FIRST_MOVES[StopStatus(row["state"])]
        return actions.add_stop(
            self.session,
            self.itinerary,
            values,
            at=at,
            move=move,
            duties=self.duties_of(row),
            consent=Consent.CONSENTED if row["channel"] else Consent.REQUESTED,
        )

    def duties_of(self, row: Row) -> list[Duty]:
        """Who and what serves there."""
        staff = self.setting.staff
        pairs = (pair.split(":") for pair in words(row["serves"]))
        duties = [Duty(Role(role), person_id=staff.people[who].id) for role, who in pairs]
        if row["vehicle"]:
            duties.append(Duty(Role.DRIVES, vehicle_id=staff.vehicles[row["vehicle"]].id))
        return duties

    def hear(self, stop: Stop, channel: Channel, *, at: datetime) -> None:
        """The host's yes, entered by the officer."""
        contacts = stop.site.contacts if stop.site else []
        actions.answer(
            self.session,
            stop,
            Said.CONFIRMED,
            by=self.setting.staff.officer,
            channel=channel,
            told_on=at.astimezone(self.setting.zone).date(),
            at=at,
            person=contacts[0].name if contacts else "",
            document_number=f"시연-{stop.id:04}" if channel is Channel.OFFICIAL_LETTER else "",
        )

    def release(self, *, at: datetime, note: Translated) -> None:
        actions.release(
            self.session,
            self.itinerary,
            note=note,
            by=self.setting.staff.officer,
            at=at,
            links=self.setting.links,
            keep_days=self.setting.keep_days,
        )
