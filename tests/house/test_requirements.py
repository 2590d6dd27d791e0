"""What the application imports is required, and what is required is used."""

import ast
import re
from importlib.metadata import packages_distributions
from sys import stdlib_module_names

from tests.house.tree import ROOT

LOADED_BY_NAME = {
    "gunicorn": "the server of `make run`",
    "manimgx-fonts": "the letters of our papers",
    "manimgx-fonts-cjk": "the letters of our papers, for Korean, Chinese and Japanese",
    "psycopg": "the driver that SQLAlchemy loads for PostgreSQL",
    "tzdata": "the zones, where the machine has none",
}

WITH_FLASK = {"click", "itsdangerous", "jinja2", "markupsafe"}
"""Parts of Flask's own interface, pinned with it in constraints.txt."""


def named(requirement: str) -> str:
    """`psycopg[binary]==3.3.9` is psycopg; spelling as pip compares it."""
    return re.split(r"[\[=<>]", requirement)[0].strip().lower().replace("_", "-")


def required() -> set[str]:
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    return {named(one) for one in lines if one and not one.startswith(("#", "-"))}


def imported() -> set[str]:
    modules: set[str] = set()
    for path in [*(ROOT / "visits").rglob("*.py"), *(ROOT / "migrations").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                modules |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules.add(node.module)
    found = {module.partition(".")[0] for module in modules} - set(stdlib_module_names)
    known = packages_distributions()
    return {named(known[module][0]) for module in found - {"visits"}}


def test_every_import_is_required():
    assert imported() - required() == WITH_FLASK


def test_every_requirement_is_used():
    assert required() - imported() == set(LOADED_BY_NAME)
