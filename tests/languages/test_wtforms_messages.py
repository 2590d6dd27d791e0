"""Our catalogues hold every sentence that the form libraries can say."""

import ast
from collections.abc import Iterator
from pathlib import Path

import flask_wtf
import wtforms
from babel.messages.extract import extract

from visits.languages import wtforms_messages


def calls(name: str) -> Iterator[tuple[str, ...]]:
    """The constant texts given to `gettext` or `ngettext` anywhere in the two libraries."""
    for library in (wtforms, flask_wtf):
        for path in Path(library.__file__).parent.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
                    if node.func.attr == name and texts:
                        yield tuple(texts)


def test_every_sentence_is_known():
    said = {text for (text,) in calls("gettext")}
    assert set(wtforms_messages.SENTENCES) == said
    assert set(wtforms_messages.PLURALS) == set(calls("ngettext"))


def test_none_is_known_twice():
    assert len(set(wtforms_messages.SENTENCES)) == len(wtforms_messages.SENTENCES)


def test_extraction_finds_them_all():
    with Path(wtforms_messages.__file__).open("rb") as source:
        keywords = {"_": None, "ngettext": (1, 2)}
        found = {message for _, message, _, _ in extract("python", source, keywords=keywords)}
    expected = set(wtforms_messages.SENTENCES) | set(wtforms_messages.PLURALS)
    assert expected <= {tuple(f[:2]) if isinstance(f, tuple) else f for f in found}
