"""Signing for a release on one's own page: by a host's link, after signing in, for one's duties.

The office's twin stands at the release.
"""

from collections.abc import Sequence

from flask import flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import by_token, requires, the_user
from visits.access.rules import Channel, LinkKind, Permission
from visits.hosting import queries
from visits.hosting.views import mine
from visits.hosting.views.blueprint import hosting, today
from visits.hosting.views.link import my_contacts
from visits.itineraries import actions
from visits.itineraries import queries as itineraries
from visits.itineraries.queries import ToSign
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere


@hosting.post("/<lang:lang>/host/<token>/releases/<int:number>/seen")
@by_token(LinkKind.HOST)
def seen_by_host(lang: str, token: str, number: int) -> ResponseReturnValue:
    if g.link.subject_kind == "person":
        person = queries.the_official(db.session, g.link.subject_id)
        rows = itineraries.to_sign_of_person(db.session, [person.id], since=now())
        who = person.diary_office
    else:
        contacts = my_contacts()
        rows = itineraries.to_sign_at_sites(db.session, contacts, since=now())
        who = contacts[0].name
    return sign(rows, number, who, url_for("hosting.my_site", lang=lang, token=token))


@hosting.post("/office/my-sites/releases/<int:number>/seen")
@requires(Permission.ANSWER_AS_HOST)
def seen_as_host(number: int) -> ResponseReturnValue:
    rows = itineraries.to_sign_at_sites(db.session, mine.my_contacts(), since=now())
    return sign(rows, number, the_user().name, url_for("hosting.my_sites"))


@hosting.post("/office/my-duties/releases/<int:number>/seen")
@requires(Permission.SEE_OWN_ASSIGNMENTS)
def seen_on_duty(number: int) -> ResponseReturnValue:
    rows = itineraries.to_sign_of_user(db.session, the_user().id, since=now())
    return sign(rows, number, the_user().name, url_for("hosting.my_duties"))


def sign(rows: Sequence[ToSign], number: int, person: str, back: str) -> ResponseReturnValue:
    """One of one's own releases, by its id. Raises NotThere for any other."""
    for one in rows:
        if one.release.id == number:
            break
    else:
        raise NotThere("release")
    actions.sign(
        db.session,
        one.release,
        one.whos,
        by=None,
        channel=Channel.LINK,
        person=person,
        told_on=today(),
        at=now(),
    )
    flash(_("Thank you. The office knows that you have seen it."), "success")
    db.session.commit()
    return redirect(back)
