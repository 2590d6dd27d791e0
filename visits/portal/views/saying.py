"""What guests say after the visit and ask before it. No name is asked: a secret in the browser's
own cookie lets it find again what was said in it. The office's twins lie in feedback."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response

from visits.access.guard import by_token
from visits.access.rules import Channel, LinkKind
from visits.delegations.models import Delegation
from visits.delegations.rules import Told
from visits.feedback import actions
from visits.feedback import queries as feedback
from visits.feedback.forms.guests import SECRET, AskForm, OwnAnswerForm, new_secret
from visits.feedback.models import GuestAnswer
from visits.feedback.rules import Question, visit_span
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import Refused
from visits.kit.forms import Choices, answer, choices, city_today
from visits.kit.interval import Interval
from visits.kit.words import REASONS
from visits.languages.html import tr
from visits.languages.routing import wanted_language
from visits.portal import queries
from visits.portal.queries import Visit
from visits.portal.views import limits
from visits.portal.views.blueprint import portal
from visits.portal.views.shared import city_zone, default_language_url, settings

COOKIE_LASTS = timedelta(days=60)
STEPS = (*(question.value for question in Question), "best", "words")
"""The parts of the page, in order: a button after each saves and goes on to the next."""


@dataclass(frozen=True, slots=True)
class Doors:
    """When guests may ask and when they may say how it was: before, and after the visit."""

    span: Interval
    is_cancelled: bool

    def takes_questions(self, at: datetime) -> bool:
        return not self.is_cancelled and at < self.span.start

    def takes_answers(self, at: datetime) -> bool:
        return not self.is_cancelled and at >= self.span.end


def doors_of(visit: Visit) -> Doors:
    stops = [Interval(stop.starts, stop.ends) for stop in visit.stops if not stop.is_cancelled]
    zone = city_zone()
    span = visit_span(stops, starts_on=visit.starts_on, ends_on=visit.ends_on, zone=zone)
    return Doors(span, visit.is_cancelled)


def invitations(visit: Visit, lang: str, token: str) -> dict[str, str]:
    """For the page of the programme: where one may ask or say something now."""
    doors, at = doors_of(visit), now()
    here: dict[str, Any] = {"lang": lang, "token": token}
    return {
        "ask_url": url_for("portal.ask", **here) if doors.takes_questions(at) else "",
        "feedback_url": url_for("portal.say", **here) if doors.takes_answers(at) else "",
    }


@portal.route("/<lang:lang>/visit/<token>/feedback", methods=["GET", "POST"])
@by_token(LinkKind.GUEST)
def say(lang: str, token: str) -> ResponseReturnValue:
    """Five questions, the best stop, own words: each is kept as it is answered."""
    visit, delegation = both()
    doors = doors_of(visit)
    if not doors.takes_answers(now()):
        page = render_template("portal/not_open.html", doors=doors, **around(visit, "say", token))
        return page, 409 if request.method == "POST" else 200
    kept = "" if request.args.get("another") else cookie_of(delegation)
    form = answer_form(visit, delegation, kept or new_secret())
    if form.validate_on_submit():
        secret = form.secret.data or ""
        spend(delegation, secret)
        try:
            actions.give(
                db.session, delegation, form.said(), told=by_link(), language=lang, secret=secret
            )
        except Refused as error:
            db.session.rollback()
            form.form_errors.append(str(REASONS[error.reason]))
        else:
            return go_on(delegation, secret, token)
    return answer("portal/feedback.html", form, steps=STEPS, **around(visit, "say", token))


def go_on(delegation: Delegation, secret: str, token: str) -> Response:
    """To the next part of the page, or back to its beginning with thanks."""
    step = request.form.get("next", "")
    if step == "thanks":
        flash(_("Thank you. Your answers are kept; you may change them on this phone."), "success")
    anchor = f"part-{step}" if step in STEPS else None
    target = url_for("portal.say", lang=wanted_language().tag, token=token, _anchor=anchor)
    db.session.commit()
    return remembering(redirect(target), delegation, secret)


def answer_form(visit: Visit, delegation: Delegation, secret: str) -> OwnAnswerForm:
    """As this browser left it."""
    known = feedback.answer_by_secret(db.session, delegation.id, secret)
    return OwnAnswerForm(secret=secret, stops=stops_of(visit), data=facts_of(known))


def facts_of(known: GuestAnswer | None) -> dict[str, object]:
    if known is None:
        return {}
    return {
        **{question.value: value for question, value in known.rated.items()},
        **{wish.value: text for wish, text in known.said.items()},
        "best": known.best_stop.uid if known.best_stop else None,
    }


def stops_of(visit: Visit) -> Choices:
    """What took place, without the ways between."""
    real = [stop for stop in visit.stops if not (stop.is_cancelled or stop.is_light)]
    return choices((stop.uid, tr(stop.title)) for stop in real)


def spend(delegation: Delegation, secret: str) -> None:
    """How often one answer is saved, and how many are begun."""
    if feedback.answer_by_secret(db.session, delegation.id, secret):
        limits.spend((limits.SAVED, secret))
    else:
        limits.spend((limits.BEGUN_BY, g.link.id), (limits.BEGUN_FROM, request.remote_addr or ""))


# -- before the visit ------------------------------------------------------------------------------


@portal.route("/<lang:lang>/visit/<token>/questions", methods=["GET", "POST"])
@by_token(LinkKind.GUEST)
def ask(lang: str, token: str) -> ResponseReturnValue:
    """What guests want to know, at one site or anywhere; an officer passes it on to hosts."""
    visit, delegation = both()
    doors, secret = doors_of(visit), cookie_of(delegation)
    if not doors.takes_questions(now()):
        page = render_template("portal/not_open.html", doors=doors, **around(visit, "ask", token))
        return page, 409 if request.method == "POST" else 200
    form = AskForm(sites=sites_of(visit))
    if form.validate_on_submit():
        secret = secret or new_secret()
        limits.spend((limits.ASKED_BY, g.link.id), (limits.ASKED_FROM, request.remote_addr or ""))
        actions.ask(
            db.session,
            delegation,
            form.text.data or "",
            site_id=form.site_id,
            told=by_link(),
            language=lang,
            secret=secret,
        )
        flash(_("Thank you. Your question is on its way to us."), "success")
        db.session.commit()
        return remembering(
            redirect(url_for("portal.ask", lang=lang, token=token)), delegation, secret
        )
    own = feedback.questions_by_secret(db.session, delegation.id, secret)
    return answer("portal/questions.html", form, own=own, **around(visit, "ask", token))


def sites_of(visit: Visit) -> Choices:
    """The sites that guests see on their programme, each once."""
    seen = {
        stop.site_id: stop.site_name
        for stop in visit.stops
        if stop.site_id is not None and not stop.is_cancelled
    }
    tag = wanted_language().tag
    return choices((number, name.to(tag)) for number, name in seen.items())


# -- both ------------------------------------------------------------------------------------------


def both() -> tuple[Visit, Delegation]:
    """The visit as guests know it, and its row. Raises NotThere."""
    number = g.link.subject_id
    return queries.the_visit(db.session, number), queries.the_delegation(db.session, number)


def by_link() -> Told:
    return Told(channel=Channel.LINK, told_on=city_today(), at=now())


def around(visit: Visit, page: str, token: str) -> dict[str, object]:
    """What every page of a visit needs."""
    here: dict[str, Any] = {"lang": wanted_language().tag, "token": token}
    return {
        "visit": visit,
        "is_before": page == "ask",
        "home_page": url_for("portal.guest", **here),
        "another_url": url_for("portal.say", **here, another=1),
        "fallback_url": default_language_url(f"portal.{page}", token),
    }


def cookie_name(delegation: Delegation) -> str:
    prefix = "__Host-" if settings().is_secure else ""
    return f"{prefix}visit-{delegation.id}"


def cookie_of(delegation: Delegation) -> str:
    """The secret that this browser keeps for the visit; empty while it keeps none."""
    found = request.cookies.get(cookie_name(delegation), "")
    return found if SECRET.fullmatch(found) else ""


def remembering(response: Response, delegation: Delegation, secret: str) -> Response:
    """The browser keeps its secret, which nothing but these pages reads."""
    response.set_cookie(
        cookie_name(delegation),
        secret,
        max_age=COOKIE_LASTS,
        httponly=True,
        secure=settings().is_secure,
        samesite="Lax",
    )
    return response
