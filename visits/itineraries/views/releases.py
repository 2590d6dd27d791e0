"""Releasing a programme: what would go, the act itself, what was released before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access import queries as access
from visits.access.guard import requires, settings, the_user
from visits.access.rules import Permission, Role
from visits.conflicts.rules import Code
from visits.delegations.rules import steps_to_confirmed
from visits.itineraries import actions, queries
from visits.itineraries.changes import Changes, changes
from visits.itineraries.forms.programme import ReleaseForm
from visits.itineraries.models import Itinerary, Release, ReleasedStop
from visits.itineraries.queries import ReleasePreview
from visits.itineraries.views.blueprint import itineraries
from visits.itineraries.views.shared import attempt, is_begun, refuse, the_draft, zone
from visits.itineraries.worded import Told, told
from visits.kit import records
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere, Refused
from visits.kit.translated import Translated
from visits.notifications import queries as letters
from visits.notifications.compose import Composed, Uncomposable, writer
from visits.notifications.models import Letter
from visits.notifications.rules import Setback


@dataclass(frozen=True, slots=True)
class Reading:
    """What the officer reads before the button."""

    preview: ReleasePreview
    changes: Changes
    findings: Sequence[Told]
    number: int

    @property
    def hindering(self) -> list[Told]:
        """What cannot be overridden first."""
        found = [one for one in self.findings if one.hinders_release]
        return sorted(found, key=lambda one: not one.blocks)

    @property
    def overridden(self) -> list[Told]:
        return [one for one in self.findings if one.override is not None]

    @property
    def warnings(self) -> list[Told]:
        return [one for one in self.findings if not one.hinders_release and one.override is None]


@itineraries.route("/release", methods=["GET", "POST"])
@requires(Permission.RELEASE)
def release(code: str) -> ResponseReturnValue:
    """Release; with the button `read` only show how the letters would read, and undo it all."""
    form = ReleaseForm()
    if not form.validate_on_submit():
        return release_page(code, form)
    itinerary = the_draft(code)
    confirms = is_confirming(itinerary)
    made: list[Release] = []
    outcome = attempt(form, lambda: made.append(publish(itinerary, form)))
    if outcome.against:
        refuse(form, "blocked")
    if not outcome.is_done:
        return release_page(code, form)
    if "read" in request.form:
        texts = [text_of(letter) for letter in queries.letters_of(db.session, made[0])]
        db.session.rollback()
        return release_page(code, form, texts)
    flash(said_of(made[0], form), "success")
    if confirms:
        flash(_("The visit is confirmed."), "success")
    db.session.commit()
    return redirect(url_for("itineraries.show_release", code=code, number=made[0].number))


@dataclass(frozen=True, slots=True)
class Text:
    """A letter as its recipient would read it; a setback when it could not be written."""

    name: str
    composed: Composed | None
    setback: Setback | None = None


def text_of(letter: Letter) -> Text:
    """Secret addresses are left out: they are made when the letter is."""
    try:
        return Text(letter.recipient_name, writer().compose(db.session, letter).masked())
    except Uncomposable as error:
        return Text(letter.recipient_name, None, error.setback)


def said_of(made: Release, form: ReleaseForm) -> str:
    if form.are_drafts.data:
        return str(_("Release v%(number)s is out; its letters are drafts.", number=made.number))
    return str(_("Release v%(number)s is out; its letters are written.", number=made.number))


def is_confirming(itinerary: Itinerary) -> bool:
    """Whether a release now makes a confirmed visit of a draft or a plan."""
    is_first = itinerary.current_release is None
    return is_first and bool(steps_to_confirmed(itinerary.delegation.state))


def publish(itinerary: Itinerary, form: ReleaseForm) -> Release:
    """Raises Refused when somebody changed the programme since the officer read it."""
    if not is_begun(itinerary):
        raise Refused("nothing_to_release")
    return actions.release(
        db.session,
        itinerary,
        note=form.note.data,
        by=the_user(),
        at=now(),
        links=current_app.extensions["links"],
        keep_days=settings().GUEST_LINK_DAYS,
        needs_approval=settings().RELEASE_NEEDS_APPROVAL,
        seen=form.version,
        are_drafts=bool(form.are_drafts.data),
    )


def release_page(code: str, form: ReleaseForm, texts: Sequence[Text] = ()) -> ResponseReturnValue:
    """What would be released as the programme stands at this moment."""
    itinerary = the_draft(code, load=queries.the_itinerary_to_release)
    may_release = the_user().can(Permission.APPROVE) or not settings().RELEASE_NEEDS_APPROVAL
    form.seen.data = str(itinerary.version)
    body = render_template(
        "itineraries/release.html",
        form=form,
        itinerary=itinerary,
        delegation=itinerary.delegation,
        reading=reading_of(itinerary, form.note.data) if is_begun(itinerary) else None,
        texts=texts,
        confirms=is_confirming(itinerary),
        titles=titles_of(itinerary),
        may_release=may_release,
        approvers=[] if may_release else access.users_with_role(db.session, Role.APPROVER),
    )
    return body, 422 if form.errors else 200


def reading_of(itinerary: Itinerary, note: Translated | None) -> Reading:
    note = note or Translated()
    preview = queries.release_preview(db.session, itinerary, at=now(), note=note)
    current = itinerary.current_release
    return Reading(
        preview=preview,
        changes=changes(preview.difference.as_json(), titles_of(itinerary)),
        findings=told(db.session, preview.findings, itinerary),
        number=current.number + 1 if current else 1,
    )


def titles_of(itinerary: Itinerary) -> Mapping[str, Translated]:
    """What stops are called, those of the current release that are gone included."""
    current = itinerary.current_release
    released = {row.uid: row.title for row in current.stops} if current else {}
    return {**released, **{stop.uid: stop.title for stop in itinerary.stops}}


# -- what was released -----------------------------------------------------------------------------


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
    )


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
