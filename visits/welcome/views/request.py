"""The request form: one address for each step, so that back and forward lose nothing.

What is typed is saved in a draft behind its own secret address. Saving a step twice is saving it
once; beginning and sending carry a key against double submission.
"""

from datetime import date
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access.guard import by_token, public, settings, the_keeper
from visits.access.models import SecretLink
from visits.access.rules import LinkKind, LinkState
from visits.intake import queries as requests
from visits.intake.models import RequestDraft
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db, reads_only
from visits.kit.errors import Refused
from visits.kit.forms import answer
from visits.languages.routing import wanted_language
from visits.papers import storage
from visits.welcome import actions, queries
from visits.welcome.consents import consents_for
from visits.welcome.forms.steps import (
    FORMS,
    BeginForm,
    NeedsForm,
    Offered,
    SaveForm,
    SendForm,
    StepForm,
    names_of,
)
from visits.welcome.rules.sites import PublicSite
from visits.welcome.rules.steps import ASKING, Step, furthest, not_offered
from visits.welcome.views import limits
from visits.welcome.views.blueprint import welcome
from visits.welcome.views.drafts import (
    DRAFT_COOKIE,
    answers,
    folder,
    forms_of,
    offered,
    public_sites,
    step_url,
    step_urls,
    the_draft,
    wished,
)

AGAIN = "again"
"""In the address of a step that is asked for once more, with what is wrong in it."""
BAD_FILES = "bad_files"
STEP = f"any({', '.join(step.value for step in ASKING)})"


@welcome.route("/<lang:lang>/request", methods=["GET", "POST"])
@public
def begin(lang: str) -> ResponseReturnValue:
    """What awaits the requester, and the button that begins; a draft of this browser goes on."""
    form = BeginForm(sites=request.args.get("sites", ""), days=request.args.get("days", ""))
    if form.validate_on_submit():
        limits.spend_from(limits.BEGIN_FROM)
        link = actions.begin(db.session, form.typed(), language=lang, links=the_keeper(), at=now())
        cookie[DRAFT_COOKIE] = link.id
        db.session.commit()
        return redirect(step_url(lang, the_keeper().token(link), Step.YOU))
    return answer("welcome/begin.html", form, going_url=going_url(lang))


def going_url(lang: str) -> str:
    """Where the draft goes on that was begun in this browser; empty when there is none."""
    link = db.session.get(SecretLink, cookie.get(DRAFT_COOKIE, ""))
    if link is None or link.kind is not LinkKind.DRAFT or link.state(now()) is not LinkState.OPEN:
        return ""
    draft = requests.the_draft(db.session, link.subject_id)
    return step_url(lang, the_keeper().token(link), furthest(draft.step)) if draft else ""


@welcome.get("/<lang:lang>/request/sent")
@public
def sent(lang: str) -> str:
    """What happens now: the letter with the button."""
    return render_template("welcome/sent.html", email=cookie.get("sent_to", ""))


@welcome.get("/<lang:lang>/request/<token>")
@by_token(LinkKind.DRAFT)
def resume(lang: str, token: str) -> ResponseReturnValue:
    """From the letter to where one stopped."""
    draft = the_draft()
    if draft is None:
        return to_sent(lang)
    return redirect(step_url(lang, token, furthest(draft.step)))


@welcome.route(f"/<lang:lang>/request/<token>/<{STEP}:name>", methods=["GET", "POST"])
@by_token(LinkKind.DRAFT)
@reads_only
def step(lang: str, token: str, name: str) -> ResponseReturnValue:
    """One step. Its buttons: on, back and later; the last two save without asking for anything.

    What was not taken is saved all the same, and asked for again at an address of its own: whoever
    goes back in the browser meets a page, and never a form that was sent.
    """
    here, draft, sites = Step(name), the_draft(), public_sites()
    if draft is None:
        return to_sent(lang)
    given = offered(sites)
    if request.method != "POST":
        return shown_step(here, draft, forms_of(draft, given)[here], token)
    form = FORMS[here](offered=given)
    is_good, way = form.validate_on_submit(), request.form.get("go", "on")
    try:
        save(form, here)
    except Refused as refused:
        form.refuse("files", str(words.REASONS[refused.reason] % refused.facts))
        is_good, way = False, "on"
        save(form, here, with_files=False)
    if is_good or way in {"back", "later"}:
        return redirect(next_url(lang, token, here, way))
    cookie[BAD_FILES] = said_of_files(form)
    return redirect(f"{step_url(lang, token, here)}?{AGAIN}=1")


