"""Every reason for which something is refused is said in words, and none is looked up in vain."""

import ast
from collections.abc import Iterator

from tests.house.tree import modules, tree_of
from visits.kit.words import REASONS


def looked_up(tree: ast.Module) -> Iterator[str]:
    """Reasons written out where their sentences are read: `REASONS["in_use"]`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            table = getattr(node.value, "attr", None) or getattr(node.value, "id", None)
            if table == "REASONS":
                yield str(node.slice.value)


def raised(tree: ast.Module) -> Iterator[str]:
    """Reasons of `Refused("in_use")`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "Refused":
            yield from (str(arg.value) for arg in node.args[:1] if isinstance(arg, ast.Constant))


def said_in_views() -> set[str]:
    """Words that views name themselves, as where a sentence carries a number."""
    found: set[str] = set()
    for name, path in modules():
        if "views" in name:
            nodes = ast.walk(tree_of(path))
            found |= {str(node.value) for node in nodes if isinstance(node, ast.Constant)}
    return found


def test_no_reason_is_looked_up_that_has_no_sentence(app):
    found = {reason for _, path in modules() for reason in looked_up(tree_of(path))}
    assert found - REASONS.keys() == set()
    assert "host_blocked" in found


def test_everything_that_is_refused_is_said(app):
    found = {reason for _, path in modules() for reason in raised(tree_of(path))}
    assert found - REASONS.keys() - said_in_views() == set()
    assert "ends_before_start" in found
