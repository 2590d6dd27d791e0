"""The outbox: which letters wait, what each says, and what staff do with it."""

import io
from collections.abc import Callable

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from visits.access.guard import is_open_to_me, requires, the_user
from visits.access.rules import Channel, Permission
from visits.delegations.queries import led_by
from visits.kit import emails, records, words
from visits.kit.asked import read_id
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import Refused
from visits.kit.files import remove_with
from visits.kit.pager import linked
from visits.kit.pages import page_of
from visits.kit.threads import Rows, rows_of
from visits.notifications import actions, queries
from visits.notifications.compose import (
    Composed,
    Uncomposable,
    label_of,
    permission_of,
    writer,
)
from visits.notifications.forms import ByHandForm, LetterFilter, LetterForm
from visits.notifications.message import message_of
from visits.notifications.models import Letter
from visits.notifications.rules import LetterMove, LetterState, Setback, allows
from visits.notifications.words import CHANNELS, TONES, VIEWS
from visits.notifications.worker import as_draft, file_of

notifications = Blueprint("notifications", __name__, url_prefix="/office/letters")


def shown_address(address: str) -> str:
    """Where a letter goes; masked for those who do not write to people."""
    return address if the_user().can(Permission.SEE_PHONES) else emails.masked(address)


notifications.add_app_template_filter(shown_address, "letter_address")
notifications.add_app_template_filter(label_of, "letter_kind")
notifications.add_app_template_filter(TONES.__getitem__, "letter_tone")
notifications.add_app_template_filter(CHANNELS.__getitem__, "letter_channel")


@notifications.get("/")
@requires(Permission.READ_LETTERS)
def index() -> ResponseReturnValue:
    kinds = {kind: label_of(kind) for kind in writer().composers}
    form = LetterFilter(request.args, kinds=kinds)
    about = about_of(form)
    rows = queries.letters(
        form.words.data or "",
        view=form.view.data or "",
        kind=form.kind.data or "",
        among=among(form, about),
    )
    page = page_of(
        db.session, rows, by=(Letter.id,), cursor=request.args.get("page"), descending=True
    )
    pairs = [(letter.about_kind, letter.about_id) for letter in page.rows]
    return render_template(
        "notifications/index.html",
        form=form,
        page=linked(page),
        about=about,
        names=records.named(db.session, [*pairs, *([about] if about else [])]),
        views=VIEWS,
        is_filtered=bool(request.args),
        to_do=queries.number_to_do(db.session),
        may_send=the_user().can(Permission.SEND_LETTERS),
    )


def about_of(form: LetterFilter) -> tuple[str, int] | None:
    """The row whose letters are asked for; anything that names none asks for all."""
    number = read_id(form.id.data or "")
    return (form.about.data, number) if form.about.data and number is not None else None


def among(form: LetterFilter, about: tuple[str, int] | None) -> Rows | None:
    """Whose letters are shown: a row's thread, those of one's own delegations, or all."""
    if about is not None:
        return queries.thread(db.session, about)
    return rows_of(db.session, led_by(the_user().id)) if form.mine.data else None


@notifications.get("/<int:number>")
@requires(Permission.READ_LETTERS)
def show(number: int) -> ResponseReturnValue:
    letter = queries.the_letter(db.session, number)
    composed, setback = preview(letter)
    pair = (letter.about_kind, letter.about_id)
    return render_template(
        "notifications/show.html",
        letter=letter,
        composed=composed,
        setback=setback,
        about=records.named(db.session, [pair])[pair],
        may=moves_of(letter),
        may_send=the_user().can(Permission.SEND_LETTERS),
    )


def moves_of(letter: Letter) -> dict[str, bool]:
    """What this user may do with the letter now, by the name of the move."""
    may_send = the_user().can(Permission.SEND_LETTERS)
    return {move.value: may_send and allows(letter.state, move) for move in LetterMove}


