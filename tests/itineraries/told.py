"""What is said of every finding: its facts, the sentence, and what would mend it."""

from datetime import UTC, date, datetime

from visits.conflicts.rules import Code
from visits.itineraries.queries import Names
from visits.kit.translated import Translated

DAY = date(2026, 11, 24)
OWN, OTHER = 70, 80


def at(clock, day=24):
    """An instant as facts hold it, of a wall time in Seoul."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, day, hour - 9, minute, tzinfo=UTC).isoformat()


def named(name):
    return Translated(en=name)


NAMES = Names(
    sites={1: named("Control Centre"), 2: named("Arboretum")},
    people={3: named("Kang Sua"), 4: named("Amal Haddad")},
    vehicles={5: named("Bus 12가 3456")},
    stops={
        "here": (named("Briefing"), "2026-004"),
        "before": (named("Lunch"), "2026-004"),
        "there": (named("Ride"), "2026-005"),
    },
    holidays={6: named("Arbor Day")},
    closures={7: named("Works")},
)
SPAN = {"from": at("10:00"), "until": at("12:00")}
OVERLAP = {
    **SPAN,
    "resource": "person",
    "id": 3,
    "other_stop": "there",
    "other_itinerary": OTHER,
    "minutes": 120,
    "free_from": at("12:30"),
}
COUNTED = {**SPAN, "site": 1, "limit": 20, "over": 9, "with": ["there"], "free_from": at("12:00")}
CLOSED = {**SPAN, "site": 1, "closure": None, "reason": "", "offers": []}
OFFERS = [[at("14:00"), at("15:00")], [at("10:30", 25), at("11:30", 25)]]
WINDOW = {"site": 1, "starts": at("10:00"), "ends": at("11:00"), "languages": ["ar"]}
LEAD = {
    "site": 1,
    "lead_days": 10,
    "days": 3,
    "missing": 7,
    "counted_from": "2026-11-19",
    "ask_by": "2026-11-10",
    "earliest": "2026-12-03",
}
TRAVEL = {
    "from_stop": "before",
    "from_site": 2,
    "to_site": 1,
    "mode": "own_bus",
    "travel": 20,
    "boarding": 5,
    "needed": 25,
    "available": 15,
    "missing": 10,
    "source": "estimated",
    "start_from": at("10:10"),
    "leave_by": at("9:35"),
}
JUMP = {"from_stop": "before", "from_site": 2, "to_site": 1}
LUNCH = {"site": 1, "from": "12:00", "until": "13:00", "minutes": 30}
MEAL = {"from": "11:30", "until": "12:30", "everyone": False, "delegates": []}
OFFICE = {"opens": "09:00", "closes": "18:00", "starts": "19:00", "ends": "20:00"}
SEATS = {"vehicles": [5], "seats": 25, "needed": 28, "missing": 3, "guests": 26, "staff": 2}
LANGUAGES = {"languages": ["ar", "en"], "host_languages": ["ko"], "interpreters": []}
QUOTA = {
    "site": 1,
    "limit": 2,
    "groups": 3,
    "over": 1,
    "first_day": "2026-11-01",
    "last_day": "2026-11-30",
    "earliest": "2026-12-01",
}
FREE = "Free again from 12:30."

SAID = [
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
    (
        Code.PERSON_OVERLAP,
        OVERLAP,
        "Kang Sua is booked by 2026-005 from 10:00 to 12:00: Ride.",
        FREE,
    ),
    (
        Code.PERSON_OVERLAP,
        {**OVERLAP, "other_stop": "before", "other_itinerary": OWN},
        "Kang Sua is also needed from 10:00 to 12:00 at Lunch.",
        FREE,
    ),
    (
        Code.PERSON_OVERLAP,
        {**OVERLAP, "resource": "delegation", "other_stop": "before", "delegates": None},
        "The delegation would be in two places from 10:00 to 12:00: here and at Lunch.",
        "Begin at 12:30 or later, or divide the delegation into subgroups.",
    ),
    (
        Code.PERSON_OVERLAP,
        {**OVERLAP, "resource": "delegation", "other_stop": "new", "delegates": [1, 2]},
        "2 members would be in two places from 10:00 to 12:00: here and at another stop.",
        "Begin at 12:30 or later, or divide the delegation into subgroups.",
    ),
    (
        Code.PERSON_UNAVAILABLE,
        {**SPAN, "person": 99, "roles": ["escorts"]},
        "(removed) is not available from 10:00 to 12:00.",
        "Choose another one, or another time.",
    ),
    (
        Code.INTERPRETER_OVERLAP,
        {**OVERLAP, "id": 4},
        "The interpreter Amal Haddad is booked by 2026-005 from 10:00 to 12:00: Ride.",
        FREE,
    ),
    (
        Code.INTERPRETER_OVERLAP,
        {**OVERLAP, "id": 4, "other_stop": "before", "other_itinerary": OWN},
        "The interpreter Amal Haddad is also needed from 10:00 to 12:00 at Lunch.",
        FREE,
    ),
    (
        Code.INTERPRETER_LANGUAGE_MISSING,
        {**LANGUAGES, "assumed": "host_speaks_korean"},
        (
            "Nobody interprets between the guests (Arabic and English) and the hosts (Korean)."
            " The hosts are assumed to speak Korean."
        ),
        "Assign an interpreter, or note that the delegation brings its own.",
    ),
    (
        Code.INTERPRETER_LANGUAGE_MISSING,
        {**LANGUAGES, "interpreters": [4], "assumed": None},
        (
            "Nobody interprets between the guests (Arabic and English) and the hosts (Korean)."
            " By the languages on record, this cannot be done by: Amal Haddad."
        ),
        "Assign an interpreter, or note that the delegation brings its own.",
    ),
    (
        Code.INTERPRETATION_TIME,
        {"site": 1, "typical": 40, "needed": 60, "minutes": 45, "missing": 15, "own": False},
        "With consecutive interpretation, Control Centre takes about 60 minutes; planned: 45.",
        "Plan 15 minutes more.",
    ),
    (
        Code.VEHICLE_OVERLAP,
        {**OVERLAP, "resource": "vehicle", "id": 5},
        "The vehicle Bus 12가 3456 is booked by 2026-005 from 10:00 to 12:00: Ride.",
        FREE,
    ),
    (
        Code.VEHICLE_OVERLAP,
        {**OVERLAP, "resource": "vehicle", "id": 5, "other_stop": "before", "other_itinerary": OWN},
        "The vehicle Bus 12가 3456 is also needed from 10:00 to 12:00 at Lunch.",
        FREE,
    ),
    (
        Code.VEHICLE_UNAVAILABLE,
        {**SPAN, "vehicle": 5},
        "The vehicle Bus 12가 3456 is not available from 10:00 to 12:00.",
        "Choose another one, or another time.",
    ),
    (
        Code.VEHICLE_SEATS,
        SEATS,
        "There are 25 seats for passengers in Bus 12가 3456; 28 people travel: 26 guests and 2 of ours.",
        "3 more seats are needed.",
    ),
    (
        Code.TRAVEL_INFEASIBLE,
        TRAVEL,
        (
            "From Arboretum to Control Centre takes 25 minutes, 5 of them to board (estimated);"
            " there are 15."
        ),
        "Begin at 10:10 or later, or leave Arboretum by 09:35.",
    ),
    (
        Code.TRAVEL_INFEASIBLE,
        {**TRAVEL, "from_stop": "here"},
        (
            "From Arboretum to Control Centre takes 25 minutes, 5 of them to board (estimated);"
            " there are 15."
        ),
        "Plan 10 minutes more.",
    ),
    (
        Code.TRAVEL_TIGHT,
        {**TRAVEL, "available": 30, "missing": 5},
        (
            "From Arboretum to Control Centre takes 25 minutes, 5 of them to board (estimated);"
            " that leaves 5 minutes to spare."
        ),
        "Begin at 10:10 or later, or leave Arboretum by 09:35.",
    ),
    (
        Code.PLACE_DISCONTINUITY,
        {**JUMP, "cause": "transfer_start"},
        "This transfer sets out from Control Centre, but the stop before ends at Arboretum.",
        "Add a transfer, or correct where one of the stops begins or ends.",
    ),
    (
        Code.PLACE_DISCONTINUITY,
        {**JUMP, "cause": "transfer_end"},
        "The transfer before arrives at Arboretum, but this stop is at Control Centre.",
        "Add a transfer, or correct where one of the stops begins or ends.",
    ),
    (
        Code.PLACE_DISCONTINUITY,
        {**JUMP, "cause": "no_transfer"},
        "No transfer is planned from Arboretum to Control Centre.",
        "Add a transfer, or correct where one of the stops begins or ends.",
    ),
    (
        Code.MEAL_MISSING,
        {**MEAL, "everyone": True},
        "The delegation is with us over noon, and no meal begins between 11:30 and 12:30.",
        "Add a meal.",
    ),
    (
        Code.MEAL_MISSING,
        {**MEAL, "delegates": [1, 2, 3]},
        "3 members are with us over noon, and no meal begins for them between 11:30 and 12:30.",
        "Add a meal.",
    ),
    (
        Code.MEAL_MISSING,
        MEAL,
        (
            "Members in no subgroup are with us over noon, and no meal begins for them between 11:30"
            " and 12:30."
        ),
        "Add a meal.",
    ),
    (
        Code.LUNCH_HOUR,
        {**LUNCH, "closed": True},
        "Control Centre closes for lunch from 12:00 to 13:00; this stop takes 30 minutes of it.",
        "",
    ),
    (
        Code.LUNCH_HOUR,
        {**LUNCH, "closed": False},
        "This stop takes 30 minutes of the officials’ lunch hour from 12:00 to 13:00.",
        "",
    ),
    (
        Code.OFFICE_HOURS,
        {**OFFICE, "weekend": False},
        "This stop lies outside office hours, 09:00 to 18:00.",
        "",
    ),
    (Code.OFFICE_HOURS, {**OFFICE, "weekend": True}, "This stop is at a weekend.", ""),
    (
        Code.COUNT_MISMATCH,
        {"about": "stop", "stated": 12, "counted": 9},
        "12 people are stated for this stop, but its party counts 9.",
        "Correct the number, or leave it empty to use that of the party.",
    ),
    (
        Code.COUNT_MISMATCH,
        {"about": "delegation", "stated": 14, "counted": 9},
        "14 people were announced, but the list of delegates holds 9.",
        "",
    ),
    (
        Code.DOCUMENT_NAME_MISSING,
        {"about": "stop", "site": 1, "delegates": [4, 5]},
        (
            "Control Centre asks for a list of names: the name as in the passport is missing for 2"
            " delegates."
        ),
        "Ask the liaison, and enter it on the roster.",
    ),
    (
        Code.DOCUMENT_NAME_MISSING,
        {"about": "certificates", "delegates": [4]},
        "Certificates bear the name as in the passport: it is missing for 1 delegate.",
        "Ask the liaison, and enter it on the roster.",
    ),
    (
        Code.TRANSLATION_MISSING,
        {"languages": ["ar"]},
        "The title is missing in Arabic.",
        "Enter the title in these languages.",
    ),
    (
        Code.MIN_GROUP,
        {"site": 1, "minimum": 10, "people": 4, "missing": 6},
        "Control Centre receives groups of 10 people or more; this party is 4 people.",
        "Ask the host whether a smaller group may come.",
    ),
    (
        Code.ACCESS_LIST_INCOMPLETE,
        {"site": 1, "missing": 3, "people": 9, "due": "2026-11-19", "is_overdue": True},
        "Control Centre demands a list of its visitors; what it asks of 3 of 9 people is missing. The list was due on Thu, Nov 19, 2026.",
        "Ask the liaison for the names and the identity data that are missing.",
    ),
    (
        Code.SITE_BUSY,
        {**SPAN, "site": 1, "closure": 7, "reason": "", "offers": OFFERS},
        "Control Centre is taken by others from 10:00 to 12:00: Works.",
        "Possible instead: Tue, Nov 24 14:00–15:00 and Wed, Nov 25 10:30–11:30.",
    ),
    (
        Code.SITE_BUSY,
        {**SPAN, "site": 1, "closure": None, "reason": "", "offers": []},
        "Control Centre is taken by others from 10:00 to 12:00.",
        "",
    ),
    (
        Code.SITE_QUOTA,
        {**QUOTA, "period": "day"},
        "Control Centre receives 2 groups a day; with this stop there would be 3.",
        "From Tue, Dec 1, 2026 on it counts anew; or ask the host for an exception.",
    ),
    (
        Code.SITE_QUOTA,
        {**QUOTA, "period": "month"},
        (
            "Control Centre receives 2 groups a month; with this stop there would be 3 from"
            " Sun, Nov 1, 2026 to Mon, Nov 30, 2026."
        ),
        "From Tue, Dec 1, 2026 on it counts anew; or ask the host for an exception.",
    ),
    (
        Code.SITE_ACCESSIBILITY,
        {"site": 2, "people": 1},
        "Arboretum is not accessible with a wheelchair; 1 member comes in one.",
        "Ask the host for a way without steps, or choose another site.",
    ),
    (
        Code.REPEAT_CONTENT,
        {"site": 2, "other_stop": "there", "seen_on": "2025-05-06"},
        "Guests of the same body were at Arboretum on Tue, May 6, 2025: Ride (2026-005).",
        "Choose another site, or agree with the host on something new.",
    ),
    (
        Code.OUTDOOR_NO_FALLBACK,
        {"site": 2},
        "Arboretum is outdoors, and nothing is noted for rain, fine dust or heat on this day.",
        "Write a rain plan for the day.",
    ),
    (
        Code.INTERPRETER_FATIGUE,
        {"person": 4, "cause": "day", "minutes": 390, "limit": 360, "over": 30},
        (
            "Amal Haddad would interpret for 6 hours 30 minutes on this day, over all delegations;"
            " at most 6 hours are planned."
        ),
        "Let a second interpreter take turns.",
    ),
    (
        Code.INTERPRETER_FATIGUE,
        {**SPAN, "person": 4, "cause": "session", "minutes": 190, "limit": 180, "over": 10},
        "Amal Haddad would interpret from 10:00 to 12:00 without a pause of a quarter of an hour.",
        "Let a second interpreter take turns.",
    ),
    (
        Code.INTERPRETER_FATIGUE,
        {"person": 4, "cause": "alone", "minutes": 50, "limit": 40, "over": 10},
        (
            "The time allows only for simultaneous interpretation, and Amal Haddad would do it"
            " alone for 50 minutes."
        ),
        "Let a second interpreter take turns.",
    ),
    (
        Code.VEHICLE_ACCESSIBILITY,
        {"vehicles": [5], "people": 2},
        "2 members come in a wheelchair, and there is no place for it in Bus 12가 3456.",
        "Assign a vehicle with a place for a wheelchair.",
    ),
    (
        Code.DIET_UNSERVED,
        {"site": 2, "needs": ["halal", "vegetarian"], "people": 3},
        "3 members need what Arboretum is not known to serve: Halal and Vegetarian.",
        "Ask the kitchen and note its answer at the site, or choose another one.",
    ),
    (
        Code.FASTING_MEAL,
        {"sunset": "17:18", "people": 1},
        "1 member fasts, and the sun sets at about 17:18.",
        "Begin after sunset, or plan something else for those who fast.",
    ),
    (
        Code.PRAYER_GAP,
        {**SPAN, "minutes": 300, "limit": 240, "over": 60, "people": 2},
        "2 members asked for time to pray; from 10:00 to 12:00 there is none.",
        "Add half an hour for rest or prayer.",
    ),
    (
        Code.NO_REST,
        {**SPAN, "minutes": 160, "limit": 150, "over": 10, "everyone": True, "delegates": []},
        "From 10:00 to 12:00 there is no pause of a quarter of an hour.",
        "Add a pause of a quarter of an hour.",
    ),
    (
        Code.NO_REST,
        {**SPAN, "minutes": 160, "limit": 150, "over": 10, "everyone": False, "delegates": [1, 2]},
        "From 10:00 to 12:00 there is no pause of a quarter of an hour for 2 members.",
        "Add a pause of a quarter of an hour.",
    ),
]
