"""Calendars to take along once: they do not follow what changes later."""

from dataclasses import replace
from urllib.parse import quote

from flask import Response, g
from flask.typing import ResponseReturnValue

from visits.access.guard import by_token, requires, the_user
from visits.access.rules import LinkKind, Permission
from visits.calendars import feeds, ics, queries
from visits.calendars.rules import Window
from visits.calendars.views.blueprint import calendars, city_midnight, setting
from visits.kit.db import db
from visits.kit.errors import NotThere
from visits.languages.routing import interface_language


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
    """A file called after what it holds, in UTF-8 (RFC 6266), and plainly for old programs."""
    response = Response(body, mimetype="text/calendar")
    stem = "".join(sign if sign.isalnum() or sign in " -_" else " " for sign in name).strip()
    encoded = quote(f"{stem or 'visit'}.ics")
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"visit.ics\"; filename*=UTF-8''{encoded}"
    )
    return response
