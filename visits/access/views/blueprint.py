"""The blueprint that all views of this capability hang on, and what several of them need."""

from flask import Blueprint, g, url_for

from visits.access.guard import HOME
from visits.kit.forms import Choices, choices
from visits.kit.next_path import is_own_path

access = Blueprint("access", __name__)


def where_to(address: str | None, otherwise: str = HOME) -> str:
    """The address of a `next=`, when it is a path of ours."""
    return address if address and is_own_path(address) else otherwise


def interface_languages() -> Choices:
    """Languages in which the staff's pages exist."""
    offered = [language for language in g.offered if language.is_for_staff]
    return choices((language.tag, language.name) for language in offered)


def account_url() -> str:
    return url_for("access.account")
