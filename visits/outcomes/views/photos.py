"""Photographs of a visit: added several at once, described, cleared, taken out."""

from flask import Response, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from visits.access.guard import requires, settings, the_user
from visits.access.rules import Permission
from visits.kit import once, words
from visits.kit.clock import now
from visits.kit.db import db, reads_only
from visits.kit.errors import NotThere, Refused
from visits.kit.forms import answer
from visits.outcomes import actions, queries
from visits.outcomes.forms.shown import AddPhotosForm, PhotoForm
from visits.outcomes.views.blueprint import outcomes
from visits.outcomes.views.shared import stop_choices, the_delegation
from visits.papers import storage
from visits.papers.pictures import SHOWN, SMALL, keep_picture

SIZES = {"large": SHOWN, "small": SMALL}


@outcomes.get("/delegations/<code>/photos")
@requires(Permission.READ_DELEGATIONS)
def photos(code: str) -> str:
    delegation = the_delegation(code)
    return render_template(
        "outcomes/photos.html",
        delegation=delegation,
        photos=queries.photos_of(db.session, delegation.id),
        refusals=queries.refusals_of(db.session, delegation.id),
    )


@outcomes.route("/delegations/<code>/photos/new", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
@reads_only
def add_photos(code: str) -> ResponseReturnValue:
    delegation = the_delegation(code)
    form = AddPhotosForm(most_megabytes=settings().UPLOAD_MEGABYTES, stops=stop_choices(delegation))
    if form.validate_on_submit():
        kept = [keep_picture(storage.folder_of(db.session), one) for one in form.files.pictures]
        with db.writing() as session:
            storage.belong(
                session, storage.folder_of(db.session), [file for one in kept for file in one.files]
            )
            if sent_before := once.take():
                return sent_before
            delegation = the_delegation(code)
            actions.add_photos(
                session, delegation, kept, form.facts(), by=the_user().name, at=now()
            )
            flash(added(len(kept)), "success")
            session.commit()
            return redirect(url_for("outcomes.photos", code=code))
    return answer("outcomes/add_photos.html", form, delegation=delegation)


def added(count: int) -> str:
    return str(ngettext("%(num)s photograph was added.", "%(num)s photographs were added.", count))


@outcomes.route("/delegations/<code>/photos/<int:number>", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def edit_photo(code: str, number: int) -> ResponseReturnValue:
    delegation = the_delegation(code)
    photo = queries.the_photo(db.session, delegation.id, number)
    refusals = queries.refusals_of(db.session, delegation.id)
    form = PhotoForm(obj=photo, stops=stop_choices(delegation), asks=bool(refusals))
    if form.validate_on_submit():
        try:
            actions.revise_photo(db.session, photo, form.facts())
        except Refused as error:
            db.session.rollback()
            form.refuse("is_checked", str(words.REASONS[error.reason]))
        else:
            flash(_("The photograph was saved."), "success")
            db.session.commit()
            return redirect(url_for("outcomes.photos", code=code, _anchor=f"photo-{number}"))
    return answer(
        "outcomes/photo.html",
        form,
        delegation=the_delegation(code),
        photo=queries.the_photo(db.session, delegation.id, number),
        refusals=refusals,
    )


@outcomes.get("/delegations/<code>/photos/<int:number>/<any(large,small):size>.jpg")
@requires(Permission.READ_DELEGATIONS)
def picture(code: str, number: int, size: str) -> Response:
    """The photograph itself, without anything that its camera knew."""
    photo = queries.the_photo(db.session, the_delegation(code).id, number)
    file = photo.file_called(SIZES[size])
    path = storage.folder_of(db.session).resolve() / file.path if file else None
    if path is None or not path.is_file():
        raise NotThere("file")
    response = send_file(path, mimetype="image/jpeg", download_name=f"{code}-{number}.jpg")
    response.headers["Cache-Control"] = "private, no-store"
    return response


@outcomes.route("/delegations/<code>/photos/<int:number>/delete", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def remove_photo(code: str, number: int) -> ResponseReturnValue:
    delegation = the_delegation(code)
    photo = queries.the_photo(db.session, delegation.id, number)
    back = url_for("outcomes.photos", code=code)
    if request.method == "POST":
        actions.remove_photo(db.session, photo, folder=storage.folder_of(db.session))
        flash(_("The photograph was deleted."), "success")
        db.session.commit()
        return redirect(back)
    return render_template(
        "outcomes/delete_photo.html",
        delegation=delegation,
        photo=photo,
        confirm_label=_("Delete the photograph"),
        cancel_url=back,
    )
