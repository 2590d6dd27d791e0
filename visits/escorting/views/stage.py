"""Who acts on which visit: an account, or whoever has an escort's link."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import flash, g, jsonify, redirect, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import the_user
from visits.access.models import User
from visits.access.rules import Channel, Permission
from visits.delegations import queries as delegations
from visits.delegations.models import Delegation
from visits.delegations.rules import Told
from visits.escorting import queries
from visits.escorting.views.blueprint import today
from visits.itineraries import queries as itineraries
from visits.itineraries.models import Itinerary
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere, Refused
from visits.kit.paths import is_for_script
from visits.kit.words import REASONS

OPENED = "escort_link"
"""Which escort's link this browser opened last: so that it is known where codes are scanned."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A visit and whoever acts on it. `names` are what every address of its pages begins with."""

    delegation: Delegation
    by: User | None
    label: str
    names: Mapping[str, str]

    def url(self, verb: str, **values: Any) -> str:
        """The address of a page: the same verb by account and by link."""
        endpoint = f"escorting.{verb}" if self.by else f"escorting.{verb}_by_link"
        return url_for(endpoint, **{**self.names, **values})

    def told(self, at: datetime) -> Told:
        """They say so themselves."""
        return Told(
            channel=Channel.LINK,
            told_on=today(),
            at=at,
            by_id=self.by.id if self.by else None,
            person=self.label,
        )

    @property
    def author(self) -> str:
        """How taps of theirs name them."""
        return self.label or (self.by.name if self.by else "")


def in_office(code: str) -> Stage:
    """For officers every visit; for others of ours those that they escort. Raises NotThere."""
    user, delegation = the_user(), delegations.the_delegation(db.session, code)
    if not user.can(Permission.EDIT_ITINERARIES) and not queries.does_escort(
        db.session, user.id, delegation.id
    ):
        raise NotThere("delegation")
    return Stage(delegation, user, "", {"code": code})


def by_link(lang: str, token: str) -> Stage:
    """The visit of the escort's link that opened this page; the browser keeps in mind which."""
    session[OPENED] = g.link.id
    delegation = db.session.get(Delegation, g.link.subject_id)
    if delegation is None:
        raise NotThere("delegation")
    return Stage(delegation, None, g.link.label, {"lang": lang, "token": token})


def the_draft(delegation: Delegation) -> Itinerary:
    """The visit's programme; one that nobody has begun is empty and belongs to no session."""
    try:
        return itineraries.the_itinerary(db.session, delegation.code)
    except NotThere:
        return Itinerary(delegation=delegation, changed_at=now())


# -- answers ---------------------------------------------------------------------------------------


def taken(said: str, page: str) -> ResponseReturnValue:
    """It is kept: *said* to a script, else on the page itself."""
    if is_for_script():
        return jsonify(said=said)
    if said:
        flash(said, "info")
    return redirect(page)


def not_taken(said: str, page: str) -> ResponseReturnValue:
    """It cannot be kept, now or later."""
    db.session.rollback()
    if is_for_script():
        return jsonify(said=said), 422
    flash(said, "danger")
    return redirect(page)


def not_understood() -> str:
    return str(_("This could not be understood. Please load the page anew."))


def why(error: Refused) -> str:
    return str(REASONS[error.reason])
