"""What lengths of programmes are called, why a stop keeps its time, why a template was not taken."""

from flask_babel import lazy_gettext as _

from visits.kit import words
from visits.planner.rules.proposing import Lacks
from visits.planner.rules.shifting import Stays
from visits.planner.rules.templates import Change, Length

words.name_all(
    Length,
    {
        Length.HALF_DAY: _("Half a day"),
        Length.ONE_DAY: _("One day"),
        Length.TWO_DAYS: _("Two days"),
        Length.LONGER: _("Longer"),
    },
)
words.name_all(
    Stays,
    {
        Stays.PINNED: _("Pinned: keeps its time"),
        Stays.HELD: _("Keeps its time: a stop that stays is in its way"),
        Stays.OVER_MIDNIGHT: _("Keeps its time: it would fall on another day"),
    },
)
words.name_all(
    Lacks,
    {
        Lacks.NEWS: _("It shows again what the programme shows already."),
        Lacks.SITES: _("It leads to fewer of the sites that they wish to see."),
        Lacks.THEMES: _("It has fewer of their themes."),
        Lacks.SETTLING: _("More would be left to settle for it: interpreters, lists of visitors."),
        Lacks.MOVED: _("It would fit as well; the other one keeps its usual times better."),
    },
)
words.name_all(
    Change,
    {
        Change.SITE_RETIRED: _("The site is no longer in use: only its name comes along."),
        Change.PEOPLE_TAKEN: _("Not all of our people are free at this time: they stay out."),
        Change.VEHICLE_TAKEN: _("Its vehicle is not free at this time: it stays out."),
    },
)
words.KINDS |= {
    "programme_template": _("Programme templates"),
    "public_programme": _("Typical programmes for the public"),
    "template_draft": _("Drafts of this template"),
}
words.REASONS |= {
    "line_day": _("A programme has at most 31 days; the first is day 1."),
    "line_minutes": _("A stop takes at least a minute and at most 24 hours."),
    "line_without_title": _("Enter a title, or choose a site."),
    "draft_open": _("Somebody is changing this template already."),
    "draft_empty": _("A template without stops is of no use to anybody: add one first."),
    "template_protected": _("Kept versions do not change. Open the template for changes first."),
    "nothing_moves": _("Every stop keeps its time: there is nothing to shift."),
    "nothing_to_add": _("There is no stop to add."),
    "nothing_to_keep": _("There is no stop that could become a template."),
}
