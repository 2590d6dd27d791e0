"""The texts of calendars, in the language of the calendar and not of whoever asks."""

from flask_babel import force_locale
from flask_babel import gettext as _

from visits.calendars.rules import Words
from visits.conflicts.rules import StopKind
from visits.kit.words import label
from visits.languages.catalogue import language


def words_in(tag: str) -> Words:
    """Everything that calendars say around the data; English where a language has no catalogue."""
    with force_locale(language(tag).interface.locale):
        return Words(
            language=tag,
            cancelled=_("[Cancelled]"),
            tentative=_("[To be confirmed]"),
            draft=_("[Draft]"),
            prepare=str(_("Get ready: %(title)s", title="%(title)s")),
            travel=str(_("On the way to: %(place)s", place="%(place)s")),
            people=str(_("People: %(count)s", count="%(count)s")),
            languages=str(_("Languages: %(names)s", names="%(names)s")),
            contact=str(_("Contact: %(who)s", who="%(who)s")),
            ends_at=str(_("Ends at: %(place)s", place="%(place)s")),
            kinds={kind: str(label(kind)) for kind in StopKind},
        )


def site_calendar(tag: str, site: str) -> tuple[str, str]:
    """Name and description of a site's calendar."""
    with force_locale(language(tag).interface.locale):
        return (
            _("Visits: %(site)s", site=site),
            _("Delegations that were asked for or confirmed at this site. Calendars refresh late."),
        )


def delegation_calendar(tag: str, title: str, city: str) -> tuple[str, str]:
    """Name and description of a delegation's calendar."""
    with force_locale(language(tag).interface.locale):
        return (
            _("%(city)s: %(delegation)s", city=city, delegation=title),
            _(
                "The programme as it was released. Calendars refresh late: same-day changes come by message."
            ),
        )


def own_calendar(tag: str, name: str) -> tuple[str, str]:
    """Name and description of the calendar of somebody of ours, or of a vehicle."""
    with force_locale(language(tag).interface.locale):
        return (
            _("Assignments: %(name)s", name=name),
            _(
                "Stops of visits, with the time to prepare and to get there. Calendars refresh late."
            ),
        )


def office_calendar(tag: str, office: str) -> tuple[str, str]:
    """Name and description of the calendar that holds everything."""
    with force_locale(language(tag).interface.locale):
        return (
            _("All visits: %(office)s", office=office),
            _("Everything that hosts, our people or guests were told, and drafts beside it."),
        )
