"""Only the edge commits: views, commands, the mail worker, and the kit's own small writes."""

import ast
from collections.abc import Iterator
from itertools import zip_longest

from tests.house.tree import modules, tree_of

MAY_COMMIT = {
    "busy/refreshing.py",  # each calendar is a transaction of its own
    "cli.py",
    "kit/db.py",  # small writes after the response
    "kit/once.py",  # where a form led
    "nights.py",
    "replies.py",
    "notifications/worker.py",  # each letter is a transaction of its own
}


def commits_in(node: ast.AST) -> list[ast.Call]:
    return [
        call
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "commit"
    ]


def is_view(name: str) -> bool:
    return name.endswith("/views.py") or "/views/" in name


def test_only_the_edge_commits():
    guilty = {name for name, path in modules() if commits_in(tree_of(path)) and not is_view(name)}
    assert guilty - MAY_COMMIT == set()


def blocks_of_views() -> Iterator[tuple[str, ast.AST, list[ast.stmt]]]:
    """Every row of statements in a view's module, and what it is the body of."""
    for name, path in modules():
        if not is_view(name):
            continue
        for node in ast.walk(tree_of(path)):
            for field in ("body", "orelse", "finalbody"):
                block = getattr(node, field, None)
                if isinstance(block, list):
                    yield name, node, block


def is_commit(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and bool(commits_in(statement))


def test_a_view_commits_at_most_once_on_each_way_through_it():
    """Two commits in one row of statements are two transactions: half of it could be saved."""
    twice = []
    for name, _, block in blocks_of_views():
        direct = [statement for statement in block if is_commit(statement)]
        if len(direct) > 1:
            twice.append(f"{name}:{direct[1].lineno}")
    assert twice == []


def test_a_view_commits_in_the_line_before_its_redirect():
    """What came after it would be lost with nobody told, or saved with nobody asked.

    The last step of a view that reads first ends with its block, `with db.writing() as session:`.
    """
    early = []
    for name, node, block in blocks_of_views():
        for statement, following in zip_longest(block, block[1:]):
            is_last_step = isinstance(node, ast.With) and following is None
            if is_commit(statement) and not (isinstance(following, ast.Return) or is_last_step):
                early.append(f"{name}:{statement.lineno}")
    assert early == []
