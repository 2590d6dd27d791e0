"""What sites' codes are called."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext
from markupsafe import Markup, escape

from visits.kit import words
from visits.sites.rules import (
    Category,
    ClosureKind,
    ContactChannel,
    ContactRole,
    Exposure,
    IdentityField,
    MealNeed,
    QuotaPeriod,
    Security,
    TravelMode,
    TravelSource,
)

words.name_all(
    Category,
    {
        Category.CONTROL_CENTRE: _("Control centre"),
        Category.GOVERNMENT_OFFICE: _("Government office"),
        Category.EDUCATION: _("Education"),
        Category.ENVIRONMENT: _("Environment"),
        Category.NATURE: _("Nature"),
        Category.CULTURE: _("Culture"),
        Category.MOBILITY: _("Mobility"),
        Category.RESTAURANT: _("Restaurant"),
        Category.HOTEL: _("Hotel"),
        Category.STATION: _("Station"),
        Category.AIRPORT: _("Airport"),
    },
)
words.name_all(
    Exposure,
    {
        Exposure.EXACT: _("Exact place"),
        Exposure.DISTRICT: _("District only"),
        Exposure.HIDDEN: _("Not shown"),
    },
)
words.name_all(
    Security,
    {
        Security.OPEN: _("Open to visitors"),
        Security.NAME_LIST: _("List of names"),
        Security.IDENTITY_LIST: _("List of identities"),
    },
)
words.name_all(
    IdentityField,
    {
        IdentityField.NATIONALITY: _("Nationality"),
        IdentityField.BIRTH_DATE: _("Date of birth"),
        IdentityField.SEX: _("Sex"),
        IdentityField.PASSPORT_NUMBER: _("Passport number"),
        IdentityField.PASSPORT_EXPIRY: _("Passport valid until"),
        IdentityField.VEHICLE_PLATE: _("Number plate"),
    },
)
words.name_all(
    ContactRole,
    {
        ContactRole.COORDINATOR: _("Coordinator"),
        ContactRole.DOCENT: _("Docent"),
        ContactRole.SPEAKER: _("Speaker"),
        ContactRole.SECURITY_DESK: _("Security desk"),
        ContactRole.CATERING: _("Catering"),
        ContactRole.SUBSTITUTE: _("Substitute"),
    },
)
words.name_all(
    ContactChannel,
    {
        ContactChannel.MAIL: _("E-mail with attachments"),
        ContactChannel.LINK: _("Secret link"),
        ContactChannel.OFFICIAL_LETTER: _("Official letter"),
        ContactChannel.TELEPHONE: _("Telephone"),
    },
)
words.name_all(
    TravelMode,
    {
        TravelMode.BUS: _("Bus"),
        TravelMode.CAR: _("Car"),
        TravelMode.RAIL: _("Rail"),
        TravelMode.FOOT: _("On foot"),
    },
)
words.name_all(
    TravelSource,
    {
        TravelSource.GIVEN: _("Given"),
        TravelSource.ESTIMATED: _("Estimated"),
        TravelSource.MEASURED: _("Measured"),
    },
)
words.KINDS |= {
    "stop": _("Stops"),
    "site": _("Sites that end here"),
    "travel_time": _("Travel times"),
}
words.REASONS |= {
    "same_place": _("A travel time needs two different sites."),
    "travel_known": _("There is a travel time between these sites already."),
}

THEMES: dict[str, Any] = {
    "smart city": lazy_pgettext("theme", "smart city"),
    "autonomous driving": lazy_pgettext("theme", "autonomous driving"),
    "mobility": lazy_pgettext("theme", "mobility"),
    "safety": lazy_pgettext("theme", "safety"),
    "administration": lazy_pgettext("theme", "administration"),
    "civil affairs": lazy_pgettext("theme", "civil affairs"),
    "digital government": lazy_pgettext("theme", "digital government"),
    "urban planning": lazy_pgettext("theme", "urban planning"),
    "green city": lazy_pgettext("theme", "green city"),
    "garden city": lazy_pgettext("theme", "garden city"),
    "environment": lazy_pgettext("theme", "environment"),
    "water": lazy_pgettext("theme", "water"),
    "energy": lazy_pgettext("theme", "energy"),
    "culture": lazy_pgettext("theme", "culture"),
    "records": lazy_pgettext("theme", "records"),
    "training": lazy_pgettext("theme", "training"),
}
"""Themes of sites and visits that have a word in every language; others stay as they were typed."""


def theme(text: str) -> Markup:
    """A known theme in the reader's language; one that was typed freely, isolated."""
    return escape(THEMES[text]) if text in THEMES else Markup("<bdi>{}</bdi>").format(text)


words.name_all(
    MealNeed,
    {
        MealNeed.HALAL: _("Halal"),
        MealNeed.KOSHER: _("Kosher"),
        MealNeed.VEGETARIAN: _("Vegetarian"),
        MealNeed.VEGAN: _("Vegan"),
        MealNeed.NO_PORK: _("No pork"),
        MealNeed.NO_BEEF: _("No beef"),
        MealNeed.NO_SEAFOOD: _("No seafood"),
        MealNeed.NO_ALCOHOL: _("No alcohol"),
        MealNeed.GLUTEN_FREE: _("Gluten-free"),
        MealNeed.NUT_ALLERGY: _("Allergy to nuts"),
        MealNeed.OTHER: _("Something else (see the note)"),
        MealNeed.NONE: _("No dietary requirements"),
    },
)
words.name_all(
    QuotaPeriod,
    {
        QuotaPeriod.DAY: _("a day"),
        QuotaPeriod.WEEK: _("a week"),
        QuotaPeriod.MONTH: _("a month"),
    },
)
words.name_all(
    ClosureKind,
    {
        ClosureKind.CLOSED: _("Closed"),
        ClosureKind.BUSY: _("Taken by others"),
    },
)
