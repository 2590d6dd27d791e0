"""The catalogues are whole: every message, every placeholder, every plural form."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.house.tree import ROOT
from visits.languages.catalogue import LANGUAGES, Level

HELD = [x.tag for x in LANGUAGES if x.level is not Level.FALLBACK and x.tag != "en"]
"""English is the language of the messages themselves."""
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
IN_CONTEXT = ((1, "c"), 2)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "pgettext": IN_CONTEXT,
    "lazy_pgettext": IN_CONTEXT,
}
"""What each of our functions takes: as `make messages` says it."""
Known = tuple[str | None, str]
"""A message and what tells it from its homonyms."""


def catalogue(tag: str) -> Catalog:
    path = Path(ROOT) / "translations" / tag / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=tag)


def singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message) -> tuple[str, ...]:
    given = message.string
    return (given,) if isinstance(given, str) else tuple(given)


@pytest.fixture(scope="module")
def messages() -> set[Known]:
    """Every message of code and templates."""
    found: set[Known] = set()
    for folder, methods in (
        ("visits", [("**.py", "python")]),
        ("templates", [("**", "jinja2")]),
    ):
        rows = extract_from_dir(ROOT / folder, methods, keywords=KEYWORDS)
        for _, _, message, _, context in rows:
            found.add((context, message if isinstance(message, str) else message[0]))
    return found


@pytest.mark.parametrize("tag", HELD)
def test_no_message_is_missing(tag, messages):
    known = {(message.context, singular(message)) for message in catalogue(tag) if message.id}
    assert sorted(messages - known, key=str) == []


@pytest.mark.parametrize("tag", HELD)
def test_no_message_is_empty_or_fuzzy(tag):
    poor = [
        singular(message)
        for message in catalogue(tag)
        if message.id and (message.fuzzy or not all(form.strip() for form in forms(message)))
    ]
    assert poor == []


@pytest.mark.parametrize("tag", HELD)
def test_every_plural_has_its_forms(tag):
    held = catalogue(tag)
    wrong = [
        singular(message)
        for message in held
        if message.pluralizable and len(forms(message)) != held.num_plurals
    ]
    assert wrong == []


@pytest.mark.parametrize("tag", HELD)
def test_placeholders_are_the_same(tag):
    """Forms for none, one and two may leave the number out, the last one may not."""
    wrong = []
    for message in catalogue(tag):
        if not message.id:
            continue
        wanted = set(
            PLACEHOLDER.findall(message.id if isinstance(message.id, str) else message.id[1])
        )
        found = [set(PLACEHOLDER.findall(form)) for form in forms(message)]
        if found[-1] != wanted or any(names - wanted for names in found):
            wrong.append(singular(message))
    assert wrong == []
