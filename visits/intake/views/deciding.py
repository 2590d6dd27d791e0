"""Asking and deciding, each with the letter that it sends: read first, then sent."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from flask import abort, current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access import queries as access
from visits.access.guard import requires, the_keeper, the_user
from visits.access.rules import LinkKind, Permission
from visits.delegations.rules import Level
from visits.intake import actions, queries
from visits.intake.actions import SUBJECT, Wording, writing
from visits.intake.forms.decisions import (
    AcceptanceForm,
    LetterForm,
    QuestionForm,
    ReasonForm,
    RedirectionForm,
)
from visits.intake.models import VisitRequest
from visits.intake.rules import DAYS_OF, Duration, RequestMove
from visits.intake.views.blueprint import intake
from visits.intake.views.shared import country_names, officers, page_url, the_request
from visits.intake.views.triage import triage_of
from visits.intake.words import HURDLES, TONES
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import Refused
from visits.kit.forms import answer, choices
from visits.kit.translated import Translated
from visits.languages.html import plain
from visits.languages.scripts import language_written
from visits.notifications.compose import Composed, Uncomposable, writer
from visits.notifications.models import Letter

Preview = Mapping[str, Any]


def composed(request: VisitRequest, kind: str, preview: Preview) -> Composed:
    """The letter as it would go out if the officer decided now, kept nowhere. 422 for none."""
    links = access.links_of(db.session, (SUBJECT, request.id))
    own = [link for link in links if link.kind is LinkKind.REQUESTER]
    spoken = [link for link in own if link.language == request.language] or own
    letter = Letter(
        kind=kind,
        recipient=request.requester_email,
        recipient_name=request.requester_name,
        language=request.language,
        facts={
            "request": request.id,
            "link": spoken[0].id if spoken else "",
            "preview": preview,
        },
    )
    try:
        return writer().compose(db.session, letter)
    except Uncomposable as error:
        abort(422, description=str(words.label(error.setback.failure)))


def decide(
    request: VisitRequest,
    form: LetterForm,
    move: RequestMove,
    *,
    kind: str,
    preview: Callable[[], Preview | None],
    act: Callable[[Wording], ResponseReturnValue],
    **page: Any,
) -> ResponseReturnValue:
    """Show the form with its letter; act once the officer has read the letter that will go.

    *preview* gives what the letter says of this form, None while it cannot be written yet. *act*
    does it and says where it leads.
    """
    if not form.is_submitted():
        if not actions.may(request, move):
            flash(words.REASONS["request_move"], "warning")
            return redirect(page_url(request))
        told = preview()
        if told is not None:
            form.show(composed(request, kind, told))
    elif form.validate():
        letter = composed(request, kind, preview() or {})
        if form.has_read(letter):
            subject, text = form.own_words(letter)
            try:
                where = act(Wording(subject, text, is_draft=form.as_draft.data))
            except Refused as error:
                db.session.rollback()
                form.say(str(words.REASONS[error.reason]))
                request = the_request(request.code)
            else:
                db.session.commit()
                return where
    return answer(f"intake/{move.value}.html", form, request=request, **page)


def how() -> dict[str, Any]:
    return {"by": the_user(), "links": the_keeper(), "at": now()}


@intake.route("/<code>/ask", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def ask(code: str) -> ResponseReturnValue:
    request = the_request(code)
    form = QuestionForm(request=request)

    def act(wording: Wording) -> ResponseReturnValue:
        actions.ask(db.session, request, form.text.data or "", wording=wording, **how())
        flash(_("The question is on its way."), "success")
        return redirect(page_url(request, "thread"))

    return decide(
        request,
        form,
        RequestMove.ASK,
        kind=writing.QUESTION,
        preview=lambda: {"asked": form.text.data} if form.text.data else None,
        act=act,
    )


@intake.route("/<code>/accept", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def accept(code: str) -> ResponseReturnValue:
    """Accepting opens the delegation."""
    request = the_request(code)
    form = AcceptanceForm(
        request=request,
        countries=choices(country_names().items()),
        officers=officers(),
        zone=current_app.config["TIME_ZONE"],
        alike=choices(
            (str(body.id), plain(body.name)) for body in queries.bodies_alike(db.session, request)
        ),
        **proposed(request),
    )

    def preview() -> Preview | None:
        if not (form.starts_on.data and form.ends_on.data and form.lead_id.data):
            return None
        lead = access.the_user(db.session, form.lead_id.data)
        return {"starts_on": form.starts_on.data, "ends_on": form.ends_on.data, "lead": lead}

    def act(wording: Wording) -> ResponseReturnValue:
        delegation = actions.accept(db.session, request, form.facts(), wording=wording, **how())
        flash(_("The delegation %(code)s was opened.", code=delegation.code), "success")
        return redirect(url_for("delegations.show", code=delegation.code))

    return decide(
        request,
        form,
        RequestMove.ACCEPT,
        kind=writing.ACCEPTED,
        preview=preview,
        act=act,
        triage=triage_of(request),
        hurdles=HURDLES,
        tones=TONES,
        sites={wish.site_id: wish.site for wish in request.sites},
        is_new_body=bool(request.body_name) and request.organisation_id is None,
        lacks_approval=actions.lacks_approval(request, request.level, the_user()),
    )


def proposed(request: VisitRequest) -> dict[str, Any]:
    """What the request tells for the delegation's form; days only where one is certain."""
    facts: dict[str, Any] = {
        "title": title_of(request),
        "country": request.country,
        "planned": request.people,
        "level": request.level or Level.WORKING,
        "lead_id": request.assignee_id or the_user().id,
    }
    days = timedelta(days=DAYS_OF[request.duration or Duration.ONE_DAY] - 1)
    for slot in request.slots:
        if slot.first and slot.last and slot.last - slot.first <= days:
            last = slot.first + days if slot.first == slot.last else slot.last
            return {**facts, "starts_on": slot.first, "ends_on": last}
    return facts


