"""The guests' programme and its calendar, by secret link. All only read."""

from dataclasses import replace
from datetime import datetime

from flask import Response, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import by_token
from visits.access.models import SecretLink
from visits.access.rules import Channel, LinkKind
from visits.itineraries import actions
from visits.itineraries import queries as itineraries
from visits.itineraries.recipients import LIAISON
from visits.itineraries.titles import titled
from visits.kit.clock import now
from visits.kit.codes import code_of
from visits.kit.db import db
from visits.kit.errors import NotThere
from visits.kit.phones import readers_phone
from visits.kit.subscriptions import Subscription, subscription
from visits.kit.words import label
from visits.languages.routing import wanted_language
from visits.portal import cards, queries, rules
from visits.portal.messenger import Reader
from visits.portal.queries import Visit
from visits.portal.rules import GuestStop
from visits.portal.views.blueprint import portal
from visits.portal.views.saying import invitations
from visits.portal.views.shared import city_zone, code, default_language_url, keeper, settings


@portal.get("/<lang:lang>/visit/<token>")
@by_token(LinkKind.GUEST)
def guest(lang: str, token: str) -> str:
    """The programme as it was released last; a notice while there is none."""
    visit = queries.the_visit(db.session, g.link.subject_id)
    around = {
        "visit": visit,
        "home_page": url_for("portal.guest", lang=lang, token=token),
        "fallback_url": default_language_url("portal.guest", token),
        **invitations(visit, lang, token),
    }
    if not visit.stops:
        return render_template("portal/waiting.html", **around)
    link, receipt = itineraries.paper_and_receipt(db.session, visit.release_id, LIAISON)
    return render_template(
        "portal/guest.html",
        **around,
        page=page_for(visit, token, at=now()),
        file_url=url_for("calendars.guest_programme", lang=lang, token=token),
        calendar_url=url_for("portal.calendar", lang=lang, token=token),
        receipt=receipt,
        seen_url=url_for("portal.seen", lang=lang, token=token, number=visit.number),
        paper=paper_url(link, lang) if link else "",
        code_of=code_of,
    )


def paper_url(link: SecretLink, lang: str) -> str:
    """The address that says whether a paper of this version is the newest."""
    path = url_for("portal.paper", lang=lang, token=keeper().token(link))
    return f"{keeper().base_url}{path}"


@portal.post("/<lang:lang>/visit/<token>/versions/<int:number>/seen")
@by_token(LinkKind.GUEST)
def seen(lang: str, token: str, number: int) -> ResponseReturnValue:
    """Somebody of the guests has seen this version; the office's twin stands at the release."""
    release = queries.current_release(db.session, g.link.subject_id)
    if release is None or release.number != number:
        flash(_("There is a newer version by now: please read it first."), "warning")
        return redirect(url_for("portal.guest", lang=lang, token=token))
    at = now()
    actions.sign(
        db.session,
        release,
        [LIAISON],
        by=None,
        channel=Channel.LINK,
        person="",
        told_on=at.astimezone(city_zone()).date(),
        at=at,
    )
    flash(_("Thank you. The office knows that you have seen it."), "success")
    db.session.commit()
    return redirect(url_for("portal.guest", lang=lang, token=token))


def page_for(visit: Visit, token: str, *, at: datetime) -> cards.Page:
    """The programme for whoever reads this page now."""
    reading = wanted_language()
    visit = replace(visit, stops=tuple(called_in(reading.tag, stop) for stop in visit.stops))
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


def called_in(tag: str, stop: GuestStop) -> GuestStop:
    """With a title in the reader's language, when there is a word for it."""
    title = titled(stop.title, stop.site_name, tag, str(label(stop.kind)))
    return replace(stop, title=title)


def contact_line(visit: Visit, tag: str) -> str:
    """Our officer and the office in one line of plain text."""
    phone = readers_phone(visit.lead_phone or settings().OFFICE_PHONE)
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


def feed_of(delegation_id: int, visit: Visit) -> Subscription | None:
    """The delegation's feed in the reader's language, else in English; None while there is none."""
    tag = wanted_language().tag
    link = queries.open_link(
        db.session, LinkKind.DELEGATION_FEED, delegation_id, languages=(tag, "en"), at=now()
    )
    return subscription(keeper().address(link), visit.title.to(tag)) if link else None
