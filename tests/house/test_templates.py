"""Every template compiles and is used: a page nobody can reach is dead code."""

import ast
import re

import pytest
from flask import Flask
from jinja2 import meta

from tests.house.tree import TEMPLATES, modules, tree_of

NAMES = sorted(
    path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*") if path.is_file()
)
PAPERS = [name for name in NAMES if name.endswith(".typ")]
PAGES = [name for name in NAMES if name not in PAPERS]
IMPORTED = re.compile(r'#import "/([^"]+)"')


def said_in_code() -> list[re.Pattern[str]]:
    """Every string of the application, `{…}` of an f-string standing for anything."""
    found = []
    for _, path in modules():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(str(v.value)) if isinstance(v, ast.Constant) else r"[\w./-]+"
                    for v in node.values
                ]
                found.append(re.compile("".join(parts)))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.append(re.compile(re.escape(node.value)))
    return [
        pattern for pattern in found if re.search(r"\.(html|txt|xml|svg|typ)$", pattern.pattern)
    ]


@pytest.mark.sqlite_alone
def test_every_template_is_used(app: Flask):
    spoken = said_in_code()
    used = {name for name in NAMES if any(pattern.fullmatch(name) for pattern in spoken)}
    for name in PAPERS:
        used |= set(IMPORTED.findall((TEMPLATES / name).read_text(encoding="utf-8")))
    for name in PAGES:
        source = (TEMPLATES / name).read_text(encoding="utf-8")
        tree = app.jinja_env.parse(source)
        used |= {other for other in meta.find_referenced_templates(tree) if other}
    assert set(NAMES) - used == set()


@pytest.mark.sqlite_alone
def test_every_template_compiles(app: Flask):
    for name in PAGES:
        app.jinja_env.get_template(name)
