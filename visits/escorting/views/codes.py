"""The sheet of codes to cut out: one for each delegate, on which nothing tells who it is."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access import second_factor
from visits.access.guard import requires, settings, the_keeper
from visits.access.rules import LinkKind, Permission
from visits.delegations import queries as delegations
from visits.delegations.models import Delegate, Delegation
from visits.delegations.rules import link_ends
from visits.escorting import actions, queries
from visits.escorting.views.blueprint import IN_OFFICE, escorting, zone
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere


@escorting.get(f"{IN_OFFICE}/codes")
@requires(Permission.MANAGE_LINKS)
def codes(code: str) -> str:
    """Everybody's code, or a button that makes them."""
    delegation = delegations.the_delegation(db.session, code)
    comes = coming(delegation)
    return render_template(
        "escorting/codes.html",
        delegation=delegation,
        delegates=comes,
        codes=queries.codes_of(db.session, comes),
    )


@escorting.post(f"{IN_OFFICE}/codes")
@requires(Permission.MANAGE_LINKS)
def make_codes(code: str) -> ResponseReturnValue:
    """For everybody who has none yet."""
    delegation = delegations.the_delegation(db.session, code)
    ends = link_ends(
        LinkKind.CHECK_IN,
        delegation.ends_on,
        keep_days=settings().GUEST_LINK_DAYS,
        zone=zone(),
    )
    actions.give_codes(
        db.session, the_keeper(), delegation, coming(delegation), expires_at=ends, at=now()
    )
    flash(_("Everybody has a code. Print the sheet and hand the codes out."), "success")
    db.session.commit()
    return redirect(url_for("escorting.codes", code=code))


@escorting.get(f"{IN_OFFICE}/codes/<int:number>.svg")
@requires(Permission.MANAGE_LINKS)
def code_picture(code: str, number: int) -> Response:
    """One delegate's code as a picture."""
    delegation = delegations.the_delegation(db.session, code)
    delegate = queries.the_delegate(db.session, delegation.id, number)
    link = queries.codes_of(db.session, [delegate]).get(number)
    if link is None:
        raise NotThere("link")
    picture = second_factor.picture(the_keeper().address(link))
    return Response(picture, mimetype="image/svg+xml")


def coming(delegation: Delegation) -> list[Delegate]:
    return [one for one in delegations.roster(db.session, delegation) if one.withdrawn_at is None]
