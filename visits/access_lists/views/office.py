"""The office's page of a delegation's lists: how far each is, handing over, opening with a reason."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_keeper, the_user
from visits.access.rules import Permission
from visits.access_lists import actions, queries
from visits.access_lists.actions import Handed
from visits.access_lists.forms import DeliverForm, HandOverForm, TakeForm
from visits.access_lists.models import AccessListVersion
from visits.access_lists.queries import Place
from visits.access_lists.rules import Handing
from visits.access_lists.views.blueprint import access_lists
from visits.access_lists.views.contents import open_version, shown
from visits.delegations import queries as delegations
from visits.delegations.models import Delegate, Delegation
from visits.identity.views.shared import officer_looks, today
from visits.itineraries.models import Stop
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere, Refused
from visits.kit.forms import BaseForm, answer, choices
from visits.languages.routing import interface_language
from visits.sites.rules import IdentityField

BASE = "/office/delegations/<code>/access-lists"


@access_lists.get(BASE)
@requires(Permission.SEE_IDENTITY)
def overview(code: str) -> str:
    delegation = delegations.the_delegation(db.session, code)
    found = queries.places(db.session, delegation)
    versions = [version.id for place in found if place.row for version in place.row.versions]
    return render_template(
        "access_lists/office.html",
        delegation=delegation,
        places=found,
        looks=queries.looks_at(db.session, versions),
        today=today(),
        at=now(),
        names=names_of(delegation),
    )


def names_of(delegation: Delegation) -> dict[int, Delegate]:
    """Who is on the roster, by id."""
    return {one.id: one for one in delegations.roster(db.session, delegation)}


@access_lists.route(f"{BASE}/<uid>/deliver", methods=["GET", "POST"])
@requires(Permission.SEE_IDENTITY)
def deliver(code: str, uid: str) -> ResponseReturnValue:
    """By an expiring link, to the security desk of the site."""
    delegation, place = both(code, uid)
    contacts = queries.desks(db.session, site_of(place))
    form = DeliverForm(
        asks_plates=asks_plates(place),
        contacts=choices((one.id, f"{one.name} · {words.label(one.role)}") for one in contacts),
        data={"plates": proposed_plates(place)},
    )
    if form.validate_on_submit():
        contact = queries.the_desk(db.session, site_of(place), int(form.contact.data))
        handed = Handed(handing=Handing.LINK, contact=contact, by=the_user())
        if hand(delegation, place, handed, form):
            flash(
                _(
                    "The list is on its way; its link works until the stop is over, and for 72 hours at least."
                ),
                "success",
            )
            db.session.commit()
            return redirect(url_for("access_lists.overview", code=code))
        delegation, place = both(code, uid)
    return answer(
        "access_lists/deliver.html",
        form,
        delegation=delegation,
        place=place,
        contacts=contacts,
        names=names_of(delegation),
    )


@access_lists.route(f"{BASE}/<uid>/hand-over", methods=["GET", "POST"])
@requires(Permission.SEE_IDENTITY)
def hand_over(code: str, uid: str) -> ResponseReturnValue:
    """The twin of the link: handed over by official letter, which has a number."""
    delegation, place = both(code, uid)
    form = HandOverForm(
        asks_plates=asks_plates(place), today=today(), data={"plates": proposed_plates(place)}
    )
    if form.validate_on_submit():
        handed = Handed(
            handing=Handing.OFFICIAL_LETTER,
            person=form.person.data or "",
            told_on=form.told_on.data,
            document_number=form.document_number.data or "",
            by=the_user(),
        )
        if hand(delegation, place, handed, form):
            flash(_("It was noted that the list was handed over by official letter."), "success")
            db.session.commit()
            return redirect(url_for("access_lists.overview", code=code))
        delegation, place = both(code, uid)
    return answer(
        "access_lists/hand_over.html",
        form,
        delegation=delegation,
        place=place,
        names=names_of(delegation),
    )


def hand(
    delegation: Delegation, place: Place, handed: Handed, form: DeliverForm | HandOverForm
) -> bool:
    """Do it, or undo everything and say why not."""
    try:
        actions.deliver(
            db.session,
            delegation,
            place,
            handed,
            plates=form.typed_plates,
            keeper=the_keeper(),
            at=now(),
        )
    except Refused as error:
        db.session.rollback()
        say(form, error.reason)
        return False
    return True


def say(form: BaseForm, reason: str) -> None:
    if reason == "told_in_future":
        form.refuse("told_on", str(words.REASONS[reason]))
    else:
        form.form_errors.append(str(words.REASONS[reason]))


@access_lists.route(f"{BASE}/versions/<int:number>", methods=["GET", "POST"])
@requires(Permission.SEE_IDENTITY)
def take(code: str, number: int) -> ResponseReturnValue:
    """The reason first; then it is logged, and then shown or sent."""
    delegation = delegations.the_delegation(db.session, code)
    version = version_of(delegation, number)
    form = TakeForm()
    if not form.validate_on_submit():
        return answer("access_lists/take.html", form, delegation=delegation, version=version)
    kind = form.kind.data
    open_version(version, officer_looks(), kind, reason=form.reason.data or "")
    db.session.commit()
    return shown(version, delegation, kind, interface_language().tag, "access_lists/list.html")


def version_of(delegation: Delegation, number: int) -> AccessListVersion:
    """A version of this very delegation. Raises NotThere."""
    version = queries.the_version(db.session, number)
    if version.list.delegation_id != delegation.id:
        raise NotThere("access list")
    return version


def both(code: str, uid: str) -> tuple[Delegation, Place]:
    """The list of a stop to come, as it is demanded now. Raises NotThere."""
    delegation = delegations.the_delegation(db.session, code)
    for place in queries.places(db.session, delegation):
        if place.stop.uid == uid and place.wanted is not None and place.stop.ends > now():
            return delegation, place
    raise NotThere("stop")


def site_of(place: Place) -> int:
    if place.wanted is None:
        raise NotThere("stop")
    return place.wanted.demand.site_id


def asks_plates(place: Place) -> bool:
    return place.wanted is not None and IdentityField.VEHICLE_PLATE in place.wanted.demand.fields


def proposed_plates(place: Place) -> str:
    """What was entered before, else our vehicles at the stop."""
    if place.row is not None and place.row.plates:
        return place.row.plates
    stop: Stop = place.stop
    return ", ".join(one.vehicle.plate for one in stop.assignments if one.vehicle is not None)