def title_of(request: VisitRequest) -> Translated:
    """The subject in the language in which it is written."""
    subject = request.subject
    return Translated({language_written(subject, (request.language,)): subject})


@intake.route("/<code>/decline", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def decline(code: str) -> ResponseReturnValue:
    request = the_request(code)
    form = ReasonForm(request=request)

    def act(wording: Wording) -> ResponseReturnValue:
        reason = form.reason.data or ""
        actions.decline(db.session, request, reason=reason, wording=wording, **how())
        flash(_("The decision was saved, with its letter."), "success")
        return redirect(page_url(request))

    return decide(request, form, RequestMove.DECLINE, kind=writing.DECLINED, preview=dict, act=act)


@intake.route("/<code>/waitlist", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def waitlist(code: str) -> ResponseReturnValue:
    request = the_request(code)
    form = ReasonForm(request=request)

    def act(wording: Wording) -> ResponseReturnValue:
        reason = form.reason.data or ""
        actions.waitlist(db.session, request, reason=reason, wording=wording, **how())
        flash(_("The decision was saved, with its letter."), "success")
        return redirect(page_url(request))

    return decide(
        request, form, RequestMove.WAITLIST, kind=writing.WAITLISTED, preview=dict, act=act
    )


@intake.route("/<code>/redirect", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def refer(code: str) -> ResponseReturnValue:
    """To another office that can help them better."""
    request = the_request(code)
    form = RedirectionForm(request=request)

    def act(wording: Wording) -> ResponseReturnValue:
        to, reason = form.to.data or "", form.reason.data or ""
        actions.redirect(db.session, request, to=to, reason=reason, wording=wording, **how())
        flash(_("The decision was saved, with its letter."), "success")
        return redirect(page_url(request))

    return decide(
        request,
        form,
        RequestMove.REDIRECT,
        kind=writing.REDIRECTED,
        preview=lambda: {"to": form.to.data} if form.to.data else None,
        act=act,
    )
