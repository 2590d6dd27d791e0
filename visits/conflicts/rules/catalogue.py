"""Every code that a finding can have, how grave it is, and the facts that it carries.

Facts are JSON values: ids, numbers, booleans, codes, and text for instants (ISO 8601, UTC), dates
(ISO 8601, of the city) and clock times (`HH:MM`, of the city). Minutes are whole. `stop` and `day`
are on the finding itself. Facts in (parentheses) are hints: they say what would mend it, and a
change of them does not make another finding.

| code | facts |
| --- | --- |
| SITE_CAPACITY | site, limit, people, own, over, from, until, with; (free_from) |
| SITE_CONCURRENCY | site, limit, groups, over, from, until, with; (free_from) |
| SITE_CLOSURE | site, cause closure/weekly/holiday, closure, reason, from, until; (holiday, |
| | offers) |
| SITE_WINDOW | site, cause time/language, starts, ends, languages; (offers) |
| SITE_BUSY | site, closure, reason, from, until; (offers) |
| SITE_QUOTA | site, limit, period day/week/month, groups, over, first_day, last_day; (earliest) |
| SITE_ACCESSIBILITY | site, people |
| REPEAT_CONTENT | site, other_stop, seen_on |
| OUTDOOR_NO_FALLBACK | site |
| HOST_NOT_CONFIRMED | site, asked_on, refused (true, or left out); (days, agreed, moved) |
| SITE_LEAD_TIME | site, lead_days, days, missing, asked, counted_from; (ask_by, earliest) |
| HOLIDAY | holiday, name, kind, day_off |
| PERSON_OVERLAP | resource person/delegation, id, other_stop, other_itinerary, from, until, |
| | minutes, of a delegation also delegates (ids in both, or null for all); (free_from) |
| INTERPRETER_OVERLAP | as PERSON_OVERLAP, resource person |
| VEHICLE_OVERLAP | as PERSON_OVERLAP, resource vehicle |
| PERSON_UNAVAILABLE | person, roles, from, until |
| VEHICLE_UNAVAILABLE | vehicle, from, until |
| INTERPRETER_LANGUAGE_MISSING | languages, host_languages, assumed host_speaks_korean/null, |
| | interpreters |
| INTERPRETATION_TIME | site, typical, needed, minutes, missing, own, interpreters |
| INTERPRETER_FATIGUE | person, cause day/session/alone, minutes, limit, over, of a session also |
| | from, until |
| VEHICLE_ACCESSIBILITY | vehicles, people |
| VEHICLE_SEATS | vehicles, seats, needed, missing, guests, staff |
| TRAVEL_INFEASIBLE | from_stop, from_site, to_site, mode, travel, boarding, needed, available, |
| | missing, source given/measured/estimated; (start_from, leave_by) |
| TRAVEL_TIGHT | as TRAVEL_INFEASIBLE |
| PLACE_DISCONTINUITY | cause transfer_start/transfer_end/no_transfer, from_stop, from_site, |
| | to_site |
| MEAL_MISSING | from, until, everyone, delegates |
| DIET_UNSERVED | site, needs, people |
| NO_REST | from, until, minutes, limit, over, everyone, delegates |
| PRAYER_GAP | from, until, minutes, limit, over, people |
| FASTING_MEAL | sunset, people |
| LUNCH_HOUR | site, closed, from, until, minutes |
| OFFICE_HOURS | opens, closes, starts, ends, weekend |
| COUNT_MISMATCH | about stop/delegation, stated, counted |
| DOCUMENT_NAME_MISSING | about stop/certificates, delegates, of a stop also site |
| TRANSLATION_MISSING | languages |
| MIN_GROUP | site, minimum, people, missing |
| OUTSIDE_VISIT | first_day, last_day |
| ACCESS_LIST_INCOMPLETE | site, missing, people, due, is_overdue |

`with` holds the uids of the other stops in that place at the fullest moment (`from`..`until`);
`offers` up to three pairs of instants; `free_from` the instant from which the resource is free of
those it collides with. `missing` and `over` say by how much: of minutes, seats, people, days.
In HOST_NOT_CONFIRMED `days` are the working days left, `agreed` and `moved` pairs of instants: the
time that the host had agreed to, and the one that it is asked for instead. It holds back a release when they are few,
unless the host declined: what was declined is not released.
Of needs that tell of health or belief (DIET_UNSERVED, PRAYER_GAP, FASTING_MEAL) facts hold counts
alone, nobody's id; `needs` are codes.
In TRAVEL_TIGHT `missing` is what lacks to ten minutes of slack. `mode` is null when none is
planned.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from types import MappingProxyType


class Severity(IntEnum):
    """How grave: a higher one is graver."""

    WARN = 1
    BLOCK_RELEASE = 2
    """It cannot be released unless overridden with a reason."""
    BLOCK = 3
    """It cannot be saved by whoever introduces it, and not be released."""


class Code(StrEnum):
    """What was found."""

    SITE_CAPACITY = "SITE_CAPACITY"
    SITE_CONCURRENCY = "SITE_CONCURRENCY"
    SITE_CLOSURE = "SITE_CLOSURE"
    SITE_WINDOW = "SITE_WINDOW"
    SITE_BUSY = "SITE_BUSY"
    SITE_QUOTA = "SITE_QUOTA"
    SITE_ACCESSIBILITY = "SITE_ACCESSIBILITY"
    SITE_LEAD_TIME = "SITE_LEAD_TIME"
    HOST_NOT_CONFIRMED = "HOST_NOT_CONFIRMED"
    HOLIDAY = "HOLIDAY"
    PERSON_OVERLAP = "PERSON_OVERLAP"
    PERSON_UNAVAILABLE = "PERSON_UNAVAILABLE"
    INTERPRETER_OVERLAP = "INTERPRETER_OVERLAP"
    INTERPRETER_LANGUAGE_MISSING = "INTERPRETER_LANGUAGE_MISSING"
    INTERPRETATION_TIME = "INTERPRETATION_TIME"
    INTERPRETER_FATIGUE = "INTERPRETER_FATIGUE"
    VEHICLE_OVERLAP = "VEHICLE_OVERLAP"
    VEHICLE_UNAVAILABLE = "VEHICLE_UNAVAILABLE"
    VEHICLE_SEATS = "VEHICLE_SEATS"
    VEHICLE_ACCESSIBILITY = "VEHICLE_ACCESSIBILITY"
    TRAVEL_INFEASIBLE = "TRAVEL_INFEASIBLE"
    TRAVEL_TIGHT = "TRAVEL_TIGHT"
    PLACE_DISCONTINUITY = "PLACE_DISCONTINUITY"
    MEAL_MISSING = "MEAL_MISSING"
    DIET_UNSERVED = "DIET_UNSERVED"
    FASTING_MEAL = "FASTING_MEAL"
    PRAYER_GAP = "PRAYER_GAP"
    NO_REST = "NO_REST"
    LUNCH_HOUR = "LUNCH_HOUR"
    OFFICE_HOURS = "OFFICE_HOURS"
    OUTDOOR_NO_FALLBACK = "OUTDOOR_NO_FALLBACK"
    REPEAT_CONTENT = "REPEAT_CONTENT"
    COUNT_MISMATCH = "COUNT_MISMATCH"
    DOCUMENT_NAME_MISSING = "DOCUMENT_NAME_MISSING"
    TRANSLATION_MISSING = "TRANSLATION_MISSING"
    MIN_GROUP = "MIN_GROUP"
    OUTSIDE_VISIT = "OUTSIDE_VISIT"
    ACCESS_LIST_INCOMPLETE = "ACCESS_LIST_INCOMPLETE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the engine knows of a code.

    `subject` names the facts which, with code and stop, make two findings the same one before and
    after an edit; `measure` the fact that grows as it gets worse; `company` the fact that lists
    whom it collides with; `hints` the facts that do not matter to an override.
    """

    severity: Severity
    subject: tuple[str, ...] = ()
    measure: str | None = None
    company: str | None = None
    hints: frozenset[str] = frozenset()


