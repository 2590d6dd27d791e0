"""The files of the project, as the tests of the house read them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = ROOT / "visits"
TEMPLATES = ROOT / "templates"


@cache
def kept_files() -> tuple[Path, ...]:
    """Everything that is kept in the repository, and what would be if it were added now."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    files = (ROOT / line for line in listed.stdout.splitlines())
    return tuple(sorted(path for path in files if path.is_file()))


def modules() -> Iterator[tuple[str, Path]]:
    """Each module of the application by its path below visits/, e.g. `sites/views.py`."""
    for path in sorted(CODE.rglob("*.py")):
        yield path.relative_to(CODE).as_posix(), path


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def capabilities() -> list[Path]:
    """The folders of the application, without the kit."""
    return sorted(
        path
        for path in CODE.iterdir()
        if path.is_dir() and path.name != "kit" and (path / "__init__.py").exists()
    )
