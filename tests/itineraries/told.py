"""What is said of every finding: its facts, the sentence, and what would mend it."""

from tests.itineraries.facts import (
    FREE,
    JUMP,
    LANGUAGES,
    LUNCH,
    MEAL,
    OFFERS,
    OFFICE,
    OVERLAP,
    OWN,
    QUOTA,
    SEATS,
    SPAN,
    TRAVEL,
)
from tests.itineraries.told_of_hosts import SAID_OF_HOSTS
from visits.conflicts.rules import Code

SAID = [
    *SAID_OF_HOSTS,
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
