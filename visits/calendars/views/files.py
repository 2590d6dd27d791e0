"""Calendars to take along once: they do not follow what changes later."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from flask import Response, g
from flask.typing import ResponseReturnValue

from visits.access.guard import by_token, requires, the_keeper, the_user
from visits.access.rules import LinkKind, Permission
from visits.calendars import feeds, ics, queries
from visits.calendars.rules import Scope, Window
from visits.calendars.views import subjects
from visits.calendars.views.blueprint import calendars, city_midnight, setting
from visits.calendars.views.subjects import SCOPES, Subject
from visits.hosting.views.link import my_contacts
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere
from visits.languages.routing import interface_language, wanted_language


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


@calendars.get(f"/office/calendars/<any({SCOPES}):kind>/<key>.ics")
@requires(Permission.MANAGE_LINKS)
def file(kind: str, key: str) -> ResponseReturnValue:
    """A calendar as it is now, for whoever can subscribe to none."""
    return as_it_is(subjects.of_key(db.session, Scope(kind), key))


@calendars.get("/office/my-calendar/<key>.ics")
@requires(Permission.OWN_ACCOUNT)
def own_file(key: str) -> ResponseReturnValue:
    return as_it_is(one_of(subjects.of_user(db.session, the_user()), key))


@calendars.get("/<lang:lang>/host/<token>/calendar/<key>.ics")
@by_token(LinkKind.HOST)
def file_of_host(lang: str, token: str, key: str) -> ResponseReturnValue:
    return as_it_is(one_of(subjects.at_sites(my_contacts()), key))


def one_of(mine: Sequence[Subject], key: str) -> Subject:
    """Raises NotThere for a calendar of somebody else."""
    for one in mine:
        if one.key == key:
            return one
    raise NotThere("calendar")


def as_it_is(subject: Subject) -> Response:
    """The present state in the language of the page; a calendar without entries is one, too."""
    tag = wanted_language().tag
    link = the_keeper().made(subject.kind, subject.about, language=tag, at=now())
    window = Window.from_midnight(city_midnight())
    calendar = feeds.calendar_of(db.session, link, window, setting())
    body = ics.download(*calendar.entries) if calendar.entries else ics.feed(calendar)
    return download(body, subject.name.to(tag))


def download(body: bytes, name: str) -> Response:
    """A file called after what it holds, in UTF-8 (RFC 6266), and plainly for old programs."""
    response = Response(body, mimetype="text/calendar")
    stem = "".join(sign if sign.isalnum() or sign in " -_" else " " for sign in name).strip()
    encoded = quote(f"{stem or 'visit'}.ics")
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"visit.ics\"; filename*=UTF-8''{encoded}"
    )
    return response