BLOCK, BLOCK_RELEASE, WARN = Severity.BLOCK, Severity.BLOCK_RELEASE, Severity.WARN

COUNTED = Entry(
    severity=BLOCK,
    subject=("site",),
    measure="over",
    company="with",
    hints=frozenset({"free_from"}),
)
OVERLAP = Entry(
    severity=BLOCK,
    subject=("resource", "id"),
    measure="minutes",
    hints=frozenset({"free_from"}),
)
LEG_HINTS = frozenset({"start_from", "leave_by"})

CATALOGUE: Mapping[Code, Entry] = MappingProxyType(
    {
        Code.SITE_CAPACITY: COUNTED,
        Code.SITE_CONCURRENCY: COUNTED,
        Code.SITE_CLOSURE: Entry(
            severity=BLOCK,
            subject=("site", "cause", "closure", "from"),
            hints=frozenset({"holiday", "offers"}),
        ),
        Code.SITE_WINDOW: Entry(
            severity=BLOCK_RELEASE, subject=("site",), hints=frozenset({"offers"})
        ),
        Code.SITE_BUSY: Entry(
            severity=BLOCK_RELEASE, subject=("site", "from", "until"), hints=frozenset({"offers"})
        ),
        Code.SITE_QUOTA: Entry(
            severity=WARN,
            subject=("site", "first_day"),
            measure="over",
            hints=frozenset({"earliest"}),
        ),
        Code.SITE_ACCESSIBILITY: Entry(severity=WARN, subject=("site",), measure="people"),
        Code.SITE_LEAD_TIME: Entry(
            severity=WARN,
            subject=("site",),
            measure="missing",
            hints=frozenset({"ask_by", "earliest"}),
        ),
        Code.HOST_NOT_CONFIRMED: Entry(
            severity=WARN, subject=("site",), hints=frozenset({"days", "agreed", "moved"})
        ),
        Code.HOLIDAY: Entry(severity=WARN, subject=("holiday",)),
        Code.PERSON_OVERLAP: OVERLAP,
        Code.PERSON_UNAVAILABLE: Entry(severity=BLOCK_RELEASE, subject=("person", "from", "until")),
        Code.INTERPRETER_OVERLAP: OVERLAP,
        Code.INTERPRETER_LANGUAGE_MISSING: Entry(severity=BLOCK_RELEASE),
        Code.INTERPRETATION_TIME: Entry(severity=WARN, subject=("site",), measure="missing"),
        Code.INTERPRETER_FATIGUE: Entry(
            severity=WARN, subject=("person", "cause"), measure="minutes"
        ),
        Code.VEHICLE_OVERLAP: OVERLAP,
        Code.VEHICLE_UNAVAILABLE: Entry(
            severity=BLOCK_RELEASE, subject=("vehicle", "from", "until")
        ),
        Code.VEHICLE_SEATS: Entry(severity=BLOCK_RELEASE, measure="missing"),
        Code.VEHICLE_ACCESSIBILITY: Entry(severity=BLOCK_RELEASE, measure="people"),
        Code.TRAVEL_INFEASIBLE: Entry(
            severity=BLOCK_RELEASE, subject=("from_stop",), measure="missing", hints=LEG_HINTS
        ),
        Code.TRAVEL_TIGHT: Entry(
            severity=WARN, subject=("from_stop",), measure="missing", hints=LEG_HINTS
        ),
        Code.PLACE_DISCONTINUITY: Entry(severity=WARN, subject=("cause", "from_stop")),
        Code.MEAL_MISSING: Entry(severity=WARN),
        Code.DIET_UNSERVED: Entry(severity=WARN, subject=("site",), measure="people"),
        Code.FASTING_MEAL: Entry(severity=WARN, measure="people"),
        Code.PRAYER_GAP: Entry(severity=WARN, measure="minutes"),
        Code.NO_REST: Entry(severity=WARN, measure="minutes"),
        Code.LUNCH_HOUR: Entry(severity=WARN, measure="minutes"),
        Code.OFFICE_HOURS: Entry(severity=WARN),
        Code.OUTDOOR_NO_FALLBACK: Entry(severity=WARN, subject=("site",)),
        Code.REPEAT_CONTENT: Entry(severity=WARN, subject=("site",)),
        Code.COUNT_MISMATCH: Entry(severity=WARN, subject=("about",)),
        Code.DOCUMENT_NAME_MISSING: Entry(
            severity=WARN, subject=("about", "site"), company="delegates"
        ),
        Code.TRANSLATION_MISSING: Entry(severity=WARN),
        Code.MIN_GROUP: Entry(severity=WARN, subject=("site",), measure="missing"),
        Code.OUTSIDE_VISIT: Entry(severity=WARN),
        Code.ACCESS_LIST_INCOMPLETE: Entry(
            severity=BLOCK_RELEASE, subject=("site",), measure="missing"
        ),
    }
)

SEVERITY: Mapping[Code, Severity] = MappingProxyType(
    {code: entry.severity for code, entry in CATALOGUE.items()}
)
"""How grave a code is between firm stops; with an idea or a hold in it, it only warns."""