def preview(letter: Letter) -> tuple[Composed | None, Setback | None]:
    """The letter as this reader may see it, or why it cannot be shown.

    Secret addresses are for those who send letters: whoever only reads sees that there is one.
    """
    if not is_open_to_me(permission_of(letter.kind)):
        return None, None
    try:
        composed = writer().compose(db.session, letter)
    except Uncomposable as error:
        return None, error.setback
    may_send = the_user().can(Permission.SEND_LETTERS)
    return (composed if may_send else composed.masked()), None


def the_composed(letter: Letter, *, edited: bool = True) -> Composed:
    """The letter for somebody who sends it. 403 for a kind that is not theirs."""
    if not is_open_to_me(permission_of(letter.kind)):
        abort(403)
    try:
        return writer().compose(db.session, letter, edited=edited)
    except Uncomposable as error:
        abort(422, description=str(words.label(error.setback.failure)))


@notifications.route("/<int:number>/edit", methods=["GET", "POST"])
@requires(Permission.SEND_LETTERS)
def edit(number: int) -> ResponseReturnValue:
    letter = queries.the_letter(db.session, number)
    form = LetterForm(obj=letter, composed=the_composed(letter))
    if form.validate_on_submit():
        original = the_composed(letter, edited=False)
        actions.edit(
            db.session,
            letter,
            to=form.recipient.data or "",
            name=form.recipient_name.data or "",
            subject=own_words(form.subject.data, original.subject),
            text=own_words(form.text.data, original.text),
            by=the_user().name,
            at=now(),
        )
        remove_file(letter)
        flash(_("The letter was saved."), "success")
        db.session.commit()
        return redirect(page_url(letter))
    page = render_template("notifications/edit.html", form=form, letter=letter)
    return page, 422 if form.errors else 200


def own_words(typed: str | None, composed: str) -> str | None:
    """What was typed, when it says something else than what is composed."""
    return typed if typed and typed != composed else None


@notifications.route("/<int:number>/by-hand", methods=["GET", "POST"])
@requires(Permission.SEND_LETTERS)
def by_hand(number: int) -> ResponseReturnValue:
    letter = queries.the_letter(db.session, number)
    form = ByHandForm(channels=CHANNELS, person=the_user().name, at=now(), zone=writer().zone)
    if form.validate_on_submit():
        try:
            actions.mark_by_hand(
                letter,
                channel=Channel(form.channel.data),
                when=form.moment,
                person=form.person.data or "",
                note=form.note.data or "",
                by=the_user().name,
                at=now(),
            )
        except Refused as refused:
            if refused.reason != "letter_in_future":
                raise
            form.refuse("day", _("This time has not come yet."))
        else:
            remove_file(letter)
            flash(_("The letter is marked as sent by hand."), "success")
            db.session.commit()
            return redirect(page_url(letter))
    page = render_template("notifications/by_hand.html", form=form, letter=letter)
    return page, 422 if form.errors else 200


@notifications.post("/<int:number>/release")
@requires(Permission.SEND_LETTERS)
def release(number: int) -> ResponseReturnValue:
    letter = step(number, actions.release)
    is_queued = letter.state is LetterState.QUEUED
    flash(_("The letter will be sent.") if is_queued else _("The letter waits to be sent by hand."))
    db.session.commit()
    return redirect(page_url(letter))


@notifications.post("/<int:number>/again")
@requires(Permission.SEND_LETTERS)
def again(number: int) -> ResponseReturnValue:
    letter = step(number, actions.send_again)
    flash(_("The letter will be sent again."))
    db.session.commit()
    return redirect(page_url(letter))


@notifications.post("/<int:number>/drop")
@requires(Permission.SEND_LETTERS)
def drop(number: int) -> ResponseReturnValue:
    letter = step(number, actions.drop)
    flash(_("The letter will not be sent."))
    db.session.commit()
    return redirect(page_url(letter))


