"""What every way for a host to answer shares, by link and after sign-in."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from flask import request

from visits.hosting.forms import ReplyForm
from visits.hosting.rules import refuse_when_over, replies_to
from visits.hosting.views.blueprint import zone
from visits.hosting.views.desk import Card
from visits.hosting.words import BUTTONS
from visits.itineraries.judging import Blocked
from visits.itineraries.models import Stop
from visits.itineraries.rules import Said
from visits.kit.asked import read_id
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere, Refused
from visits.kit.words import REASONS


def answers_to(card: Card) -> Sequence[Said]:
    """What can still be said, in the order of the buttons; nothing once the stop is over."""
    if card.request is None or card.seen.ends <= now():
        return ()
    possible = replies_to(card.request.state)
    return [said for said in BUTTONS if said in possible]


def form_of(card: Card, said: Said) -> ReplyForm:
    """Raises Over after the end of the stop, NotThere for an answer that is taken no more."""
    asked = card.asked
    refuse_when_over(asked.stop.ends, at=now())
    if said not in replies_to(asked.state):
        raise NotThere("request")
    return ReplyForm(
        zone=zone(), length=asked.ends - asked.starts, here=days_here(asked.stop), said=said
    )


def days_here(stop: Stop) -> tuple[date, date]:
    """The first and the last day of the visit that the stop belongs to."""
    delegation = stop.itinerary.delegation
    return delegation.starts_on, delegation.ends_on


def take(form: ReplyForm, act: Callable[[], Any]) -> None:
    """Take the answer; when it cannot be taken, say why on the form and keep what was typed."""
    try:
        act()
    except Blocked:
        db.session.rollback()
        form.form_errors.append(str(REASONS["host_blocked"]))
    except Refused as error:
        db.session.rollback()
        form.form_errors.append(str(REASONS[error.reason]))


def version_seen() -> int:
    """The version of the request on the page from which this comes; 0, which none has, if untold."""
    return read_id(request.form.get("seen", "")) or 0
