"""The protocol of a visit: what was settled, what is proposed, all fields at once."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, get_locale, ngettext
from flask_babel import gettext as _

from visits.access.guard import requires, the_user
from visits.access.rules import Permission
from visits.delegations import queries as delegations
from visits.delegations.models import Delegation
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import Refused
from visits.kit.forms import answer
from visits.kit.lists import in_a_row
from visits.languages.catalogue import language
from visits.organisations import queries as organisations
from visits.reception import actions, queries
from visits.reception.forms import ProtocolForm, TakeOverForm
from visits.reception.rules import GROUPS, PROPOSED, ProtocolField
from visits.reception.views.blueprint import reception
from visits.reception.words import proposed_text

PAPERS = language("ko")
"""In which the city writes the plan that prints these texts."""


@reception.get("/protocol")
@requires(Permission.READ_DELEGATIONS)
def protocol(code: str) -> str:
    delegation = delegations.the_delegation(db.session, code)
    row = queries.the_protocol(db.session, delegation)
    texts = row.texts
    return render_template(
        "reception/protocol.html",
        delegation=delegation,
        protocol=row,
        groups=GROUPS,
        texts=texts,
        proposed={
            field: text for field, text in proposals(delegation).items() if field not in texts
        },
        form=TakeOverForm(),
    )


def proposals(delegation: Delegation) -> dict[ProtocolField, str]:
    """The fields that the level asks for, each with a text in the language of the plan, which is
    Korean whatever the officer reads."""
    labels = organisations.country_names(db.session, PAPERS.tag)
    level = delegation.level
    with force_locale(PAPERS.locale):
        countries = [labels.get(row.country, row.country) for row in delegation.countries]
        facts = {
            "title": delegation.title.to(PAPERS.tag),
            "countries": in_a_row(countries, get_locale()),
        }
        return {
            field: proposed_text(level, field, facts)
            for field in ProtocolField
            if field in PROPOSED[level]
        }


@reception.post("/protocol/take-over")
@requires(Permission.EDIT_DELEGATIONS)
def take_over(code: str) -> ResponseReturnValue:
    """A proposed text, or all of them, as if it had been typed."""
    delegation = delegations.the_delegation(db.session, code)
    wanted = TakeOverForm().wanted(proposals(delegation))
    try:
        count = actions.take_over(db.session, delegation, wanted, by=the_user(), at=now())
    except Refused as error:
        db.session.rollback()
        flash(words.REASONS[error.reason], "warning")
        return redirect(url_for("reception.protocol", code=code))
    text = "%(num)s proposed text was taken over.", "%(num)s proposed texts were taken over."
    flash(ngettext(*text, count), "success")
    db.session.commit()
    return redirect(url_for("reception.protocol", code=code))


@reception.route("/protocol/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def edit_protocol(code: str) -> ResponseReturnValue:
    delegation = delegations.the_delegation(db.session, code)
    row = queries.the_protocol(db.session, delegation)
    form = ProtocolForm(obj=row, proposed=proposals(delegation))
    if form.validate_on_submit():
        actions.write_protocol(db.session, row, form.texts(), by=the_user(), at=now())
        flash(_("The protocol was saved."), "success")
        db.session.commit()
        return redirect(url_for("reception.protocol", code=code))
    asked = PROPOSED[delegation.level] | row.texts.keys()
    return answer(
        "reception/edit_protocol.html", form, delegation=delegation, groups=GROUPS, asked=asked
    )
