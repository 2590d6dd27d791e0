"""Renewing and stopping secret links, from whichever page shows them."""

import uuid

from flask import Response, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from visits.access import links, queries, second_factor
from visits.access.guard import requires, the_keeper
from visits.access.models import SecretLink
from visits.access.rules import Permission
from visits.access.views.blueprint import access, where_to
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.words import label


@access.route("/office/links/<link_id>/renew", methods=["GET", "POST"])
@requires(Permission.MANAGE_LINKS)
def renew_link(link_id: str) -> ResponseReturnValue:
    link = queries.the_link(db.session, link_id)
    if request.method == "POST":
        the_keeper().renew(link)
        flash(_("The link has a new address. Pass it on; the former one no longer works."))
        db.session.commit()
        return redirect(where_to(request.args.get("next")))
    return ask(
        link,
        title=_("Renew this link?"),
        text=_("It gets a new address, and the present one stops working at once for everybody."),
        button=_("Renew"),
    )


@access.route("/office/links/<link_id>/stop", methods=["GET", "POST"])
@requires(Permission.MANAGE_LINKS)
def stop_link(link_id: str) -> ResponseReturnValue:
    link = queries.the_link(db.session, link_id)
    if request.method == "POST":
        links.revoke(link, at=now())
        flash(_("The link was stopped."))
        db.session.commit()
        return redirect(where_to(request.args.get("next")))
    return ask(
        link,
        title=_("Stop this link?"),
        text=_("Whoever opens it will be told that it no longer works. It can be renewed later."),
        button=pgettext("verb", "Stop"),
    )


@access.get("/office/links/<link_id>/code.svg")
@requires(Permission.MANAGE_LINKS)
def link_code(link_id: str) -> Response:
    """The address as a QR code, for papers and screens."""
    link = queries.the_link(db.session, link_id)
    picture = second_factor.picture(the_keeper().address(link))
    return Response(picture, mimetype="image/svg+xml")


def ask(link: SecretLink, *, title: str, text: str, button: str) -> ResponseReturnValue:
    facts = [(_("Opens"), label(link.kind)), (_("For"), link.label)]
    return render_template(
        "access/confirm.html",
        title=title,
        text=text,
        facts=facts,
        confirm_label=button,
        once=uuid.uuid4().hex,
        cancel_url=where_to(request.args.get("next")),
    )
