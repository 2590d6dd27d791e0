"""Sentences for calendars and events that cannot be read: what is wrong, and what to do."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from visits.busy import rules
from visits.busy.rules import Fault, LeftOut, NotRead, Owner, Why
from visits.kit import words

FSI, PDI = "\u2068", "\u2069"
"""Around words of another direction, in sentences without markup."""

words.name_all(
    Fault,
    {
        Fault.EMPTY: _("The file is empty."),
        Fault.TOO_LARGE: _(
            "The calendar is larger than %(megabytes)s MB. Export a shorter time, such as this year.",
            megabytes=rules.FILE_MEGABYTES,
        ),
        Fault.WEB_PAGE: _(
            "This is a web page and no calendar: often the page to sign in, saved under the name of "
            "a calendar. Sign in to your calendar and export it again."
        ),
        Fault.NO_CALENDAR: _("This is no calendar. A calendar file ends in .ics."),
        Fault.ENCODING: _(
            "The letters of the file cannot be read: it is written neither in UTF-8 nor in the "
            "Korean of Windows. Export it again, in UTF-8."
        ),
        Fault.TOO_MANY_PARTS: _(
            "The calendar holds more than %(number)s entries. Export a shorter time, such as this year.",
            number=rules.MOST_COMPONENTS,
        ),
        Fault.TOO_MANY_SPANS: _(
            "The calendar holds more than %(number)s busy times. Export a shorter time, such as this "
            "year.",
            number=rules.MOST_SPANS,
        ),
        Fault.TOO_SLOW: _(
            "Reading the calendar took more than %(seconds)s seconds. Export a shorter time, such as "
            "this year.",
            seconds=rules.READ_SECONDS,
        ),
        Fault.BROKEN: _("The calendar is damaged and cannot be read. Export it again."),
        Fault.NONE_GOOD: _("None of the events in this calendar can be read."),
        Fault.BAD_ADDRESS: _(
            "This is no address of a calendar. It begins with https:// or webcal:// and holds no name "
            "or password before the server."
        ),
        Fault.NOT_PUBLIC: _(
            "This address lies inside a network that is not public, so it is not opened. Bring the "
            "calendar as a file."
        ),
        Fault.NOT_FOUND: _("There is no server of this name. Is the address complete?"),
        Fault.NO_ANSWER: _("The server does not answer, or breaks off. Try again later."),
        Fault.NO_TRUST: _("The server cannot prove who it is, so its calendar is not taken."),
        Fault.TOO_LATE: _(
            "The server took more than %(seconds)s seconds. Try again later, or bring the calendar as "
            "a file.",
            seconds=rules.FETCH_SECONDS,
        ),
        Fault.TOO_MANY_HOPS: _("The address leads from one to another without end."),
        Fault.GONE: _("There is no calendar at this address any more."),
        Fault.LOCKED: _(
            "The server asks for a sign-in. Use the calendar’s secret or public address, or bring it "
            "as a file."
        ),
        Fault.STATUS: _("The server answers with an error. Try again later."),
        Fault.FETCHED_TOO_LARGE: _(
            "The calendar at this address is larger than %(megabytes)s MB. Bring it as a file.",
            megabytes=rules.FETCHED_MEGABYTES,
        ),
        Fault.NO_ROOM: _("Other calendars are being read just now. Try again in a minute."),
        Fault.TOO_OFTEN: _("You have brought many calendars just now. Try again in a few minutes."),
        Fault.ADDRESS_LOST: _(
            "The address was sealed with a key that is no longer there. Enter it again."
        ),
    },
)
words.name_all(
    Why,
    {
        Why.NO_START: _("it has no beginning"),
        Why.BAD_TIME: _("a date or time in it cannot be read"),
        Why.ENDS_FIRST: _("it ends before it begins"),
        Why.BAD_RULE: _("how it repeats cannot be read"),
        Why.TOO_FREQUENT: _("it repeats every minute or second"),
        Why.TOO_OFTEN: _("it repeats more than %(number)s times", number=rules.MOST_OCCURRENCES),
        Why.TOO_SLOW: _("working out how it repeats takes too long"),
        Why.CUT_OFF: _("the file ends in the middle of it"),
    },
)
words.name_all(
    Owner,
    {
        Owner.SITE: _("Site"),
        Owner.PERSON: _("Person"),
        Owner.VEHICLE: _("Vehicle"),
    },
)
words.REASONS["enough_calendars"] = _(
    "No more than %(number)s calendars are kept here. Remove one first.", number=rules.MOST_SOURCES
)
words.REASONS |= {f"calendar_{fault.value}": words.label(fault) for fault in Fault}


def sentence(error: NotRead) -> str:
    """What is wrong with the calendar; of events that cannot be read, what with the first."""
    told = str(words.label(error.fault))
    if error.fault is Fault.NONE_GOOD:
        first = LeftOut(Why(error.facts["why"]), 1, error.facts["title"])
        return f"{told} {event_sentence(first)}"
    return told


def event_sentence(one: LeftOut) -> str:
    """Which event is left out, and why."""
    facts: dict[str, Any] = {"why": words.label(one.why), "number": one.number}
    if one.title:
        facts["title"] = f"{FSI}{one.title}{PDI}"
        return str(gettext("Event %(number)s, “%(title)s”: %(why)s.", **facts))
    return str(gettext("Event %(number)s: %(why)s.", **facts))
