"""What the fields of a table are called, and what is said of cells that cannot be taken."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from markupsafe import Markup

from visits.delegations.importing.cells import Fault, Reason
from visits.delegations.importing.fields import FULL_NAME
from visits.delegations.importing.plan import Kind
from visits.kit import words
from visits.languages import dates
from visits.languages.routing import interface_language

FIELDS: Mapping[str, Any] = {
    "family_name": _("Family name"),
    "given_name": _("Given names"),
    FULL_NAME: _("Whole name as in the passport"),
    "name_order": _("Order of the names"),
    "native_name": _("Name in their own script"),
    "hangul_name": _("Name in Hangul"),
    "form_of_address": _("Form of address"),
    "role": _("Role"),
    "position_en": _("Position in English"),
    "position_ko": _("Position in Korean"),
    "organisation_name": _("Organisation"),
    "nationality": _("Nationality"),
    "languages": _("Languages"),
    "meal_needs": _("Meal needs"),
    "meal_note": _("About the meals"),
    "mobility": _("Mobility"),
    "mobility_note": _("About mobility"),
    "arrival_on": _("Day of arrival"),
    "arrival_time": _("Time of arrival"),
    "arrival": _("Flight or train of arrival"),
    "arrival_place": _("Place of arrival"),
    "departure_on": _("Day of departure"),
    "departure_time": _("Time of departure"),
    "departure": _("Flight or train of departure"),
    "departure_place": _("Place of departure"),
    "photo_consent": _("May photographs be taken?"),
}
"""The headers of our tables, in the reader's language."""

SENTENCES: Mapping[Reason, Any] = {
    Reason.NO_NAME: _("This row has no name. If it is not a delegate, skip it."),
    Reason.FORMULA: _("%(text)s is a formula. Enter its result instead."),
    Reason.TOO_LONG: _("This is longer than %(most)s characters."),
    Reason.NOT_A_DAY: _("%(text)s could not be read as a date. Enter it as 2026-11-24."),
    Reason.WHICH_DAY: _("%(text)s can mean %(first)s or %(second)s. Enter it as 2026-11-24."),
    Reason.FAR_DAY: _("%(text)s means %(day)s, which is far from the visit."),
    Reason.NOT_A_TIME: _("%(text)s could not be read as a time. Enter it as 16:40."),
    Reason.UNKNOWN_COUNTRY: _("%(text)s was not recognised as a country."),
    Reason.UNKNOWN_LANGUAGE: _("%(text)s was not recognised as a language."),
    Reason.UNKNOWN_WORD: _("%(text)s is not one of the possible values: %(known)s."),
    Reason.CONTRADICTION: _("This cannot be combined with other needs."),
    Reason.LEAVES_FIRST: _("The departure is before the arrival."),
    Reason.SECOND_HEAD: _("A delegation has one head."),
    Reason.SHARED_NAME: _(
        "Several people have this name, and the name in Latin letters does not tell them apart yet. "
        "Add it on the roster first, or skip this row."
    ),
}

words.name_all(
    Kind,
    {
        Kind.NEW: _("New"),
        Kind.CHANGED: _("Changed"),
        Kind.SAME: _("Unchanged"),
        Kind.BAD: _("To be corrected"),
        Kind.SKIPPED: _("Skipped"),
    },
)


def said(fault: Fault) -> Markup:
    """The sentence for a cell that cannot be taken, in the reader's language."""
    return Markup(str(SENTENCES[fault.reason])) % worded(fault.facts)  # noqa: S704 (words of ours)


def worded(facts: Mapping[str, Any]) -> dict[str, Any]:
    tag = interface_language().tag
    found = {
        name: dates.day(value, tag) if isinstance(value, date) else value
        for name, value in facts.items()
    }
    if "days" in facts:
        found["first"], found["second"] = (dates.day(day, tag) for day in facts["days"])
    if "text" in facts:
        found["text"] = Markup("<bdi>{}</bdi>").format(facts["text"])
    if "known" in facts:
        found["known"] = ", ".join(facts["known"])
    return found
