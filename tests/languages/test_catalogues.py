"""The catalogues are whole: every message, every placeholder, every plural form.

Which languages are held to which messages stands in one place: the levels of languages/catalogue.py.
"""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from babel.support import Translations
from jinja2 import Environment, meta

from tests.house.tree import ROOT, TEMPLATES
from tests.languages.outsiders import is_seen
from visits.languages.catalogue import LANGUAGES, Level

HELD = [x.tag for x in LANGUAGES if x.is_for_staff and x.tag != "en"]
"""English is the language of the messages themselves."""
FOR_OUTSIDERS = [x.tag for x in LANGUAGES if x.level is Level.OUTSIDERS]
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
def places() -> dict[Known, set[str]]:
    """Every message of code and templates, with the files that say it."""
    found: dict[Known, set[str]] = {}
    for folder, methods in (
        ("visits", [("**.py", "python")]),
        ("templates", [("**", "jinja2")]),
    ):
        rows = extract_from_dir(ROOT / folder, methods, keywords=KEYWORDS)
        for name, _, message, _, context in rows:
            said = message if isinstance(message, str) else message[0]
            found.setdefault((context, said), set()).add(f"{folder}/{name}")
    return found


@pytest.fixture(scope="module")
def messages(places) -> set[Known]:
    return set(places)


@pytest.fixture(scope="module")
def seen(places) -> set[Known]:
    """Every message that people from outside see."""
    return {said for said, files in places.items() if any(is_seen(file) for file in files)}


@pytest.mark.parametrize("tag", HELD)
def test_no_message_is_missing(tag, messages):
    known = {(message.context, singular(message)) for message in catalogue(tag) if message.id}
    assert sorted(messages - known, key=str) == []


@pytest.mark.parametrize("tag", HELD)
def test_no_message_is_empty_or_fuzzy(tag):
    assert poor(tag) == []


def poor(tag: str) -> list[Known]:
    """Messages that the catalogue knows and does not say."""
    return [
        (message.context, singular(message))
        for message in catalogue(tag)
        if message.id and (message.fuzzy or not all(form.strip() for form in forms(message)))
    ]


def test_languages_for_outsiders_have_all_that_outsiders_see(seen):
    lacks = {}
    for tag in FOR_OUTSIDERS:
        known = {(message.context, singular(message)) for message in catalogue(tag) if message.id}
        lacks[tag] = sorted((seen - known) | (seen & set(poor(tag))), key=str)
    assert lacks == {tag: [] for tag in FOR_OUTSIDERS}


def test_what_outsiders_see_is_derived_from_where_it_is_said(seen, messages):
    said = {message for _, message in seen}
    assert {"Sites to visit", "This field is required.", "There is no such page."} <= said
    assert {"Audit log", "Set your password for the visits system"} & said == set()
    assert seen < messages


def test_every_template_of_an_outsiders_page_is_theirs():
    """Whatever a page or letter of theirs extends, imports or includes."""
    environment = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    waiting = [p.relative_to(TEMPLATES).as_posix() for p in TEMPLATES.rglob("*") if p.is_file()]
    waiting = [name for name in waiting if is_seen(f"templates/{name}")]
    named = {
        other
        for name in waiting
        for other in meta.find_referenced_templates(
            environment.parse((TEMPLATES / name).read_text(encoding="utf-8"))
        )
        if other
    }
    assert {name for name in named if not is_seen(f"templates/{name}")} == set()


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
    assert misplaced(tag) == []


def test_placeholders_are_the_same_for_outsiders(seen):
    wrong = {tag: sorted(seen & set(misplaced(tag)), key=str) for tag in FOR_OUTSIDERS}
    assert wrong == {tag: [] for tag in FOR_OUTSIDERS}


def misplaced(tag: str) -> list[Known]:
    """Messages whose translation has other placeholders."""
    wrong = []
    for message in catalogue(tag):
        if not message.id:
            continue
        wanted = set(
            PLACEHOLDER.findall(message.id if isinstance(message.id, str) else message.id[1])
        )
        found = [set(PLACEHOLDER.findall(form)) for form in forms(message)]
        if found[-1] != wanted or any(names - wanted for names in found):
            wrong.append((message.context, singular(message)))
    return wrong


def test_arabic_counts_in_its_six_ways():
    """Eleven to ninety-nine stand before another form than a hundred: the forms' order counts."""
    known = Translations.load(ROOT / "translations", ["ar"])
    said = [known.ngettext("%(num)s person", "%(num)s people", n) for n in (1, 2, 3, 14, 100)]
    assert said == ["شخص واحد", "شخصان", "%(num)s أشخاص", "%(num)s شخصًا", "%(num)s شخص"]
