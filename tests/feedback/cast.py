"""Visits as they are when people say how they were."""

from datetime import timedelta

from tests.factories import WEDNESDAY, a_site, a_stop, an_itinerary, wall
from visits.access.rules import Channel
from visits.delegations.rules import Told
from visits.feedback import actions
from visits.feedback.models import GuestAnswer
from visits.feedback.rules import Question, Said
from visits.kit.translated import Translated

AFTER = wall("18:00", WEDNESDAY)
"""The evening of the visit's last day."""
BY_LINK = Told(channel=Channel.LINK, told_on=WEDNESDAY, at=AFTER)
ARABIC = "كانت زيارة مركز التحكم مفيدة جداً"
KHMER = "មជ្ឈមណ្ឌលបញ្ជាចរាចរណ៍មានប្រយោជន៍ណាស់"


def a_visit(session, **facts):
    """Two stops at two sites on the two days of a visit; the visit and its stops."""
    itinerary = an_itinerary(session, **facts)
    first = a_stop(
        session, itinerary, site=a_site(session, "Control centre"), title=Translated(en="Control")
    )
    second = a_stop(
        session,
        itinerary,
        "14:00",
        "15:30",
        day=WEDNESDAY,
        site=a_site(session, "Arboretum"),
        title=Translated(en="Garden"),
    )
    return itinerary.delegation, (first, second)


def given(
    session, delegation, *, secret="", at=AFTER, language="en", words=None, best="", **ratings
):
    """An answer; ratings by the name of their question: `overall=5`."""
    rated = {Question(name): value for name, value in ratings.items()}
    told = Told(channel=Channel.LINK, told_on=at.date(), at=at)
    said = Said(ratings=rated, words=words or {}, best=best)
    return actions.give(session, delegation, said, told=told, language=language, secret=secret)


def all_answers(session) -> list[GuestAnswer]:
    return session.query(GuestAnswer).order_by(GuestAnswer.id).all()


def later(hours: int):
    return AFTER + timedelta(hours=hours)
