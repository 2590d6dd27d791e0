"""*My site*, opened by a contact's secret link, and the answers given there. Only buttons change things."""

from collections.abc import Sequence

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from visits.access.guard import by_token
from visits.access.rules import Channel, LinkKind
from visits.hosting import actions, queries
from visits.hosting.forms import ReplyForm
from visits.hosting.rules import Told, replies_to
from visits.hosting.views import desk
from visits.hosting.views.blueprint import hosting, today, zone
from visits.hosting.views.desk import Card
from visits.hosting.words import BUTTONS, THANKS
from visits.itineraries.judging import Blocked
from visits.itineraries.rules import Said
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere, Refused
from visits.kit.forms import edit_rows
from visits.kit.words import REASONS
from visits.sites.models import SiteContact

SAID = ",".join(Said)
AT_REQUEST = f"/<lang:lang>/host/<token>/requests/<int:number>/<any({SAID}):said>"


@hosting.get("/<lang:lang>/host/<token>")
@by_token(LinkKind.HOST)
def my_site(lang: str, token: str) -> str:
    """What waits for an answer, this week, and month by month."""
    month = desk.read_month(request.args.get("month", ""), today())
    shown = desk.desk_of(my_contacts(), month=month, at=now())
    return render_template(
        "hosting/my_site.html",
        desk=shown,
        buttons=BUTTONS,
        answers=answers_to,
        form_url=lambda card, said: url_for(
            "hosting.reply", lang=lang, token=token, number=card.request.id, said=said
        ),
        month_url=lambda first: url_for(
            "hosting.my_site", lang=lang, token=token, month=f"{first:%Y-%m}", _anchor="month"
        ),
        **around(lang, token),
    )


@hosting.route(AT_REQUEST, methods=["GET", "POST"])
@by_token(LinkKind.HOST)
def reply(lang: str, token: str, number: int, said: str) -> ResponseReturnValue:
    """One kind of answer to one request; yes comes from the page itself by one button."""
    contacts = my_contacts()
    card = desk.card_of(contacts, number)
    form = form_of(card, Said(said))
    is_about_rows = edit_rows(form.times)
    if not is_about_rows and form.validate_on_submit() and answer(card, form, contacts[0]):
        flash(THANKS[Said(said)], "success")
        db.session.commit()
        return redirect(url_for("hosting.my_site", lang=lang, token=token))
    return reply_page(
        desk.card_of(contacts, number) if form.errors else card,
        form,
        back=url_for("hosting.my_site", lang=lang, token=token),
        **around(lang, token),
    )


def my_contacts() -> Sequence[SiteContact]:
    """The contact of the link, and the same person's at other sites. Raises NotThere."""
    if g.link.subject_kind != "site_contact":
        raise NotThere("contact")
    return queries.same_person(db.session, queries.the_contact(db.session, g.link.subject_id))


def answers_to(card: Card) -> Sequence[Said]:
    """What can still be said, in the order of the buttons."""
    possible = replies_to(card.request.state) if card.request else ()
    return [said for said in BUTTONS if said in possible]


def form_of(card: Card, said: Said) -> ReplyForm:
    request_of = card.request
    if request_of is None or said not in replies_to(request_of.state):
        raise NotThere("request")
    return ReplyForm(zone=zone(), length=request_of.ends - request_of.starts, said=said)


def answer(card: Card, form: ReplyForm, contact: SiteContact) -> bool:
    """Take the answer; when it cannot be taken, say why on the form and keep what was typed."""
    if card.request is None:
        raise NotThere("request")
    try:
        actions.reply(
            db.session,
            card.request,
            form.reply(),
            told=Told(channel=Channel.LINK, on=today(), person=contact.name),
            by=None,
            at=now(),
            seen=version_seen(),
        )
    except Blocked:
        db.session.rollback()
        form.form_errors.append(str(REASONS["host_blocked"]))
    except Refused as error:
        db.session.rollback()
        form.form_errors.append(str(REASONS[error.reason]))
    return not form.errors


def version_seen() -> int | None:
    """The version of the request on the page from which the answer comes, if it says so."""
    written = request.form.get("seen", "")
    return int(written) if written.isdecimal() else None


def reply_page(card: Card, form: ReplyForm, **around: object) -> ResponseReturnValue:
    body = render_template(
        "hosting/reply.html", card=card, form=form, said=form.is_about, buttons=BUTTONS, **around
    )
    return body, 422 if form.errors else 200


def around(lang: str, token: str) -> dict[str, object]:
    """What every page of the link needs."""
    offered = [one.tag for one in current_app.extensions["languages"]]
    return {
        "home_page": url_for("hosting.my_site", lang=lang, token=token),
        "fallback_url": url_for(
            "hosting.my_site", lang="ko" if "ko" in offered else offered[0], token=token
        ),
    }
