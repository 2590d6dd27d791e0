"""The office's page of a calendar's addresses."""

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from visits.access import queries as access_queries
from visits.access.guard import requires
from visits.access.rules import Permission
from visits.calendars.forms import AddressForm
from visits.calendars.rules import LINK_KINDS, Scope
from visits.calendars.views.blueprint import calendars
from visits.delegations import queries as delegation_queries
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.forms import choices
from visits.sites import queries as site_queries


@calendars.route("/office/calendars/<any(site,delegation):kind>/<key>", methods=["GET", "POST"])
@requires(Permission.MANAGE_LINKS)
def addresses(kind: str, key: str) -> ResponseReturnValue:
    """Who subscribes to this calendar; a new address for one more."""
    scope = Scope(kind)
    subject_id, title, back = subject_of(db.session, scope, key)
    offered = choices((lang.tag, lang.name) for lang in current_app.extensions["languages"])
    form = AddressForm(languages=offered)
    if form.validate_on_submit():
        current_app.extensions["links"].issue(
            db.session,
            LINK_KINDS[scope],
            (kind, subject_id),
            language=form.language.data,
            at=now(),
            label=form.label.data,
        )
        flash(_("The address was made."), "success")
        db.session.commit()
        return redirect(url_for("calendars.addresses", kind=kind, key=key))
    found = access_queries.links_of(db.session, (kind, subject_id))
    links = [link for link in found if link.kind is LINK_KINDS[scope]]
    body = render_template(
        "calendars/addresses.html", form=form, links=links, title=title, back=back
    )
    return body, 422 if form.errors else 200


def subject_of(session: Session, scope: Scope, key: str) -> tuple[int, str, str]:
    """Id, title in Korean, and page of what the calendar is about. Raises NotThere."""
    if scope is Scope.SITE:
        site = site_queries.the_site(session, key)
        return site.id, site.name.to("ko"), url_for("sites.show", slug=key)
    delegation = delegation_queries.the_delegation(session, key)
    return delegation.id, delegation.title.to("ko"), url_for("delegations.show", code=key)
