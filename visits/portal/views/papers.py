"""What the code on a printed programme leads to: is this paper the newest? Nothing else is said."""

from flask import g, render_template, url_for

from visits.access.guard import by_token
from visits.access.rules import LinkKind
from visits.itineraries import queries as itineraries
from visits.kit.db import db
from visits.portal.views.blueprint import portal
from visits.portal.views.shared import default_language_url


@portal.get("/<lang:lang>/paper/<token>")
@by_token(LinkKind.PAPER)
def paper(lang: str, token: str) -> str:
    return render_template(
        "portal/paper.html",
        newest=itineraries.newest_of(db.session, g.link.subject_id),
        home_page=url_for("portal.paper", lang=lang, token=token),
        fallback_url=default_language_url("portal.paper", token),
    )
