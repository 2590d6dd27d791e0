"""Opening the form of a stop, and the least that is typed into it."""

from sqlalchemy import select

from tests.factories import TUESDAY
from visits.itineraries.models import Stop

TITLE = {"title-en": "Briefing"}
TIMES = {"day": str(TUESDAY), "starts": "10:00", "ends": "11:00"}


def new_stop(browser, itinerary, **query):
    return browser.page("itineraries.new", code=itinerary.delegation.code, **query)


def edit_stop(browser, stop):
    code = stop.itinerary.delegation.code
    return browser.page("itineraries.edit", code=code, uid=stop.uid)


def the_only_stop(session):
    session.expire_all()
    return session.scalars(select(Stop)).one()
