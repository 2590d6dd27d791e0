"""Letting measured times stand for what somebody entered, from the page of a site."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.escorting import actions
from visits.escorting.views.blueprint import escorting
from visits.kit.asked import read_id
from visits.kit.db import db
from visits.kit.errors import NotThere
from visits.sites import queries as sites
from visits.sites.rules import TravelMode


@escorting.post("/office/sites/<slug>/travel/measured")
@requires(Permission.EDIT_REGISTERS)
def adopt(slug: str) -> ResponseReturnValue:
    """The median of the rides is the travel time of this way from now on."""
    site = sites.the_site(db.session, slug)
    start, end = (read_id(request.form.get(name, "")) for name in ("start", "end"))
    mode = request.form.get("mode", "")
    if start is None or end is None or site.id not in {start, end} or mode not in set(TravelMode):
        raise NotThere("travel time")
    if actions.adopt(db.session, start, end, TravelMode(mode)):
        flash(_("The measured time is the travel time from now on."), "success")
    db.session.commit()
    return redirect(url_for("sites.show", slug=slug, _anchor="travel"))
