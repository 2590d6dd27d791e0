"""The tools agree: style, types, floors, templates."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

BIN = Path(sys.executable).parent

pytestmark = pytest.mark.tools


@pytest.mark.parametrize(
    "words",
    [
        "ruff check --quiet .",
        "ruff format --check --quiet .",
        "mypy",
        "lint-imports --no-logo",
        "djlint --lint --quiet templates",
    ],
)
def test_the_tool_finds_nothing(words: str):
    name, *arguments = words.split()
    done = subprocess.run(
        [BIN / name, *arguments], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
