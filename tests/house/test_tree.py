"""Where things are: a newcomer knows what is in a file before opening it."""

import ast
from pathlib import Path

from tests.house.tree import CODE, ROOT, TEMPLATES, capabilities, kept_files, modules, tree_of

LONGEST = 430
CALENDAR_CHECK = Path("tests/calendars/calendar_check")
"""A tool that stands for itself, in a style of its own."""
SAYS_NOTHING = {"utils.py", "util.py", "helpers.py", "services.py", "manager.py", "handler.py"}
SHARED_TEMPLATES = {"layout", "parts", "errors"}


def test_no_file_is_called_something_that_says_nothing():
    assert {path.name for path in kept_files()} & SAYS_NOTHING == set()


def test_files_stay_short_enough_to_be_read():
    lengths = {
        path.relative_to(CODE.parent).as_posix(): len(path.read_text().splitlines())
        for path in kept_files()
        if path.suffix in {".py", ".html"} and ROOT / CALENDAR_CHECK not in path.parents
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST} == {}


def test_every_capability_says_what_it_is_and_nothing_else_in_its_first_file():
    for folder in capabilities():
        tree = tree_of(folder / "__init__.py")
        assert ast.get_docstring(tree), f"{folder.name} does not say what it is"
        assert len(tree.body) == 1, f"{folder.name}/__init__.py does more than that"


def test_every_module_says_what_it_is():
    silent = [name for name, path in modules() if ast.get_docstring(tree_of(path)) is None]
    assert silent == []


def test_templates_lie_in_folders_named_like_the_capabilities():
    folders = {path.name for path in TEMPLATES.iterdir() if path.is_dir()}
    assert folders - SHARED_TEMPLATES - {folder.name for folder in capabilities()} == set()
