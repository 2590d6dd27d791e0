"""Releasing a programme: what would go, the letters before they are written, the act itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access import queries as access
from visits.access.guard import requires, settings, the_user
from visits.access.rules import Permission, Role
from visits.delegations.rules import steps_to_confirmed
from visits.itineraries import actions, queries
from visits.itineraries.actions import approving
from visits.itineraries.changes import Changes, changes
from visits.itineraries.forms.programme import ReleaseForm
from visits.itineraries.models import Itinerary, Release, ReleasePlan
from visits.itineraries.queries import ReleasePreview
from visits.itineraries.views.blueprint import itineraries
from visits.itineraries.views.prepared import Prepared, prepared
from visits.itineraries.views.shared import attempt, is_begun, refuse, the_draft
from visits.itineraries.worded import Told, told
from visits.itineraries.words import FIELDS
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import Refused
from visits.kit.translated import Translated


@dataclass(frozen=True, slots=True)
class Reading:
    """What the officer reads before the button."""

    preview: ReleasePreview
    changes: Changes
    findings: Sequence[Told]
    letters: Sequence[Prepared]
    plan: ReleasePlan | None
    is_approved: bool
    can_be_urgent: bool

    @property
    def number(self) -> int:
        return self.preview.number

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

    @property
    def by_hand(self) -> list[Prepared]:
        """Whom no mail reaches."""
        return [one for one in self.letters if not one.recipient.address and one.goes]

    @property
    def missing_texts(self) -> Mapping[str, Mapping[str, list[str]]]:
        """By language and uid of a stop: what guests would read in another one, in words."""
        return {
            tag: {uid: [str(FIELDS[name]) for name in names] for uid, names in stops.items()}
            for tag, stops in self.preview.missing_texts.items()
        }

    @property
    def is_outdated(self) -> bool:
        return any(one.is_outdated for one in self.letters)


@itineraries.route("/release", methods=["GET", "POST"])
@requires(Permission.RELEASE)
def release(code: str) -> ResponseReturnValue:
    """Release; with the button `read` only keep the note, and show how the letters would read."""
    form = ReleaseForm()
    if not form.validate_on_submit():
        return release_page(code, form)
    itinerary = the_draft(code)
    if "read" in request.form:
        approving.keep_note(db.session, itinerary, form.note.data)
        db.session.commit()
        return redirect(url_for("itineraries.release", code=code, _anchor="letters"))
    confirms = is_confirming(itinerary)
    made: list[Release] = []
    outcome = attempt(form, lambda: made.append(publish(code, form)))
    if outcome.against:
        refuse(form, "blocked")
    if not outcome.is_done:
        return release_page(code, form)
    flash(said_of(made[0], form), "success")
    if confirms:
        flash(_("The visit is confirmed."), "success")
    db.session.commit()
    return redirect(url_for("itineraries.show_release", code=code, number=made[0].number))


def said_of(made: Release, form: ReleaseForm) -> str:
    if form.are_drafts.data:
        return str(_("Release v%(number)s is out; its letters are drafts.", number=made.number))
    return str(_("Release v%(number)s is out; its letters are written.", number=made.number))


def is_confirming(itinerary: Itinerary) -> bool:
    """Whether a release now makes a confirmed visit of a draft or a plan."""
    is_first = itinerary.current_release is None
    return is_first and bool(steps_to_confirmed(itinerary.delegation.state))


def needs_approval(itinerary: Itinerary) -> bool:
    return settings().needs_approval(itinerary.delegation.level)


def publish(code: str, form: ReleaseForm) -> Release:
    """Raises Refused when somebody changed the programme since the officer read it."""
    itinerary = the_draft(code, load=queries.the_itinerary_to_release)
    if not is_begun(itinerary):
        raise Refused("nothing_to_release")
    if any(one.is_outdated for one in letters_of(itinerary, form.note.data)):
        raise Refused("letters_outdated")
    return actions.release(
        db.session,
        itinerary,
        note=form.note.data,
        by=the_user(),
        at=now(),
        links=current_app.extensions["links"],
        keep_days=settings().GUEST_LINK_DAYS,
        needs_approval=needs_approval(itinerary),
        seen=form.version,
        are_drafts=bool(form.are_drafts.data),
        urgent_reason=form.urgent_reason.data or "",
    )


def letters_of(itinerary: Itinerary, note: Translated) -> Sequence[Prepared]:
    """Only where an officer wrote over one of them is it asked whether that still holds."""
    choices = itinerary.plan.choices if itinerary.plan else ()
    if not any(one.text or one.subject for one in choices):
        return ()
    preview = queries.release_preview(
        db.session, itinerary, at=now(), note=note, by_id=the_user().id
    )
    return prepared(itinerary, preview, note)


def release_page(code: str, form: ReleaseForm) -> ResponseReturnValue:
    """What would be released as the programme stands at this moment."""
    itinerary = the_draft(code, load=queries.the_itinerary_to_release)
    reading = reading_of(itinerary, form) if is_begun(itinerary) else None
    form.seen.data = str(itinerary.version)
    may_release = the_user().can(Permission.APPROVE) or not needs_approval(itinerary)
    if reading and reading.is_approved:
        may_release = True
    body = render_template(
        "itineraries/release.html",
        form=form,
        itinerary=itinerary,
        delegation=itinerary.delegation,
        reading=reading,
        confirms=is_confirming(itinerary),
        titles=titles_of(itinerary),
        may_release=may_release,
        approvers=[] if may_release else access.users_with_role(db.session, Role.APPROVER),
    )
    return body, 422 if form.errors else 200


def reading_of(itinerary: Itinerary, form: ReleaseForm) -> Reading:
    plan = itinerary.plan
    if plan is not None and not form.is_submitted():
        form.note.process(None, plan.note)
    note = form.note.data or Translated()
    at = now()
    preview = queries.release_preview(db.session, itinerary, at=at, note=note, by_id=the_user().id)
    return Reading(
        preview=preview,
        changes=changes(preview.difference.as_json(), titles_of(itinerary)),
        findings=told(db.session, preview.findings, itinerary),
        letters=prepared(itinerary, preview, note),
        plan=plan,
        is_approved=approving.is_approved(plan, preview.frozen),
        can_be_urgent=approving.has_urgent_news(preview.frozen, at),
    )


def titles_of(itinerary: Itinerary) -> Mapping[str, Translated]:
    """What stops are called, those of the current release that are gone included."""
    current = itinerary.current_release
    released = {row.uid: row.title for row in current.stops} if current else {}
    return {**released, **{stop.uid: stop.title for stop in itinerary.stops}}
