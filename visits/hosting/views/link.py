"""*My site*, opened by a contact's secret link, and the answers given there. Only buttons change things."""

from collections.abc import Sequence

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from visits.access.guard import by_token
from visits.access.rules import Channel, LinkKind
from visits.hosting import actions, queries
from visits.hosting.rules import Told
from visits.hosting.views import desk, officials
from visits.hosting.views.answering import answers_to, form_of, take, version_seen
from visits.hosting.views.around import around
from visits.hosting.views.blueprint import hosting, today
from visits.hosting.words import BUTTONS, THANKS
from visits.itineraries import queries as itineraries
from visits.itineraries.rules import Said
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere
from visits.kit.forms import answer, edit_rows
from visits.sites.models import SiteContact

SAID = ",".join(Said)
AT_REQUEST = f"/<lang:lang>/host/<token>/requests/<int:number>/<any({SAID}):said>"


@hosting.get("/<lang:lang>/host/<token>")
@by_token(LinkKind.HOST)
def my_site(lang: str, token: str) -> str:
    """What waits for an answer, what comes, and month by month."""
    if g.link.subject_kind == "person":
        return officials.diary(lang, token)
    month = desk.month_asked(today())
    contacts = my_contacts()
    shown = desk.desk_of(contacts, month=month, at=now())
    return render_template(
        "hosting/my_site.html",
        desk=shown,
        to_sign=itineraries.to_sign_at_sites(db.session, contacts, since=now()),
        seen_url=lambda release: url_for(
            "hosting.seen_by_host", lang=lang, token=token, number=release.id
        ),
        buttons=BUTTONS,
        answers=answers_to,
        calendar_url=url_for("calendars.of_host", lang=lang, token=token),
        hows=desk.HOWS,
        reports=desk.reports_on(shown),
        report_url=lambda card: url_for(
            "feedback.report", lang=lang, token=token, number=card.seen.stop_id
        ),
        form_url=lambda card, said: url_for(
            "hosting.reply", lang=lang, token=token, number=card.request.id, said=said
        ),
        month_url=lambda first: url_for(
            "hosting.my_site", lang=lang, token=token, month=f"{first:%Y-%m}", _anchor="month"
        ),
        list_url=lambda site, kind: url_for(
            "hosting.list_by_link",
            lang=lang,
            token=token,
            slug=site.slug,
            kind=kind,
            month=f"{month.first:%Y-%m}",
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
    told = Told(channel=Channel.LINK, on=today(), person=contacts[0].name)
    if not edit_rows(form.times) and form.validate_on_submit():
        seen = version_seen()
        take(
            form,
            lambda: actions.reply(
                db.session, card.asked, form.reply(), told=told, by=None, at=now(), seen=seen
            ),
        )
        if not form.errors:
            flash(THANKS[Said(said)], "success")
            db.session.commit()
            return redirect(url_for("hosting.my_site", lang=lang, token=token, month=card.month))
        card = desk.card_of(my_contacts(), number)
    return answer(
        "hosting/reply.html",
        form,
        card=card,
        said=said,
        buttons=BUTTONS,
        back=url_for("hosting.my_site", lang=lang, token=token),
        **around(lang, token),
    )


def my_contacts() -> Sequence[SiteContact]:
    """The contact of the link, and the same person's at other sites. Raises NotThere."""
    if g.link.subject_kind != "site_contact":
        raise NotThere("contact")
    return queries.same_person(db.session, queries.the_contact(db.session, g.link.subject_id))
