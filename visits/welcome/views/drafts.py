"""What the pages of a draft share: its row, its choices, its steps as forms."""

from collections.abc import Mapping
from pathlib import Path

from flask import g, url_for
from wtforms import Field, FormField, SelectField

from visits.access.guard import settings
from visits.intake import queries as requests
from visits.intake.models import RequestDraft
from visits.intake.rules import Half
from visits.kit.db import db
from visits.kit.forms import choices, city_today, shown
from visits.languages import dates
from visits.languages.html import option
from visits.languages.names import languages_by_name
from visits.languages.routing import interface_language
from visits.organisations import queries as organisations
from visits.papers.forms import UploadsField
from visits.welcome import queries
from visits.welcome.forms.steps import Offered, SlotLines, StepForm, opened
from visits.welcome.rules.programmes import themes_of
from visits.welcome.rules.sites import PublicSite
from visits.welcome.rules.steps import ASKING, Step
from visits.welcome.words import theme_name

DRAFT_COOKIE = "draft"
"""In the browser's own cookie: the link of the draft that was begun in it."""


def the_draft(*, locked: bool = False) -> RequestDraft | None:
    """The draft of this request's link; None once it was sent."""
    return requests.the_draft(db.session, g.link.subject_id, locked=locked)


def public_sites() -> list[PublicSite]:
    return queries.public_sites(db.session, today=city_today())


def offered(sites: list[PublicSite]) -> Offered:
    """What the form lets one choose from, in the reader's language."""
    reader = interface_language().tag
    countries = organisations.country_names(db.session, reader)
    return Offered(
        countries=choices(countries.items()),
        languages=choices(languages_by_name(reader).items()),
        sites=choices((site.slug, option(site.name)) for site in sites),
        themes=choices((theme, theme_name(theme)) for theme in themes_of(sites)),
        most_megabytes=settings().UPLOAD_MEGABYTES,
    )


def forms_of(draft: RequestDraft, given: Offered) -> dict[Step, StepForm]:
    """Every step as it was left."""
    return {step: opened(step, draft.facts, given) for step in ASKING}


def wished(draft: RequestDraft, sites: list[PublicSite]) -> list[PublicSite]:
    """The sites that the draft names so far."""
    named = set(draft.facts.get("sites", ()))
    return [site for site in sites if site.slug in named]


def answers(form: StepForm) -> list[tuple[str, str]]:
    """What was answered, by the names of its fields; what was left open is left out."""
    return [(str(f.label.text), text) for f in form if (text := said(f))]


def said(field: Field) -> str:
    """One answer as its reader reads it; nothing for what was left open."""
    if isinstance(field, UploadsField) or field.short_name == "csrf_token":
        return ""
    if isinstance(field, FormField):
        return time_said(field.form)
    if isinstance(field, SelectField) and not field.data:
        return ""
    return shown(field)


def time_said(slot: SlotLines) -> str:
    """A preferred time: days, half of the day, words."""
    if slot.is_empty:
        return ""
    first, half = slot.first.data, slot.half.data
    last = slot.last.data or first
    days = dates.days(first, last, interface_language().tag, official=False) if first else ""
    part = "" if half == Half.EITHER.value else shown(slot.half)
    return ", ".join(filter(None, (days, part, slot.said.data)))


def step_url(lang: str, token: str, step: Step) -> str:
    if step is Step.CHECK:
        return url_for("welcome.check", lang=lang, token=token)
    return url_for("welcome.step", lang=lang, token=token, name=step.value)


def step_urls(lang: str, token: str) -> Mapping[Step, str]:
    return {step: step_url(lang, token, step) for step in Step}


def folder() -> Path:
    """Where files lie."""
    found: Path = settings().DATA_DIR / "files"
    return found