def said_of_files(form: StepForm) -> str:
    """Why files were not taken: the page that asks again has no files to judge."""
    return " ".join(map(str, form.files.errors)) if isinstance(form, NeedsForm) else ""


def save(form: StepForm, here: Step, *, with_files: bool = True) -> None:
    """The files are on the disk before the write lock is taken, and go again if nothing is saved.

    Browsers forget chosen files when a form comes back: good ones stay with the draft.
    """
    typed = {name: request.form.getlist(name) for name in names_of(form)}
    uploads = form.files.uploads if with_files and isinstance(form, NeedsForm) else []
    kept = [storage.keep(folder(), upload) for upload in uploads]
    with db.writing() as session:
        storage.belong(session, folder(), kept)
        draft = the_draft(locked=True)
        if draft is not None:
            link = session.merge(g.link)
            actions.save(session, draft, link, typed, step=here, files=kept, at=now())
        session.commit()


def next_url(lang: str, token: str, here: Step, way: str) -> str:
    if way == "later":
        return url_for("welcome.saved", lang=lang, token=token)
    if way == "back" and here.previous:
        return step_url(lang, token, here.previous)
    return step_url(lang, token, here.next)


def shown_step(here: Step, draft: RequestDraft, form: StepForm, token: str) -> str:
    if AGAIN in request.args:
        form.validate()
        if told := cookie.pop(BAD_FILES, ""):
            form.refuse("files", told)
    sites = wished(draft, public_sites())
    return render_template(
        "welcome/step.html",
        form=form,
        step=here,
        draft=draft,
        token=token,
        wished=sites,
        consents=consents_for(settings().retention),
    )


@welcome.get("/<lang:lang>/request/<token>/saved")
@by_token(LinkKind.DRAFT)
def saved(lang: str, token: str) -> ResponseReturnValue:
    """How to come back: the address, and a button that has it mailed."""
    draft = the_draft()
    if draft is None:
        return to_sent(lang)
    return render_template(
        "welcome/saved.html",
        form=SaveForm(),
        draft=draft,
        token=token,
        address=the_keeper().address(g.link),
        email=email_of(draft),
        step_url=step_url(lang, token, furthest(draft.step)),
    )


def email_of(draft: RequestDraft) -> str:
    """The address as it was typed, when it is one; else empty."""
    form = forms_of(draft, Offered())[Step.YOU]
    form.validate()
    return "" if form["requester_email"].errors else str(form["requester_email"].data)


@welcome.post("/<lang:lang>/request/<token>/mail")
@by_token(LinkKind.DRAFT)
def mail(lang: str, token: str) -> ResponseReturnValue:
    """Mail the draft's own address to whoever writes it."""
    draft, back = the_draft(), redirect(url_for("welcome.saved", lang=lang, token=token))
    email = email_of(draft) if draft else ""
    if draft is None or not email:
        return back
    limits.spend_from(limits.LETTER_FROM)
    if limits.is_spent(limits.LETTER_TO, email):
        actions.mail(db.session, draft, g.link, to=email, at=now())
    flash(_("The link is on its way to %(email)s.", email=email), "success")
    db.session.commit()
    return back


@welcome.post("/<lang:lang>/request/<token>/files/<int:number>/remove")
@by_token(LinkKind.DRAFT)
def remove_file(lang: str, token: str, number: int) -> ResponseReturnValue:
    draft = the_draft(locked=True)
    if draft is None:
        return to_sent(lang)
    actions.detach(db.session, requests.file_of_draft(draft, number), folder=folder())
    flash(_("The file was removed."), "success")
    db.session.commit()
    return redirect(step_url(lang, token, Step.NEEDS))


