"""Only the edge commits: views, commands, the mail worker, and the kit's own small writes."""

import ast

from tests.house.tree import modules, tree_of

MAY_COMMIT = {
    "cli.py",
    "kit/db.py",  # small writes after the response
    "kit/once.py",  # where a form led
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


def test_a_view_commits_at_most_once_on_each_way_through_it():
    """Two commits in one row of statements are two transactions: half of it could be saved."""
    twice = []
    for name, path in modules():
        if not is_view(name):
            continue
        for node in ast.walk(tree_of(path)):
            for field in ("body", "orelse", "finalbody"):
                block = getattr(node, field, None)
                if isinstance(block, list):
                    direct = [s for s in block if isinstance(s, ast.Expr) and commits_in(s)]
                    if len(direct) > 1:
                        twice.append(f"{name}:{direct[1].lineno}")
    assert twice == []
