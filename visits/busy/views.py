"""The busy calendars of a site, a person or a vehicle: brought, looked at, taken over, read again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.access import limits
from visits.access.guard import requires, settings, the_user
from visits.access.models import User
from visits.access.rules import Permission
from visits.busy import actions, queries
from visits.busy.fetching import Resolve, fetch, host_of, kept_and_found, public_address
from visits.busy.forms import CalendarForm, PreviewForm
from visits.busy.models import BusySource
from visits.busy.rules import REFRESH_AGAIN, Fault, NotRead, Offer, Owner, Reading
from visits.busy.sandbox import read_apart
from visits.busy.words import event_sentence, sentence
from visits.hosting import queries as hosting
from visits.kit import once
from visits.kit.asked import read_id
from visits.kit.clock import now
from visits.kit.db import db, reads_only
from visits.kit.errors import NotThere
from visits.kit.forms import answer
from visits.kit.sealing import Sealer
from visits.kit.sheets.refusals import BadSheet
from visits.kit.sheets.signing import opened, sealed
from visits.kit.translated import Translated
from visits.resources import queries as resources
from visits.resources.models import Person
from visits.sites import queries as sites

SHOWN = 8
"""Busy times that the preview shows."""

PER_USER = limits.Limit("read_calendar", 30)
"""Each keeps a server of others and a process of ours at work."""

busy = Blueprint("busy", __name__, url_prefix="/office/busy")
OF_OWNER = f"/<any({','.join(Owner)}):kind>/<key>"


@dataclass(frozen=True, slots=True)
class Owned:
    """Whose calendars these are, and the page they belong to."""

    kind: Owner
    number: int
    key: str
    name: Translated
    back: str

    @property
    def purpose(self) -> str:
        """Previews of one owner are of no use for another."""
        return f"busy calendar of {self.kind} {self.number}"

    def url(self, endpoint: str, **more: Any) -> str:
        return url_for(f"busy.{endpoint}", kind=self.kind.value, key=self.key, **more)


def the_owner(kind: str, key: str) -> Owned:
    """Everybody's for the office; a host's own sites, a person's own self. Raises NotThere."""
    return FINDERS[Owner(kind)](db.session, key, the_user())


def the_site(session: Session, slug: str, user: User) -> Owned:
    site = sites.the_site(session, slug)
    if user.can(Permission.EDIT_REGISTERS):
        back = url_for("sites.show", slug=slug)
    elif any(one.site_id == site.id for one in hosting.contacts_of_user(session, user.id)):
        back = url_for("hosting.my_sites")
    else:
        raise NotThere("site")
    return Owned(Owner.SITE, site.id, slug, site.name, back)


def the_person(session: Session, key: str, user: User) -> Owned:
    person = resources.the_person(session, read_id(key) or 0)
    if user.can(Permission.EDIT_REGISTERS):
        back = url_for("resources.person", number=person.id)
    elif person.user_id == user.id:
        back = url_for("hosting.my_duties")
    else:
        raise NotThere("person")
    return Owned(Owner.PERSON, person.id, key, person.name, back)


def the_vehicle(session: Session, key: str, user: User) -> Owned:
    """Vehicles are the office's."""
    vehicle = resources.the_vehicle(session, read_id(key) or 0)
    if not user.can(Permission.EDIT_REGISTERS):
        raise NotThere("vehicle")
    back = url_for("resources.vehicle", number=vehicle.id)
    return Owned(Owner.VEHICLE, vehicle.id, key, vehicle.name, back)


FINDERS: dict[Owner, Callable[[Session, str, User], Owned]] = {
    Owner.SITE: the_site,
    Owner.PERSON: the_person,
    Owner.VEHICLE: the_vehicle,
}


def sealer() -> Sealer:
    found: Sealer = current_app.extensions["calendar_sealer"]
    return found


@busy.get("/mine")
@requires(Permission.KEEP_BUSY_TIMES)
def mine() -> ResponseReturnValue:
    """To the calendars of whoever has signed in and is one of our people."""
    number = db.session.scalar(select(Person.id).where(Person.user_id == the_user().id))
    if number is None:
        raise NotThere("person")
    return redirect(url_for("busy.show", kind=Owner.PERSON.value, key=str(number)))


@busy.get(OF_OWNER)
@requires(Permission.KEEP_BUSY_TIMES)
def show(kind: str, key: str) -> str:
    owner = the_owner(kind, key)
    return render_template(
        "busy/show.html",
        owner=owner,
        sources=queries.sources_of(db.session, owner.kind, owner.number),
        spans=queries.next_spans(db.session, owner.kind, owner.number, since=now()),
    )


@busy.route(f"{OF_OWNER}/add", methods=["GET", "POST"])
@requires(Permission.KEEP_BUSY_TIMES)
@reads_only
def add(kind: str, key: str) -> ResponseReturnValue:
    """The file or the address first; then its preview, until it is taken over or left."""
    return bring(the_owner(kind, key), None)


@busy.route(f"{OF_OWNER}/<int:number>/replace", methods=["GET", "POST"])
@requires(Permission.KEEP_BUSY_TIMES)
@reads_only
def replace(kind: str, key: str, number: int) -> ResponseReturnValue:
    """The same calendar, brought anew."""
    owner = the_owner(kind, key)
    return bring(owner, queries.the_source(db.session, owner.kind, owner.number, number))