@welcome.post("/<lang:lang>/request/<token>/discard")
@by_token(LinkKind.DRAFT)
def discard(lang: str, token: str) -> ResponseReturnValue:
    """Everything that was typed is destroyed."""
    draft = the_draft(locked=True)
    if draft is not None:
        actions.discard(db.session, draft, g.link, folder=folder(), at=now())
    cookie.pop(DRAFT_COOKIE, None)
    flash(_("What you typed was deleted."), "success")
    db.session.commit()
    return redirect(url_for("welcome.home", lang=lang))


# -- check and send --------------------------------------------------------------------------------


@welcome.route("/<lang:lang>/request/<token>/check", methods=["GET", "POST"])
@by_token(LinkKind.DRAFT)
def check(lang: str, token: str) -> ResponseReturnValue:
    """All answers on one page, what is missing, and the button that sends them."""
    draft = the_draft(locked=request.method == "POST")
    if draft is None:
        return to_sent(lang)
    form, sites = SendForm(), public_sites()
    forms = forms_of(draft, offered(sites))
    lacking = {step: one for step, one in forms.items() if not one.validate()}
    if request.method == "POST":
        return sent_or_again(draft, form, forms, lang, is_complete=not lacking)
    return render_template(
        "welcome/check.html",
        form=form,
        draft=draft,
        token=token,
        parts=[(step, answers(one), one.errors) for step, one in forms.items()],
        is_complete=not lacking,
        elsewhere=not_offered_on(draft, forms[Step.DATES], sites),
        urls=step_urls(lang, token),
    )


def sent_or_again(
    draft: RequestDraft,
    form: SendForm,
    forms: dict[Step, StepForm],
    lang: str,
    *,
    is_complete: bool,
) -> ResponseReturnValue:
    """On to what happens now, or back to the page with what stands against it."""
    is_good = form.validate_on_submit()
    against = [str(one) for messages in form.errors.values() for one in messages]
    if is_good and is_complete:
        try:
            send(draft, forms, lang)
        except Refused as refused:
            against = [str(words.REASONS[refused.reason])]
        else:
            db.session.commit()
            return to_sent(lang)
    for message in against:
        flash(message, "danger")
    return redirect(request.path)


def not_offered_on(
    draft: RequestDraft, dates: StepForm, sites: list[PublicSite]
) -> list[tuple[date, tuple[PublicSite, ...]]]:
    """Single days that were wished for, with the wished sites that never receive on them."""
    if dates.errors:
        return []
    days = [(s["first"], s["half"]) for s in dates.facts()["slots"] if s["first"] == s["last"]]
    found = [(day, not_offered(wished(draft, sites), day, half)) for day, half in days if day]
    return [(day, lacking) for day, lacking in found if lacking]


def send(draft: RequestDraft, forms: dict[Step, StepForm], lang: str) -> None:
    """The draft becomes a request; its own address has served."""
    facts: dict[str, Any] = {}
    for step in ASKING[:-1]:
        facts |= forms[step].facts()
    email = facts["requester_email"]
    limits.spend_from(limits.SEND_FROM)
    if not limits.is_spent(limits.SEND_TO, email):
        raise Refused("too_many_requests")
    facts["sites"] = queries.ids_of(db.session, facts["sites"])
    facts["languages"] = tuple(sorted(facts["languages"], key=lambda tag: tag != lang))
    actions.send(
        db.session,
        draft,
        facts,
        consents=forms[Step.CONSENT].consents(),
        language=wanted_language().tag,
        links=the_keeper(),
        at=now(),
    )
    cookie.pop(DRAFT_COOKIE, None)
    cookie["sent_to"] = email


def to_sent(lang: str) -> ResponseReturnValue:
    """A draft that is gone was sent: whoever goes back reads what happens now."""
    return redirect(url_for("welcome.sent", lang=lang))
