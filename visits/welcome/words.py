"""What the public pages call halves of days, weekdays, themes, and steps of the form."""

from typing import Any

from babel import Locale
from flask_babel import lazy_gettext as _

from visits.intake import words as request_words  # noqa: F401 (names halves of days)
from visits.intake.rules import RequestState
from visits.kit import words
from visits.languages.catalogue import language
from visits.sites.words import THEMES
from visits.welcome.rules.steps import Step

S = RequestState


def theme_name(theme: str) -> str:
    """A common theme as its readers call it; another one as the office typed it."""
    return str(THEMES.get(theme.casefold(), theme))


def weekday_name(weekday: int, tag: str) -> str:
    """Monday, 월요일: ISO weekday 1 to 7 as its readers call it."""
    names = Locale.parse(language(tag).interface.locale).days["stand-alone"]["wide"]
    return str(names[weekday - 1])


def short_weekday(weekday: int, tag: str) -> str:
    names = Locale.parse(language(tag).interface.locale).days["stand-alone"]["abbreviated"]
    return str(names[weekday - 1])


STATES: dict[RequestState, tuple[Any, Any]] = {
    S.UNCONFIRMED: (
        _("One step is left: confirm your e-mail address."),
        _("Press the button below. Only then your request reaches the office."),
    ),
    S.RECEIVED: (
        _("We have your request."),
        _("It will be read soon. You need not do anything now."),
    ),
    S.UNDER_REVIEW: (
        _("We are looking into your request."),
        _("We ask the sites and check the dates."),
    ),
    S.NEEDS_INFORMATION: (
        _("We need something from you."),
        _("Please answer the questions below. Then we go on."),
    ),
    S.ACCEPTED: (
        _("You are welcome."),
        _("Your request was accepted. We prepare the programme and write to you."),
    ),
    S.WAITLISTED: (
        _("Your request is on our waiting list."),
        _("We write to you as soon as a place is free."),
    ),
    S.REDIRECTED: (
        _("Another office is the right one for your request."),
        _("Our letter to you says whom to turn to."),
    ),
    S.DECLINED: (
        _("We are sorry: this time we cannot receive you."),
        _("Our letter to you says more. You are welcome to ask again."),
    ),
    S.WITHDRAWN: (
        _("This request was withdrawn."),
        _("If that surprises you, please tell us."),
    ),
    S.DUPLICATE: (
        _("This request came twice."),
        _("We go on with the other one; its own link shows how far it is."),
    ),
}
"""What each state means for the requester, and what comes next."""

words.name_all(
    Step,
    {
        Step.YOU: _("Who you are"),
        Step.DELEGATION: _("Your delegation"),
        Step.DATES: _("Dates and duration"),
        Step.WISHES: _("What you wish to see"),
        Step.NEEDS: _("Languages, accessibility, files"),
        Step.CONSENT: _("Your consent"),
        Step.CHECK: _("Check and send"),
    },
)
words.REASONS |= {
    "too_many_files": _("At most %(most)s files belong to a request."),
    "too_many_requests": _(
        "Several requests were sent from this e-mail address today. Everything you typed is kept: "
        "send it tomorrow, or call us."
    ),
    "too_quick": _("That was very quick. Please look through your answers and press once more."),
}