@busy.post(f"{OF_OWNER}/<int:number>/refresh")
@requires(Permission.KEEP_BUSY_TIMES)
@reads_only
def refresh(kind: str, key: str, number: int) -> ResponseReturnValue:
    """Read an address again, now; when that fails, the times stay as they were."""
    owner = the_owner(kind, key)
    source = queries.the_source(db.session, owner.kind, owner.number, number)
    if not source.address:
        raise NotThere("busy_source")
    with db.writing() as session:
        is_mine = actions.claim(session, source.id, every=REFRESH_AGAIN, at=now())
        session.commit()
    if not is_mine:
        flash(_("This calendar was read a moment ago. Try again in a minute."), "warning")
        return redirect(owner.url("show"))
    told = read_again(source)
    with db.writing() as session:
        source = queries.the_source(session, owner.kind, owner.number, number, lock=True)
        if isinstance(told, NotRead):
            actions.note_fault(session, source, told.fault)
            flash(sentence(told), "error")
        else:
            actions.take_reading(session, source, told, at=now())
            flash(_("The calendar was read again."), "success")
        session.commit()
    return redirect(owner.url("show"))


def read_again(source: BusySource) -> Reading | NotRead:
    """No transaction waits for a server or a reader."""
    try:
        address = actions.address_of(source, sealer())
        db.session.rollback()
        return read_apart(fetch_public(address), at=now(), zone=settings().zone)
    except NotRead as error:
        return error


@busy.post(f"{OF_OWNER}/<int:number>/remove")
@requires(Permission.KEEP_BUSY_TIMES)
def remove(kind: str, key: str, number: int) -> ResponseReturnValue:
    owner = the_owner(kind, key)
    actions.remove(db.session, queries.the_source(db.session, owner.kind, owner.number, number))
    flash(_("The calendar and its busy times were removed."), "success")
    db.session.commit()
    return redirect(owner.url("show"))


# -- bringing a calendar ---------------------------------------------------------------------------


def bring(owner: Owned, source: BusySource | None) -> ResponseReturnValue:
    if "state" in request.form:
        return take(owner, source)
    form = CalendarForm(name=source.name if source else "")
    if form.validate_on_submit():
        try:
            offer = read_offer(form)
        except NotRead as error:
            form.refuse(form.at_fault, sentence(error))
        else:
            return preview(PreviewForm(formdata=None), owner, source, offer)
    return answer("busy/choose.html", form, owner=owner, source=source)


def read_offer(form: CalendarForm) -> Offer:
    """What the calendar says. No transaction waits for a server or a reader. Raises NotRead."""
    spend()
    name = (form.name.data or "").strip()
    if form.file.data:
        reading = read_apart(form.content(), at=now(), zone=settings().zone)
        return Offer(name or form.file.data.filename or "", reading)
    address, content = kept_and_found(form.address.data or "", fetch_public)
    reading = read_apart(content, at=now(), zone=settings().zone)
    return Offer(name or host_of(address), reading, address)


def spend() -> None:
    """Count one more calendar of whoever is signed in. Raises NotRead when that is one too many."""
    key = str(the_user().id)
    with db.writing() as session:
        may_read = limits.spend(session, PER_USER, key, at=now())
        session.commit()
    if not may_read:
        raise NotRead(Fault.TOO_OFTEN)


def fetch_public(address: str) -> bytes:
    resolve: Resolve = current_app.extensions.get("calendar_servers", public_address)
    return fetch(address, resolve=resolve)


def preview(
    form: PreviewForm, owner: Owned, source: BusySource | None, offer: Offer
) -> ResponseReturnValue:
    form.state.data = sealed(offer, purpose=owner.purpose)
    reading = offer.reading
    return answer(
        "busy/preview.html",
        form,
        owner=owner,
        source=source,
        offer=offer,
        reading=reading,
        host=host_of(offer.address) if offer.address else "",
        spans=reading.spans[:SHOWN],
        left_out=[event_sentence(one) for one in reading.left_out],
    )


def take(owner: Owned, source: BusySource | None) -> ResponseReturnValue:
    """What was looked at, and nothing else."""
    form = PreviewForm()
    try:
        offer = opened(Offer, form.state.data or "", purpose=owner.purpose)
    except (BadSheet, NotRead):
        flash(_("This preview has expired. Please bring the calendar again."), "warning")
        return redirect(owner.url("add"))
    if not form.validate_on_submit():
        return preview(form, owner, source, offer)
    number, by = source.id if source else None, the_user().name
    with db.writing() as session:
        if sent_before := once.take():
            return sent_before
        if number is None:
            kept = actions.add(
                session, owner.kind, owner.number, offer, by=by, at=now(), sealer=sealer()
            )
        else:
            kept = queries.the_source(session, owner.kind, owner.number, number, lock=True)
            actions.replace(session, kept, offer, by=by, at=now(), sealer=sealer())
        flash(told(kept.number), "success")
        session.commit()
    return redirect(owner.url("show"))


def told(number: int) -> str:
    return str(
        ngettext(
            "The calendar was taken over: %(num)s busy time.",
            "The calendar was taken over: %(num)s busy times.",
            number,
        )
    )
