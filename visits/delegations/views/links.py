"""Secret links to a delegation: the guests' programme, the liaison's page, the calendar."""

from flask import current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from visits.access.guard import requires, settings, the_keeper
from visits.access.links import PATHS
from visits.access.rules import LinkKind, Permission
from visits.delegations import queries
from visits.delegations.forms.lists import LinkForm
from visits.delegations.models import Delegation
from visits.delegations.rules import link_ends
from visits.delegations.views.blueprint import delegations
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.forms import choices

KINDS = (LinkKind.GUEST, LinkKind.LIAISON, LinkKind.DELEGATION_FEED)


@delegations.post("/<code>/links")
@requires(Permission.MANAGE_LINKS)
def make_link(code: str) -> ResponseReturnValue:
    """The link of this kind and language; the same one when it stands already."""
    delegation = queries.the_delegation(db.session, code)
    form = link_form(delegation)
    page = url_for("delegations.show", code=code, _anchor="links")
    if form.validate_on_submit():
        the_keeper().standing(
            db.session,
            form.kind.data,
            ("delegation", delegation.id),
            language=form.language.data,
            at=now(),
            expires_at=link_ends(
                form.kind.data,
                delegation.ends_on,
                keep_days=settings().GUEST_LINK_DAYS,
                zone=settings().zone,
            ),
        )
        db.session.commit()
        return redirect(page)
    flash(_("Choose what the link shall open, and in which language."), "warning")
    return redirect(page)


def link_form(delegation: Delegation) -> LinkForm:
    """What can be linked to, in the languages that we offer; those of the delegation first."""
    offered = {language.tag: language.name for language in current_app.extensions["languages"]}
    tags = dict.fromkeys((*(t for t in delegation.languages if t in offered), *offered))
    return LinkForm(
        kinds=choices((kind.value, words.label(kind)) for kind in KINDS if is_served(kind)),
        languages=choices((tag, offered[tag]) for tag in tags),
    )


def is_served(kind: LinkKind) -> bool:
    """Is there a page behind links of this kind?"""
    language = current_app.extensions["languages"][0].tag
    try:
        current_app.url_map.bind("").match(PATHS[kind].format_map({"lang": language, "token": "x"}))
    except NotFound:
        return False
    return True
