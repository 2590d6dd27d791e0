"""What several pages of the planner need: a layout judged and put into words, then kept."""

from flask_babel import ngettext

from visits.access.guard import the_user
from visits.itineraries import actions as itineraries
from visits.itineraries.models import Itinerary
from visits.itineraries.programme import roster_of
from visits.itineraries.views.shared import zone
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db
from visits.planner import actions
from visits.planner.layouts import Layout
from visits.planner.shown import Preview, preview_of
from visits.planner.trials import ideas_of, tried


def version_of(itinerary: Itinerary) -> int:
    """The version of a programme; one that nobody has begun is version 0."""
    return itinerary.version or 0


def preview(itinerary: Itinerary, layout: Layout) -> Preview:
    """What adding these stops would bring."""
    roster = roster_of(db.session, itinerary.delegation)
    facts = ideas_of(layout.laid, roster)
    trial = tried(db.session, itinerary, facts, roster, at=now())
    notes = {
        number: [str(words.label(one)) for one in changes]
        for number, changes in enumerate(layout.changes)
    }
    return preview_of(
        db.session, itinerary, layout.laid, facts=facts, trial=trial, zone=zone(), notes=notes
    )


def keep(itinerary: Itinerary, layout: Layout) -> None:
    """Add them; the programme is begun when there is none yet."""
    at = now()
    opened = itineraries.open_itinerary(db.session, itinerary.delegation, at=at)
    actions.add_ideas(db.session, opened, layout.laid, days=layout.days, by=the_user(), at=at)


def said(layout: Layout) -> str:
    return str(
        ngettext(
            "%(num)s stop was added as an idea.",
            "%(num)s stops were added as ideas.",
            len(layout.laid),
        )
    )
