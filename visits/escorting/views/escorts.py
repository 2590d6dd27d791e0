"""Links for escorts without an account: one for each, so that what they tap bears their name."""

from flask import current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access import queries as access
from visits.access.guard import requires, settings, the_keeper
from visits.access.rules import LinkKind, Permission
from visits.delegations import queries as delegations
from visits.delegations.rules import link_ends
from visits.escorting.forms import EscortForm
from visits.escorting.views.blueprint import IN_OFFICE, escorting, zone
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.forms import answer, choices


@escorting.route(f"{IN_OFFICE}/escorts", methods=["GET", "POST"])
@requires(Permission.MANAGE_LINKS)
def escorts(code: str) -> ResponseReturnValue:
    """Who has a link, and a form that makes another one."""
    delegation = delegations.the_delegation(db.session, code)
    offered = current_app.extensions["languages"]
    form = EscortForm(languages=choices((one.tag, one.name) for one in offered))
    if form.validate_on_submit():
        ends = link_ends(
            LinkKind.ESCORT_DAY,
            delegation.ends_on,
            keep_days=settings().GUEST_LINK_DAYS,
            zone=zone(),
        )
        the_keeper().issue(
            db.session,
            LinkKind.ESCORT_DAY,
            ("delegation", delegation.id),
            language=form.language.data,
            label=form.name.data or "",
            at=now(),
            expires_at=ends,
        )
        flash(_("The link was made. Pass it on to this one person."), "success")
        db.session.commit()
        return redirect(url_for("escorting.escorts", code=code))
    links = access.links_of(db.session, ("delegation", delegation.id))
    return answer(
        "escorting/escorts.html",
        form,
        delegation=delegation,
        links=[link for link in links if link.kind is LinkKind.ESCORT_DAY],
    )
