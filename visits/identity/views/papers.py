"""The form of consent for signature, in Korean and English; by the office or behind a link."""

from flask import Response, redirect, url_for
from flask.typing import ResponseReturnValue

from visits.access.guard import by_token, requires
from visits.access.rules import Permission
from visits.delegations import queries as delegations
from visits.delegations.models import Delegation
from visits.identity import texts
from visits.identity.texts import REVIEWED, ConsentText
from visits.identity.views.blueprint import identity
from visits.identity.views.office import BASE
from visits.identity.views.people import behind_code
from visits.identity.views.shared import Sheet, retention, sheet_of
from visits.identity.views.step import KINDS
from visits.kit import typeset
from visits.kit.db import db
from visits.kit.downloads import download
from visits.kit.translated import Translated

Pair = list[dict[str, str]]


@identity.get(f"{BASE}/<int:number>/consent.pdf")
@requires(Permission.SEE_IDENTITY)
def consent_form(code: str, number: int) -> Response:
    delegation = delegations.the_delegation(db.session, code)
    return form_of(delegation, sheet_of(delegation, number))


@identity.get("/<lang:lang>/identity/<token>/people/<int:number>/consent.pdf")
@by_token(*KINDS)
def form_by_link(lang: str, token: str, number: int) -> ResponseReturnValue:
    visitor, sheet = behind_code(number)
    if sheet is None:
        return redirect(url_for("identity.step", lang=lang, token=token))
    return form_of(visitor.delegation, sheet)


def form_of(delegation: Delegation, sheet: Sheet) -> Response:
    """With the person's name and no value; nothing is ticked."""
    facts = {
        "heading": pair(texts.FORM),
        "intro": pair(texts.FORM_INTRO),
        "person": {
            "labels": [f"{texts.VISIT.to('ko')} / {texts.VISIT.to('en')}", "성명 / Name"],
            "values": [
                typeset.resolved(delegation.title, "en"),
                typeset.text("en", sheet.delegate.passport_name),
            ],
        },
        "purposes": [purpose_of(text) for text in sheet.texts(keep=retention())],
        "reminder": pair(texts.NO_COPIES),
        "date": pair(texts.DATE),
        "signature": pair(texts.SIGNATURE),
    }
    content = typeset.pdf(
        "identity/consent.typ",
        facts,
        language="ko",
        title=texts.FORM.to("ko"),
        stamp=texts.VERSION,
    )
    return download(content, f"consent-{delegation.code}-{sheet.delegate.id}.pdf")


def purpose_of(text: ConsentText) -> dict[str, object]:
    return {
        "title": pair(text.title),
        "rows": [
            [typeset.text(tag, f"{label.to(tag)}: {said.to(tag)}") for tag in REVIEWED]
            for label, said in text.rows
        ],
        "agree": pair(text.agree),
        "refuse": pair(texts.DISAGREE),
    }


def pair(words: Translated) -> Pair:
    """Korean and English, each in its own block."""
    return [typeset.text(tag, words.to(tag)) for tag in REVIEWED]
