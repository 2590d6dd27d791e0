"""One letter of the next release: read, changed, left out. What an approver says of the whole."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.itineraries import actions, queries
from visits.itineraries.actions import approving
from visits.itineraries.forms.programme import ApprovalForm, LetterChoiceForm, ReleaseForm
from visits.itineraries.models import Itinerary
from visits.itineraries.rules import Will
from visits.itineraries.views.blueprint import itineraries
from visits.itineraries.views.prepared import Prepared, digest, prepared
from visits.itineraries.views.shared import answer, is_begun, the_draft
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere, Refused
from visits.kit.translated import Translated
from visits.kit.words import REASONS
from visits.notifications.views import own_words


@itineraries.route("/release/letters/<who>", methods=["GET", "POST"])
@requires(Permission.RELEASE)
def choose_letter(code: str, who: str) -> ResponseReturnValue:
    """How the letter to somebody would read; other words for it, or none at all."""
    itinerary = the_draft(code, load=queries.the_itinerary_to_release)
    found = the_letter(itinerary, who)
    form = LetterChoiceForm(composed=found.composed, will=found.will)
    if form.validate_on_submit():
        actions.choose(
            db.session,
            itinerary,
            who,
            will=Will(form.will.data),
            subject=own_words(form.subject.data, found.original.subject),
            text=own_words(as_lines(form.text.data), found.original.text),
            digest=digest(found.original),
            by=the_user(),
            at=now(),
        )
        flash(_("The letter is kept as you left it."), "success")
        db.session.commit()
        return redirect(url_for("itineraries.release", code=code, _anchor="letters"))
    return answer("itineraries/letter.html", form, code=code, letter=found)


def as_lines(typed: str | None) -> str | None:
    """What browsers send of a text, with the line ends that letters have."""
    return typed.replace("\r\n", "\n").strip() if typed else None


def the_letter(itinerary: Itinerary, who: str) -> Prepared:
    """Raises NotThere for somebody who is not written to."""
    if not is_begun(itinerary):
        raise NotThere("itinerary")
    plan = itinerary.plan
    note = plan.note if plan else Translated()
    preview = queries.release_preview(
        db.session, itinerary, at=now(), note=note, by_id=the_user().id
    )
    for one in prepared(itinerary, preview, note):
        if one.recipient.who == who:
            return one
    raise NotThere("letter")


# -- approval --------------------------------------------------------------------------------------


@itineraries.post("/release/ask-approval")
@requires(Permission.RELEASE)
def ask_approval(code: str) -> ResponseReturnValue:
    """For the programme as it stands, with the note that was typed."""
    form = ReleaseForm()
    return decided(
        code,
        lambda draft: approving.ask_approval(
            db.session, draft, note=form.note.data, by=the_user(), at=now()
        ),
        _("The approvers see it on their dashboard now."),
    )


@itineraries.post("/release/approve")
@requires(Permission.APPROVE)
def approve_release(code: str) -> ResponseReturnValue:
    comment = ApprovalForm().comment.data or ""
    return decided(
        code,
        lambda draft: approving.approve(
            db.session, draft, comment=comment, by=the_user(), at=now()
        ),
        _("Approved; the officer can release it now."),
    )


@itineraries.post("/release/send-back")
@requires(Permission.APPROVE)
def send_release_back(code: str) -> ResponseReturnValue:
    comment = ApprovalForm().comment.data or ""
    return decided(
        code,
        lambda draft: approving.send_back(
            db.session, draft, comment=comment, by=the_user(), at=now()
        ),
        _("Sent back; the officer sees what has to be settled first."),
    )


def decided(code: str, act: Callable[[Itinerary], Any], said: str) -> ResponseReturnValue:
    """Do it and say so, or say why it cannot be done."""
    itinerary = the_draft(code)
    if not is_begun(itinerary):
        raise NotThere("itinerary")
    try:
        act(itinerary)
    except Refused as error:
        db.session.rollback()
        flash(str(REASONS[error.reason]), "danger")
        return redirect(url_for("itineraries.release", code=code))
    flash(said, "success")
    db.session.commit()
    return redirect(url_for("itineraries.release", code=code))
