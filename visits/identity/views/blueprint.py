"""Where the pages of identity data lie, and how their templates word codes."""

from typing import Any

from flask import Blueprint

from visits.identity.rules import Sex
from visits.identity.words import STATE_TONES
from visits.kit import words
from visits.sites.rules import IdentityField

identity = Blueprint("identity", __name__)


@identity.app_template_filter()
def identity_value(value: str, field: IdentityField) -> str:
    """A value as people read it: dates as year, month and day, codes in words."""
    return str(words.label(Sex(value))) if field is IdentityField.SEX else value


@identity.app_template_filter()
def field_label(name: str) -> str:
    """What a field is called that the log names."""
    return str(words.label(IdentityField(name)))


@identity.context_processor
def for_templates() -> dict[str, Any]:
    return {"tones": STATE_TONES}
