"""Small runs of words for the templates of this folder, in the language of the page."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from visits.intake.models import WishedSlot
from visits.intake.rules import Half
from visits.kit.words import label
from visits.languages import dates
from visits.languages.routing import interface_language
from visits.welcome.rules.sites import HALVES, WEEK, Offer, PublicSite
from visits.welcome.rules.steps import ORDER
from visits.welcome.words import short_weekday, theme_name, weekday_name


def group_said(site: PublicSite) -> str:
    """How many people the site receives at once."""
    if site.min_group > 1:
        return str(_("%(least)s to %(most)s people", least=site.min_group, most=site.max_group))
    return str(ngettext("up to %(num)s person", "up to %(num)s people", site.max_group))


def minutes_said(minutes: int) -> str:
    return str(ngettext("about %(num)s minute", "about %(num)s minutes", minutes))


def notice_said(days: int) -> str:
    """How long before the visit a site must be asked."""
    if not days:
        return str(_("none"))
    return str(ngettext("%(num)s working day", "%(num)s working days", days))


def found_said(number: int) -> str:
    return str(ngettext("%(num)s site found", "%(num)s sites found", number))


def length_said(days: int) -> str:
    """How long a programme is; 0 is half a day."""
    if not days:
        return str(_("Half a day"))
    return str(ngettext("%(num)s day", "%(num)s days", days))


def weekdays_of(site: PublicSite) -> list[tuple[str, list[tuple[Half, list[Offer]]]]]:
    """Each weekday on which the site receives, with its halves and the offers in these."""
    tag = interface_language().tag
    return [
        (
            weekday_name(day, tag),
            [
                (half, [o for o in site.offers if (o.weekday, o.half) == (day, half)])
                for half in HALVES
            ],
        )
        for day in WEEK
        if site.receives(day)
    ]


def seasons_of(site: PublicSite) -> list[tuple[date, date]]:
    """The parts of the year outside which it does not receive, the next one first."""
    return sorted({(o.first, o.last) for o in site.offers if o.first and o.last})


def offered_said(site: PublicSite) -> str:
    """Weekdays and halves in a line: Tue morning, afternoon · Thu morning."""
    tag = interface_language().tag
    days = []
    for day in WEEK:
        halves = site.receives(day)
        if halves:
            both = len(halves) == len(HALVES)
            said = "" if both else f" ({label(halves[0])})"
            days.append(f"{short_weekday(day, tag)}{said}")
    return " · ".join(days)


def slot_said(slot: WishedSlot) -> Markup:
    """A preferred time as its requester gave it: days with their half, else the words."""
    if slot.first is None or slot.last is None or slot.said != slot.first.isoformat():
        return Markup('<bdi class="lines">{}</bdi>').format(slot.said)
    days = dates.days(slot.first, slot.last, interface_language().tag, official=False)
    said = Markup("<bdi>{}</bdi>").format(days)
    return said if slot.half is Half.EITHER else Markup("{}, {}").format(said, label(slot.half))


def for_templates() -> dict[str, Any]:
    return {
        "found_said": found_said,
        "group_said": group_said,
        "length_said": length_said,
        "minutes_said": minutes_said,
        "notice_said": notice_said,
        "offered_said": offered_said,
        "seasons_of": seasons_of,
        "slot_said": slot_said,
        "steps": ORDER,
        "theme_name": theme_name,
        "weekdays_of": weekdays_of,
    }
