"""What was released: the list, each release as it was frozen, who has signed for it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import requires, the_keeper, the_user
from visits.access.rules import Channel, Permission
from visits.conflicts.rules import Code
from visits.itineraries import actions, queries
from visits.itineraries.changes import changes
from visits.itineraries.forms.programme import ReceiptForm
from visits.itineraries.models import Release, ReleasedStop
from visits.itineraries.views.blueprint import itineraries
from visits.itineraries.views.shared import answer, attempt, is_begun, the_draft, today, zone
from visits.kit import records
from visits.kit.clock import now
from visits.kit.codes import code_of
from visits.kit.db import db
from visits.kit.errors import NotThere
from visits.languages.html import plain
from visits.notifications import queries as letters


@itineraries.get("/releases")
@requires(Permission.READ_DELEGATIONS)
def releases(code: str) -> str:
    itinerary = the_draft(code)
    rows = queries.releases(db.session, itinerary) if is_begun(itinerary) else []
    return render_template(
        "itineraries/releases.html",
        itinerary=itinerary,
        delegation=itinerary.delegation,
        releases=rows,
        letters=letters.letters_about(db.session, ("delegation", itinerary.delegation.id)),
    )


@itineraries.get("/releases/<int:number>")
@requires(Permission.READ_DELEGATIONS)
def show_release(code: str, number: int) -> str:
    """A release as it was frozen, and what it changed."""
    shown = queries.the_release(db.session, code, number)
    itinerary = the_draft(code)
    before = release_before(code, number)
    titles = {row.uid: row.title for one in (before, shown) if one for row in one.stops}
    return render_template(
        "itineraries/released.html",
        itinerary=itinerary,
        delegation=itinerary.delegation,
        release=shown,
        before=before,
        days=by_day(shown),
        changes=changes(shown.diff, titles),
        officers=records.named(db.session, (("user", number) for number in overriders(shown))),
        overrides=[(Code(one["code"]), one["reason"], one["by_id"]) for one in shown.overrides],
        letters=queries.letters_of(db.session, shown),
        signers=queries.signers(db.session, shown),
        paper=paper_of(shown),
        paper_code=code_of,
    )


def paper_of(shown: Release) -> str:
    """The address that says whether a paper of this release is the newest; empty without one."""
    link = queries.paper_link(db.session, shown.id)
    return the_keeper().address(link) if link else ""


@itineraries.route("/releases/<int:number>/receipts/<who>", methods=["GET", "POST"])
@requires(Permission.EDIT_ITINERARIES)
def note_receipt(code: str, number: int, who: str) -> ResponseReturnValue:
    """Somebody told us that they have seen the release: the twin of their own button."""
    shown = queries.the_release(db.session, code, number)
    signer = queries.the_signer(db.session, shown, who)
    name = signer.name if isinstance(signer.name, str) else plain(signer.name)
    form = ReceiptForm(today=today(), person=name)
    if form.validate_on_submit():
        outcome = attempt(
            form,
            lambda: actions.sign(
                db.session,
                shown,
                [who],
                by=the_user(),
                channel=Channel(form.channel.data),
                person=form.person.data or "",
                told_on=form.told_on.data,
                document_number=form.document_number.data or "",
                at=now(),
            ),
        )
        if outcome.is_done:
            flash(_("It is noted that they have seen it."), "success")
            page = url_for("itineraries.show_release", code=code, number=number, _anchor="receipts")
            db.session.commit()
            return redirect(page)
    return answer("itineraries/receipt.html", form, code=code, signer=signer, number=number)


def release_before(code: str, number: int) -> Release | None:
    try:
        return queries.the_release(db.session, code, number - 1)
    except NotThere:
        return None


def overriders(shown: Release) -> list[int]:
    return [one["by_id"] for one in shown.overrides]


def by_day(shown: Release) -> list[tuple[object, list[ReleasedStop]]]:
    """The released stops by the day of the city on which they start."""
    days: dict[object, list[ReleasedStop]] = {}
    for row in shown.stops:
        days.setdefault(row.starts.astimezone(zone()).date(), []).append(row)
    return list(days.items())
