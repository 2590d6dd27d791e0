"""Pages by secret link: the guests' programme and its calendar, the liaison's page. All only read."""

import io
from datetime import datetime
from zoneinfo import ZoneInfo

import segno
from flask import Blueprint, Response, current_app, g, render_template, url_for

from visits.access.guard import by_token
from visits.access.links import LinkKeeper
from visits.access.rules import LinkKind
from visits.delegations import queries as delegation_queries
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere
from visits.kit.packing import packed
from visits.kit.phones import shown_phone
from visits.languages.routing import wanted_language
from visits.portal import addresses, cards, html, queries, rules
from visits.portal.messenger import Reader
from visits.portal.queries import Visit
from visits.settings import Settings

portal = Blueprint("portal", __name__)
portal.after_request(packed)
portal.context_processor(html.for_templates)

QUIET_ZONE = 4
"""White modules around a code, as its standard asks."""


@portal.get("/<lang:lang>/visit/<token>")
@by_token(LinkKind.GUEST)
def guest(lang: str, token: str) -> str:
    """The programme as it was released last; a notice while there is none."""
    visit = queries.the_visit(db.session, g.link.subject_id)
    around = {
        "visit": visit,
        "home_page": url_for("portal.guest", lang=lang, token=token),
        "fallback_url": default_language_url("portal.guest", token),
    }
    if not visit.stops:
        return render_template("portal/waiting.html", **around)
    return render_template(
        "portal/guest.html",
        **around,
        page=page_for(visit, token, at=now()),
        file_url=url_for("calendars.guest_programme", lang=lang, token=token),
        calendar_url=url_for("portal.calendar", lang=lang, token=token),
    )


def page_for(visit: Visit, token: str, *, at: datetime) -> cards.Page:
    """The programme for whoever reads this page now."""
    reading = wanted_language()
    zone = city_zone()
    sites, travel = queries.ground(db.session, visit.stops)
    ways = rules.ways_to(visit.stops, people=visit.people, sites=sites, travel=travel, zone=zone)
    return cards.page_of(
        visit,
        ways,
        Reader(reading.tag, reading.dir, zone),
        contact=contact_line(visit, reading.tag),
        file_url=lambda uid: url_for(
            "calendars.guest_stop", lang=reading.tag, token=token, uid=uid
        ),
        at=at,
    )


def contact_line(visit: Visit, tag: str) -> str:
    """Our officer and the office in one line of plain text."""
    phone = shown_phone(visit.lead_phone or settings().OFFICE_PHONE)
    return f"{visit.lead_name} ({settings().OFFICE_NAME.to(tag)}), {phone}"


@portal.get("/<lang:lang>/visit/<token>/calendar")
@by_token(LinkKind.GUEST)
def calendar(lang: str, token: str) -> str:
    """How to keep the programme in a calendar: subscribe, or take a file."""
    visit = queries.the_visit(db.session, g.link.subject_id)
    return render_template(
        "portal/calendar.html",
        visit=visit,
        feed=feed_of(g.link.subject_id, visit),
        code_url=url_for("portal.calendar_code", lang=lang, token=token),
        file_url=url_for("calendars.guest_programme", lang=lang, token=token)
        if visit.stops
        else "",
        home_page=url_for("portal.guest", lang=lang, token=token),
        fallback_url=default_language_url("portal.calendar", token),
    )


@portal.get("/<lang:lang>/visit/<token>/calendar.svg")
@by_token(LinkKind.GUEST)
def calendar_code(lang: str, token: str) -> Response:
    """The address of the subscription as a code for cameras."""
    feed = feed_of(g.link.subject_id, queries.the_visit(db.session, g.link.subject_id))
    if feed is None:
        raise NotThere("feed")
    return code(feed.webcal)


def feed_of(delegation_id: int, visit: Visit) -> addresses.Subscription | None:
    """The delegation's feed in the reader's language, else in English; None while there is none."""
    tag = wanted_language().tag
    link = queries.open_link(
        db.session, LinkKind.DELEGATION_FEED, delegation_id, languages=(tag, "en"), at=now()
    )
    return addresses.subscription(keeper().address(link), visit.title.to(tag)) if link else None


@portal.get("/<lang:lang>/liaison/<token>")
@by_token(LinkKind.LIAISON)
def liaison(lang: str, token: str) -> str:
    """What the office holds of the delegation, for the one person who settles things with it."""
    visit = queries.the_visit(db.session, g.link.subject_id)
    delegation = queries.the_delegation(db.session, g.link.subject_id)
    return render_template(
        "portal/liaison.html",
        visit=visit,
        code=delegation.code,
        delegates=delegation_queries.roster(db.session, delegation),
        guest_url=guest_address(delegation.id, lang),
        code_url=url_for("portal.guest_code", lang=lang, token=token),
        home_page=url_for("portal.liaison", lang=lang, token=token),
        fallback_url=default_language_url("portal.liaison", token),
    )


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


def code(text: str) -> Response:
    """A QR code as a picture."""
    picture = io.BytesIO()
    segno.make(text, micro=False).save(
        picture, kind="svg", border=QUIET_ZONE, light="#fff", xmldecl=False, omitsize=True
    )
    return Response(picture.getvalue(), mimetype="image/svg+xml")


def default_language_url(endpoint: str, token: str) -> str:
    """The page for readers of none of our languages: in English where it is offered."""
    offered = [one.tag for one in current_app.extensions["languages"]]
    return url_for(endpoint, lang="en" if "en" in offered else offered[0], token=token)


def keeper() -> LinkKeeper:
    found: LinkKeeper = current_app.extensions["links"]
    return found


def settings() -> Settings:
    found: Settings = current_app.config["SETTINGS"]
    return found


def city_zone() -> ZoneInfo:
    zone: ZoneInfo = current_app.config["ZONE"]
    return zone
