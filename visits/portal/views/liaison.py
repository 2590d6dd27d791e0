"""The liaison's page: what is still needed for whom, who comes, the programme to share."""

from datetime import timedelta

from flask import Response, g, render_template, url_for

from visits.access.guard import by_token
from visits.access.rules import LinkKind
from visits.delegations import queries as delegations
from visits.delegations.rules import LIVING
from visits.holidays import queries as holidays
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere
from visits.languages.routing import wanted_language
from visits.portal import messenger, queries, roster
from visits.portal.messenger import Reader
from visits.portal.queries import Visit
from visits.portal.views.blueprint import portal
from visits.portal.views.roster import LiaisonDesk
from visits.portal.views.shared import city_zone, code, default_language_url, keeper

LOOK_BACK = timedelta(days=60)
"""Far enough for every due day."""


@portal.get("/<lang:lang>/liaison/<token>")
@by_token(LinkKind.LIAISON)
def liaison(lang: str, token: str) -> str:
    """For the one person who settles things with the office."""
    visit = queries.the_visit(db.session, g.link.subject_id)
    delegation = queries.the_delegation(db.session, g.link.subject_id)
    delegates = delegations.roster(db.session, delegation)
    guest_url = guest_address(delegation.id, lang)
    return render_template(
        "portal/liaison.html",
        visit=visit,
        code=delegation.code,
        desk=LiaisonDesk(lang, token),
        may_edit=delegation.state in LIVING,
        delegates=delegates,
        withdrawn=delegations.withdrawn(db.session, delegation),
        needs=roster.needs_of(
            [one.lacking for one in delegates],
            announced=delegation.people,
            starts_on=delegation.starts_on,
            today=now().astimezone(city_zone()).date(),
            days_off=holidays.days_off(
                db.session, delegation.starts_on - LOOK_BACK, delegation.starts_on
            ),
        ),
        guest_url=guest_url,
        invitation=invitation(visit, guest_url),
        code_url=url_for("portal.guest_code", lang=lang, token=token),
        home_page=url_for("portal.liaison", lang=lang, token=token),
        fallback_url=default_language_url("portal.liaison", token),
    )


def invitation(visit: Visit, guest_url: str) -> str:
    """What the liaison pastes into a messenger, in the language of the page."""
    reading = wanted_language()
    reader = Reader(reading.tag, reading.dir, city_zone())
    return messenger.invitation(visit.title, visit.starts_on, visit.ends_on, reader, guest_url)


@portal.get("/<lang:lang>/liaison/<token>/programme.svg")
@by_token(LinkKind.LIAISON)
def guest_code(lang: str, token: str) -> Response:
    """The address of the guests' programme as a code for cameras."""
    address = guest_address(g.link.subject_id, lang)
    if not address:
        raise NotThere("guest link")
    return code(address)


def guest_address(delegation_id: int, lang: str) -> str:
    """Where guests of the delegation read the programme; empty while no link was made."""
    link = queries.open_link(db.session, LinkKind.GUEST, delegation_id, languages=(lang,), at=now())
    if link is None:
        return ""
    path = url_for("portal.guest", lang=lang, token=keeper().token(link))
    return f"{keeper().base_url}{path}"