@notifications.post("/<int:number>/take-back")
@requires(Permission.SEND_LETTERS)
def take_back(number: int) -> ResponseReturnValue:
    letter = step(number, actions.take_back)
    flash(_("The letter is a draft again."))
    db.session.commit()
    return redirect(page_url(letter))


def step(number: int, act: Callable[..., None]) -> Letter:
    """Do one thing with a letter, in this user's name."""
    letter = queries.the_letter(db.session, number)
    act(letter, by=the_user().name, at=now())
    remove_file(letter)
    return letter


def remove_file(letter: Letter) -> None:
    """The mail that was written for somebody to carry says no longer what is to be sent."""
    folder = current_app.config["SETTINGS"].DATA_DIR / "mail"
    remove_with(db.session, file_of(folder, letter.id))


@notifications.post("/failed/again")
@requires(Permission.SEND_LETTERS)
def failed_again() -> ResponseReturnValue:
    """After a day without a mail server: everything that failed and has an address."""
    letters = [letter for letter in queries.failed(db.session) if letter.recipient]
    for letter in letters:
        actions.send_again(letter, by=the_user().name, at=now())
    count = len(letters)
    flash(
        ngettext("%(num)s letter will be sent again.", "%(num)s letters will be sent again.", count)
    )
    db.session.commit()
    return redirect(url_for("notifications.index", view="waiting"))


@notifications.post("/drafts/send")
@requires(Permission.SEND_LETTERS)
def send_drafts() -> ResponseReturnValue:
    """Let go every draft of the thread that `?about=` and `?id=` name."""
    about = about_of(LetterFilter(request.args, kinds={}))
    if about is None:
        abort(404)
    drafts = queries.drafts(db.session, queries.thread(db.session, about))
    for letter in drafts:
        actions.release(letter, by=the_user().name, at=now())
    count = len(drafts)
    flash(ngettext("%(num)s letter was released.", "%(num)s letters were released.", count))
    db.session.commit()
    return redirect(url_for("notifications.index", about=about[0], id=about[1]))


@notifications.post("/trial")
@requires(Permission.SEND_LETTERS)
def trial() -> ResponseReturnValue:
    """A test letter to whoever asks for it."""
    user = the_user()
    letter = actions.queue(
        db.session,
        "notifications.trial",
        to=user.email,
        name=user.name,
        language=user.language,
        about=("user", user.id),
        key=f"trial:{user.id}:{now().isoformat()}",
        facts={},
        at=now(),
    )
    flash(_("A test letter to your own address will be sent."))
    db.session.commit()
    return redirect(page_url(letter))


@notifications.get("/<int:number>/letter.eml")
@requires(Permission.SEND_LETTERS)
def download(number: int) -> ResponseReturnValue:
    """The letter as a file that mail programs open to be sent."""
    letter = queries.the_letter(db.session, number)
    composed = the_composed(letter)
    try:
        message = message_of(letter, composed, writer().office, at=now())
    except Uncomposable as error:
        abort(422, description=str(words.label(error.setback.failure)))
    return as_file(as_draft(message), f"letter-{letter.id}.eml", "message/rfc822")


@notifications.get("/<int:number>/attachments/<int:place>")
@requires(Permission.READ_LETTERS)
def attachment(number: int, place: int) -> ResponseReturnValue:
    """One of the files that go with a letter; the first is number 1."""
    composed = the_composed(queries.the_letter(db.session, number))
    if not 1 <= place <= len(composed.attachments):
        abort(404)
    wanted = composed.attachments[place - 1]
    return as_file(wanted.content, wanted.name, wanted.type)


def as_file(content: bytes, name: str, kind: str) -> Response:
    """A download that nobody keeps."""
    response = send_file(
        io.BytesIO(content), mimetype=kind, as_attachment=True, download_name=name, max_age=0
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


def page_url(letter: Letter) -> str:
    return url_for("notifications.show", number=letter.id)
