"""Whether a contact, or somebody of ours, gets invitations: tested, noted, chosen, ended."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.invitations import actions, queries
from visits.invitations.forms import NoteTestForm
from visits.invitations.models import CalendarReader
from visits.invitations.queries import Mailbox
from visits.invitations.words import TONES
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere, Refused
from visits.kit.words import REASONS
from visits.sites.models import Site

invitations = Blueprint("invitations", __name__)

READER = "/office/invitations/<any(contact,person):kind>/<int:number>"


@invitations.get(READER)
@requires(Permission.EDIT_REGISTERS)
def show(kind: str, number: int) -> ResponseReturnValue:
    """What is sent to this mailbox, and what the test showed."""
    return page(queries.mailbox(db.session, (kind, number)), form=None)


@invitations.post(f"{READER}/test")
@requires(Permission.EDIT_REGISTERS)
def send_test(kind: str, number: int) -> ResponseReturnValue:
    """Once more is allowed: the first may have been lost."""
    box = queries.mailbox(db.session, (kind, number))
    return done(box, lambda: actions.send_test(db.session, box, at=now()), _("The test goes out."))


@invitations.route(f"{READER}/answer", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def note_test(kind: str, number: int) -> ResponseReturnValue:
    """They told an officer what they saw: the twin of the answer that their calendar sends."""
    box = queries.mailbox(db.session, (kind, number))
    row = the_test(box)
    form = NoteTestForm(today=today(), person=box.name)
    if form.validate_on_submit():
        try:
            actions.note_test(
                db.session, row, form.answer.data, told=form.told(), by=the_user(), at=now()
            )
        except Refused as error:
            db.session.rollback()
            form.refuse("told_on", REASONS[error.reason])
        else:
            flash(_("The answer was noted."), "success")
            db.session.commit()
            return redirect(address(box))
    return page(box, form=form)


@invitations.post(f"{READER}/choose")
@requires(Permission.EDIT_REGISTERS)
def choose(kind: str, number: int) -> ResponseReturnValue:
    """From now on they are invited."""
    box = queries.mailbox(db.session, (kind, number))
    row = the_test(box)
    said = _("What is asked from now on goes out as an invitation.")
    return done(box, lambda: actions.choose(db.session, row, box, at=now()), said)


@invitations.post(f"{READER}/end")
@requires(Permission.EDIT_REGISTERS)
def end(kind: str, number: int) -> ResponseReturnValue:
    """Files again."""
    box = queries.mailbox(db.session, (kind, number))
    row = the_test(box)
    said = _("What is asked from now on carries a calendar file again.")
    return done(box, lambda: actions.end(db.session, row), said)


def done(box: Mailbox, act: Callable[[], Any], said: str) -> ResponseReturnValue:
    """One button, and what it says afterwards."""
    try:
        act()
    except Refused as error:
        db.session.rollback()
        flash(str(REASONS[error.reason]), "danger")
        return redirect(address(box))
    flash(said, "success")
    db.session.commit()
    return redirect(address(box))


def page(box: Mailbox, *, form: NoteTestForm | None) -> ResponseReturnValue:
    row = queries.tested(db.session, box.reader)
    body = render_template(
        "invitations/reader.html",
        box=box,
        row=row,
        form=form,
        once=uuid.uuid4().hex,
        tones=TONES,
        is_same_mailbox=row is not None and queries.is_same(row.address, box.address),
        is_chosen=queries.is_chosen(db.session, box),
        here={"kind": box.reader[0], "number": box.reader[1]},
        back=register_page(box),
    )
    return body, 422 if form and form.errors else 200


def the_test(box: Mailbox) -> CalendarReader:
    """Raises NotThere where none was sent."""
    row = queries.tested(db.session, box.reader)
    if row is None:
        raise NotThere("test")
    return row


def address(box: Mailbox) -> str:
    kind, number = box.reader
    return url_for("invitations.show", kind=kind, number=number)


def register_page(box: Mailbox) -> str:
    """Where the register holds the reader."""
    if box.reader[0] == "person":
        return url_for("resources.person", number=box.reader[1])
    site = db.session.get_one(Site, box.about[1])
    return url_for("sites.edit_contact", slug=site.slug, number=box.reader[1])


def today() -> date:
    """The day in the city."""
    return now().astimezone(current_app.config["ZONE"]).date()
