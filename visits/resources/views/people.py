"""The pages of people of ours."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access import queries as accounts
from visits.access.guard import requires
from visits.access.rules import Permission, Role
from visits.itineraries import queries as itineraries
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.deleting import deletion
from visits.kit.errors import InUse
from visits.kit.forms import Choices, answer, choices, edit_rows
from visits.kit.pager import linked
from visits.languages.names import languages_by_name
from visits.languages.routing import interface_language
from visits.resources import actions, queries
from visits.resources.forms import PairsForm, PersonFilter, PersonForm
from visits.resources.models import Person
from visits.resources.rules import Skill
from visits.resources.views.blueprint import resources


@resources.get("/people/", endpoint="people")
@requires(Permission.READ_REGISTERS)
def index() -> str:
    form = PersonFilter(request.args, languages=language_choices())
    rows = queries.people(
        form.words.data or "",
        skill=Skill(form.skill.data) if form.skill.data in set(Skill) else None,
        language=form.language.data or "",
        retired=bool(form.retired.data),
    )
    page = queries.page_of_people(db.session, rows, request.args.get("page"))
    return render_template(
        "resources/people.html",
        page=linked(page),
        form=form,
        is_filtered=bool(request.args),
        skills=words.LABELS[Skill],
    )


@resources.get("/people/<int:number>")
@requires(Permission.READ_REGISTERS)
def person(number: int) -> str:
    row = queries.the_person(db.session, number)
    at = now()
    cursor = request.args.get("page")
    duties = itineraries.page_of_duties(db.session, number, since=at, cursor=cursor)
    return render_template(
        "resources/person.html",
        person=row,
        absences=queries.absences_of(db.session, row, since=at),
        duties=linked(duties),
        skills=words.LABELS[Skill],
    )


@resources.route("/people/new", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def add_person() -> ResponseReturnValue:
    form = PersonForm(users=user_choices())
    if form.validate_on_submit():
        row = actions.add_person(db.session, form.facts())
        flash(_("The person was added."), "success")
        db.session.commit()
        return redirect(url_for("resources.person", number=row.id))
    return answer("resources/person_form.html", form, person=None)


@resources.route("/people/<int:number>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def edit_person(number: int) -> ResponseReturnValue:
    row = queries.the_person(db.session, number)
    form = PersonForm(obj=row, users=user_choices(of=row))
    if form.validate_on_submit():
        actions.revise_person(db.session, row, form.facts())
        flash(_("The person was saved."), "success")
        db.session.commit()
        return redirect(url_for("resources.person", number=number))
    return answer("resources/person_form.html", form, person=row)


@resources.route("/people/<int:number>/languages", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def pairs(number: int) -> ResponseReturnValue:
    row = queries.the_person(db.session, number)
    form = PairsForm(obj=row, languages=language_choices())
    if edit_rows(form.pairs):
        return answer("resources/pairs.html", form, person=row)
    if form.validate_on_submit():
        actions.interpret(db.session, row, [entry.form.data for entry in form.pairs])
        flash(_("The language pairs were saved."), "success")
        db.session.commit()
        return redirect(url_for("resources.person", number=number))
    return answer("resources/pairs.html", form, person=row)


@resources.post("/people/<int:number>/retire")
@requires(Permission.EDIT_REGISTERS)
def retire_person(number: int) -> ResponseReturnValue:
    """Take the person out of service, or back into it."""
    row = queries.the_person(db.session, number)
    actions.retire(db.session, row, retired=not row.is_retired)
    db.session.commit()
    return redirect(url_for("resources.person", number=number))


@resources.route("/people/<int:number>/delete", methods=["GET", "POST"])
@requires(Permission.EDIT_REGISTERS)
def delete_person(number: int) -> ResponseReturnValue:
    row = queries.the_person(db.session, number)
    used = actions.uses_of_person(db.session, row)
    if request.method == "POST" and not used:
        actions.delete_person(db.session, row)
        flash(_("The person was deleted."), "success")
        db.session.commit()
        return redirect(url_for("resources.people"))
    return deletion(
        "resources/delete_person.html",
        words.users(InUse(used)),
        _("Delete the person"),
        url_for("resources.person", number=number),
        person=row,
    )


def language_choices() -> Choices:
    return choices(languages_by_name(interface_language().tag).items())


def user_choices(of: Person | None = None) -> Choices:
    """Accounts that belong to nobody yet, and the person's own."""
    taken = queries.linked_users(db.session) - {of.user_id if of else None}
    users = accounts.users_with_role(db.session, *Role)
    return choices((u.id, f"{u.name} ({u.email})") for u in users if u.id not in taken)
