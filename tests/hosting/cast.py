"""Requests as they come about: a stop that is asked of a site with a contact."""

from datetime import timedelta

from sqlalchemy import select

from tests.factories import AT, a_contact, a_site, a_stop, an_itinerary
from visits.access.rules import Channel
from visits.hosting import actions
from visits.hosting.models import HostRequest
from visits.hosting.rules import Reply, Told
from visits.itineraries.rules import Said
from visits.notifications.models import Letter
from visits.notifications.rules import LetterState

LATER = AT + timedelta(hours=3)
BY_LINK = Told(channel=Channel.LINK, on=AT.date(), person="Host")


def an_asked_stop(session, *, contact=None, **values):
    """A stop at a site with one contact, asked of it; the stop and the contact."""
    if contact is None:
        contact = a_contact(session, a_site(session))
    stop = a_stop(session, an_itinerary(session), site=contact.site, **values)
    return stop, contact


def requests(session, stop=None):
    """State of every request, the oldest first."""
    return [one.state.value for one in rows_of(session, stop)]


def rows_of(session, stop=None):
    rows = select(HostRequest).order_by(HostRequest.id)
    return session.scalars(rows if stop is None else rows.where(HostRequest.stop == stop)).all()


def the_request(session, stop):
    return rows_of(session, stop)[-1]


def letters(session):
    """Kind, state and requests of every letter to a contact."""
    rows = select(Letter).where(
        Letter.kind.startswith("hosting."), Letter.kind != "hosting.answered"
    )
    return [said_in(one) for one in session.scalars(rows.order_by(Letter.id))]


def letters_to_officers(session):
    """To whom, state and requests of every letter about answers of hosts."""
    rows = select(Letter).where(Letter.kind == "hosting.answered").order_by(Letter.id)
    return [(one.recipient, *said_in(one)[1:]) for one in session.scalars(rows)]


def said_in(letter):
    return letter.kind, letter.state.value, letter.facts["requests"]


def send(session):
    """As the sender does: everything that waits has left."""
    for letter in session.scalars(select(Letter).where(Letter.state == LetterState.QUEUED)):
        letter.state, letter.sent_at = LetterState.SENT, AT
    session.flush()


def reply(session, request, said=Said.CONFIRMED, *, at=LATER, **values):
    """By the host's own link."""
    given = Reply(said=said, **values)
    return actions.reply(session, request, given, told=BY_LINK, by=None, at=at)
