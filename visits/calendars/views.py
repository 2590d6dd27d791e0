"""Feeds and downloads as calendar programs fetch them, and the office's page of addresses."""

from dataclasses import replace
from datetime import datetime, time
from urllib.parse import quote

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from visits.access import queries as access_queries
from visits.access.guard import admit, by_feed_token, by_token, requires, the_user
from visits.access.rules import LinkKind, Permission
from visits.calendars import actions, feeds, ics, queries
from visits.calendars.feeds import Setting
from visits.calendars.forms import AddressForm
from visits.calendars.models import FeedCache
from visits.calendars.rules import LINK_KINDS, Scope, Window
from visits.delegations import queries as delegation_queries
from visits.kit.clock import local, now
from visits.kit.db import db
from visits.kit.errors import NotThere
from visits.kit.forms import choices
from visits.languages.routing import interface_language
from visits.settings import Settings
from visits.sites import queries as site_queries

calendars = Blueprint("calendars", __name__)

MAX_AGE_SECONDS = 300


@calendars.get("/calendars/<token>.ics")
@by_feed_token(*queries.FEEDS)
def feed(token: str) -> ResponseReturnValue:
    """A subscription. It finds its link itself: an unchanged feed is one query."""
    found = queries.the_feed(db.session, token)
    admit(found.link)
    midnight = city_midnight()
    stamp = f"{found.number}|{midnight.date()}"
    cache = found.cache
    if cache is None or cache.stamp != stamp:
        cache = rebuilt(found, stamp, midnight)
    return answered(cache)


def rebuilt(found: queries.Found, stamp: str, midnight: datetime) -> FeedCache:
    """Built now, kept once it has been sent: who reads does not wait for those who write."""
    window = Window.from_midnight(midnight)
    body = ics.feed(feeds.calendar_of(db.session, found.link, window, setting()))
    made = actions.built(found.link.id, stamp, body, before=found.cache, at=now())
    db.write_briefly(lambda session: actions.keep(session, made))
    return made


def answered(cache: FeedCache) -> Response:
    """200 or 304 by the rules of HTTP; packed when the client takes it."""
    packs = request.accept_encodings.quality("gzip") > 0
    response = Response(cache.packed if packs else cache.body, mimetype="text/calendar")
    if packs:
        response.headers["Content-Encoding"] = "gzip"
    response.set_etag(cache.etag)
    response.last_modified = cache.changed_at
    response.headers["Cache-Control"] = f"private, max-age={MAX_AGE_SECONDS}, must-revalidate"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Content-Disposition"] = 'inline; filename="calendar.ics"'
    response.make_conditional(request)
    return response


@calendars.get("/<lang:lang>/visit/<token>/stops/<uid>.ics")
@by_token(LinkKind.GUEST)
def guest_stop(lang: str, token: str, uid: str) -> ResponseReturnValue:
    """One stop as a file, in the language of the page."""
    entry = feeds.one_stop(db.session, g.link.subject_id, uid, lang, setting())
    return download(ics.download(entry), entry.summary)


@calendars.get("/<lang:lang>/visit/<token>/programme.ics")
@by_token(LinkKind.GUEST)
def guest_programme(lang: str, token: str) -> ResponseReturnValue:
    """The whole programme as one file."""
    window = Window.of_everything()
    shown = feeds.guest_entries(db.session, g.link.subject_id, lang, window, setting())
    if not shown:
        raise NotThere("programme")
    title = queries.delegation_of(db.session, g.link.subject_id).title.to(lang)
    return download(ics.download(*shown), title)


@calendars.get("/office/my-duties.ics")
@requires(Permission.SEE_OWN_ASSIGNMENTS)
def my_duties() -> ResponseReturnValue:
    """What somebody of ours is asked to do, as one file in the language of their account."""
    person = queries.person_of_user(db.session, the_user().id)
    tag = interface_language().tag
    ahead = replace(Window.of_everything(), first=city_midnight())
    shown = feeds.person_entries(db.session, person, tag, ahead, setting())
    return download(ics.download(*shown), "assignments")


def download(body: bytes, name: str) -> Response:
    response = Response(body, mimetype="text/calendar")
    stem = "".join(sign if sign.isalnum() or sign in " -_" else " " for sign in name).strip()
    encoded = quote(f"{stem or 'visit'}.ics")
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"visit.ics\"; filename*=UTF-8''{encoded}"
    )
    return response


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


def setting() -> Setting:
    settings: Settings = current_app.config["SETTINGS"]
    return Setting(
        zone=settings.TIME_ZONE,
        city=settings.CITY_NAME,
        office=settings.OFFICE_NAME,
        phone=settings.OFFICE_PHONE,
    )


def city_midnight() -> datetime:
    """The instant at which today began in the city."""
    zone = current_app.config["ZONE"]
    return local(now().astimezone(zone).date(), time(0), zone).astimezone(zone)
