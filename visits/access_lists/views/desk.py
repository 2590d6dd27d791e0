"""The security desk's page, behind a link that expires: a cover first, the list by a button."""

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue

from visits.access.guard import by_token
from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.access_lists import queries
from visits.access_lists.forms import FORMS
from visits.access_lists.models import AccessListVersion
from visits.access_lists.views.blueprint import access_lists
from visits.access_lists.views.contents import open_version, shown
from visits.identity.actions.looking import Looker
from visits.identity.queries import delegation_by_id
from visits.identity.rules import LookKind
from visits.kit.db import db
from visits.kit.errors import NotThere


@access_lists.get("/<lang:lang>/access-list/<token>")
@by_token(LinkKind.ACCESS_LIST)
def cover(lang: str, token: str) -> str:
    """Which visit, when, how many; nothing of persons."""
    version = the_version()
    return render_template(
        "access_lists/cover.html",
        version=version,
        delegation=delegation_by_id(db.session, version.list.delegation_id),
        link=g.link,
        token=token,
    )


@access_lists.post("/<lang:lang>/access-list/<token>")
@by_token(LinkKind.ACCESS_LIST)
def open_list(lang: str, token: str) -> ResponseReturnValue:
    """Logged, then shown or sent."""
    version = the_version()
    wanted = request.form.get("kind", LookKind.VIEW.value)
    if wanted not in FORMS:
        abort(400)
    delegation = delegation_by_id(db.session, version.list.delegation_id)
    open_version(version, desk_looks(), LookKind(wanted), reason="")
    db.session.commit()
    return shown(version, delegation, LookKind(wanted), lang, "access_lists/opened.html")


def the_version() -> AccessListVersion:
    link: SecretLink = g.link
    if link.subject_kind != "access_list":
        raise NotThere("access list")
    return queries.the_version(db.session, link.subject_id)


def desk_looks() -> Looker:
    """Whoever holds the link, by the name of the contact it was sent to."""
    link: SecretLink = g.link
    return Looker("link", link.id, link.label, request.remote_addr or "")
