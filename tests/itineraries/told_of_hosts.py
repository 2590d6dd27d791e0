"""What is said when a site, its host or the calendar of the year stands against a stop."""

from tests.itineraries.facts import CLOSED, COUNTED, LEAD, OFFERS, WINDOW, at
from visits.conflicts.rules import Code

SAID_OF_HOSTS = [
    (
        Code.SITE_CAPACITY,
        {**COUNTED, "people": 29, "own": 9},
        (
            "Control Centre receives at most 20 people at a time; from 10:00 to 12:00 there would be 29."
            " Also there: Ride (2026-005)."
        ),
        "The others have left by 12:00.",
    ),
    (
        Code.SITE_CAPACITY,
        {**COUNTED, "people": 29, "own": 29, "with": []},
        "Control Centre receives at most 20 people at a time; from 10:00 to 12:00 there would be 29.",
        "Divide the delegation into subgroups of at most 20.",
    ),
    (
        Code.SITE_CONCURRENCY,
        {**COUNTED, "limit": 1, "groups": 2},
        (
            "Control Centre receives 1 group at a time; from 10:00 to 12:00 there would be 2."
            " Also there: Ride (2026-005)."
        ),
        "The others have left by 12:00.",
    ),
    (
        Code.SITE_CLOSURE,
        {**CLOSED, "cause": "closure", "closure": 7, "until": at("18:00", 25), "offers": OFFERS},
        "Control Centre is closed from 10:00 to Wed, Nov 25, 2026 18:00: Works.",
        "Possible instead: Tue, Nov 24 14:00–15:00 and Wed, Nov 25 10:30–11:30.",
    ),
    (
        Code.SITE_CLOSURE,
        {**CLOSED, "cause": "closure"},
        "Control Centre is closed from 10:00 to 12:00.",
        "",
    ),
    (
        Code.SITE_CLOSURE,
        {**CLOSED, "cause": "closure", "from": at("24:00", 23), "until": at("24:00")},
        "Control Centre is closed all day, Tue, Nov 24, 2026.",
        "",
    ),
    (
        Code.SITE_CLOSURE,
        {**CLOSED, "cause": "weekly"},
        "Control Centre is closed on this day of every week.",
        "",
    ),
    (
        Code.SITE_CLOSURE,
        {**CLOSED, "cause": "holiday", "reason": "설날"},
        "Control Centre is closed on this public holiday: 설날.",
        "",
    ),
    (
        Code.SITE_CLOSURE,
        {**CLOSED, "cause": "holiday", "holiday": 6, "reason": "식목일"},
        "Control Centre is closed on this public holiday: Arbor Day.",
        "",
    ),
    (
        Code.SITE_WINDOW,
        {**WINDOW, "cause": "time", "offers": OFFERS[:1]},
        "Control Centre offers no window that holds 10:00 to 11:00.",
        "Possible instead: Tue, Nov 24 14:00–15:00.",
    ),
    (
        Code.SITE_WINDOW,
        {**WINDOW, "cause": "language", "offers": []},
        "The windows of Control Centre at this time are held in other languages than Arabic.",
        "",
    ),
    (
        Code.HOST_NOT_CONFIRMED,
        {"site": 1, "asked_on": "2026-11-10", "days": 4},
        "Control Centre was asked on Tue, Nov 10, 2026 and has not confirmed yet.",
        "Call the host and note the answer.",
    ),
    (
        Code.HOST_NOT_CONFIRMED,
        {"site": 1, "asked_on": "2026-11-10", "days": 4, "agreed": OFFERS[0], "moved": OFFERS[1]},
        (
            "Control Centre had agreed to 14:00–15:00; "
            "the new time Wed, Nov 25 10:30–11:30 is not confirmed yet."
        ),
        "Call the host and note the answer.",
    ),
    (
        Code.HOST_NOT_CONFIRMED,
        {"site": 1, "asked_on": "2026-11-10", "refused": True},
        "Control Centre has declined: find another place or time.",
        "",
    ),
    (
        Code.SITE_LEAD_TIME,
        {**LEAD, "asked": False},
        "Control Centre asks for 10 working days’ notice. 3 working days are left.",
        "Agree on it with the host by telephone, or move the stop to Thu, Dec 3, 2026 or later.",
    ),
    (
        Code.SITE_LEAD_TIME,
        {**LEAD, "asked": True, "days": 1},
        "Control Centre asks for 10 working days’ notice. It was asked 1 working day before.",
        "Agree on it with the host by telephone.",
    ),
    (
        Code.OUTSIDE_VISIT,
        {"first_day": "2026-11-24", "last_day": "2026-11-25"},
        "The visit lasts from Tue, Nov 24, 2026 to Wed, Nov 25, 2026.",
        "",
    ),
    (
        Code.OUTSIDE_VISIT,
        {"first_day": "2026-11-24", "last_day": "2026-11-24"},
        "The visit is on Tue, Nov 24, 2026.",
        "",
    ),
    (
        Code.HOLIDAY,
        {"holiday": 6, "name": "식목일", "kind": "public", "day_off": True},
        "This day is a holiday: Arbor Day (Public holiday).",
        "",
    ),
    (
        Code.HOLIDAY,
        {"holiday": 99, "name": "을지연습", "kind": "working_note", "day_off": False},
        "There is a note on this working day: 을지연습.",
        "",
    ),
]
