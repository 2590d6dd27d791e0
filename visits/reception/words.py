"""What fields of protocol are called, and which text each level is proposed."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from visits.delegations.rules import Level
from visits.kit import words
from visits.reception.rules import BriefingPart, ProtocolField, ProtocolGroup

F, L = ProtocolField, Level

words.name_all(
    ProtocolGroup,
    {
        ProtocolGroup.ARRIVAL: _("Arrival and welcome"),
        ProtocolGroup.MEETING: _("The call and the meeting"),
        ProtocolGroup.THROUGHOUT: _("During the whole visit"),
    },
)
words.name_all(
    ProtocolField,
    {
        F.AIRPORT: _("Pick-up at the airport"),
        F.VIP_ROOM: _("VIP room at the airport"),
        F.MOTORCADE: _("Motorcade"),
        F.DOOR_GREETING: _("Greeting at the door"),
        F.WELCOME_BOARD: _("Text of the welcome board"),
        F.FLAGS: _("Flags"),
        F.GUEST_BOOK: _("Guest book"),
        F.ANTEROOM: _("Anteroom"),
        F.SEATING: _("Seating"),
        F.INTERPRETER_PLACE: _("Place of the interpreter"),
        F.NAME_PLATES: _("Name plates"),
        F.PROCEEDINGS: _("Order of proceedings"),
        F.REFRESHMENTS: _("Refreshments"),
        F.GIFTS: _("Exchange of gifts"),
        F.PHOTO_ORDER: _("Order of the group photograph"),
        F.TABLE: _("Luncheon or dinner"),
        F.SEE_OFF: _("Seeing off"),
        F.FORM_OF_ADDRESS: _("Forms of address"),
        F.DRESS: _("Dress"),
        F.PRESS: _("Press coverage"),
        F.PHOTOGRAPHER: _("Photographer of ours"),
        F.SECURITY: _("Security"),
        F.MEDICAL: _("First aid"),
    },
)
words.name_all(
    BriefingPart,
    {
        BriefingPart.TALKING: _("Talking points"),
        BriefingPart.QUESTION: _("Questions to be expected"),
    },
)
USUAL: Mapping[ProtocolField, Any] = {
    F.AIRPORT: _("An officer and an interpreter meet the delegation in the arrivals hall."),
    F.VIP_ROOM: _("Apply for the VIP room ten working days ahead; a director waits there."),
    F.MOTORCADE: _("Lead car, head of delegation, delegation bus; a list of seats lies in each."),
    F.DOOR_GREETING: _("The director in charge greets the head of delegation at the entrance."),
    F.WELCOME_BOARD: _("We warmly welcome: %(title)s"),
    F.FLAGS: _("Table flags: Korea, %(countries)s"),
    F.GUEST_BOOK: _("In the entrance hall, signed by the head of delegation after the greeting."),
    F.ANTEROOM: _("An officer stays with the delegation until the call begins."),
    F.SEATING: _(
        "Two rows facing each other by precedence, guests on the side away from the door."
    ),
    F.INTERPRETER_PLACE: _("Behind and between the two heads."),
    F.NAME_PLATES: _("In Korean and English, checked against the roster."),
    F.PROCEEDINGS: _("Introductions, welcome, reply, talks, gifts, group photograph."),
    F.REFRESHMENTS: _("Tea, coffee and water, checked against the meal needs."),
    F.GIFTS: _("After the talks, by the two heads, with a card in the guests’ language."),
    F.PHOTO_ORDER: _(
        "The two heads alone, then everybody by precedence with the heads in the middle."
    ),
    F.TABLE: _("Seats by precedence, menu by the meal needs, a short toast after the welcome."),
    F.SEE_OFF: _("Whoever greeted the delegation accompanies it to the car."),
    F.FORM_OF_ADDRESS: _("As on the roster; “Your Excellency” for ministers and ambassadors."),
    F.DRESS: _("Business suit"),
    F.PRESS: _("Cameras are admitted for the first five minutes."),
    F.PHOTOGRAPHER: _("Photographs only of those who agreed."),
    F.SECURITY: _("Entrances, route and number of people are told to the building’s security."),
    F.MEDICAL: _("Escorts know the first-aid room and the nearest hospital."),
}
"""What is proposed wherever a level has no text of its own."""
AT_LEVEL: Mapping[tuple[Level, ProtocolField], Any] = {
    (L.MINISTER, F.AIRPORT): _("A director meets the head of delegation in the VIP room."),
    (L.MINISTER, F.DOOR_GREETING): _("The receiving official waits for the head of delegation at the entrance."),
    (L.MINISTER, F.FLAGS): _("Flags on poles behind the seats: Korea, %(countries)s, the city"),
    (L.VICE_MINISTER, F.FLAGS): _("Flags on poles behind the seats: Korea, %(countries)s, the city"),
    (L.MINISTER, F.SEATING): _("Armchairs in a U: the two heads in the middle, both sides by precedence."),
    (L.VICE_MINISTER, F.SEATING): _("Armchairs in a U: the two heads in the middle, both sides by precedence."),
    (L.WORKING, F.INTERPRETER_PLACE): _("Beside whoever leads the meeting."),
    (L.TRAINING, F.SEATING): _("Rows with tables, as in a classroom."),
    (L.TRAINING, F.INTERPRETER_PLACE): _("Beside the lecturer."),
    (L.TRAINING, F.PHOTO_ORDER): _("One photograph of the whole group after the opening."),
    (L.TRAINING, F.DRESS): _("Business casual"),
}  # fmt: skip
words.KINDS |= {
    "protocol": _("Protocol"),
    "budget": _("Budget"),
    "briefing": _("Briefing"),
}
words.REASONS |= {
    "protocol_filled": _("Somebody else filled this field meanwhile. Nothing was overwritten."),
}


def proposed_text(level: Level, field: ProtocolField, facts: Mapping[str, str]) -> str:
    """In the language that is active; *facts* are `title` and `countries` of the delegation."""
    text = AT_LEVEL.get((level, field), USUAL[field])
    said = str(text)
    return said % facts if "%(" in said else said
