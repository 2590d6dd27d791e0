"""README names every setting, every command and every word after `make`, and no others."""

import re
import tomllib
from dataclasses import fields

import pytest
from flask import Flask

import visits
from tests.house.tree import ROOT
from visits.addresses import FINDERS
from visits.settings import Settings

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
    "contracts"
]
INNER = {"port", "needs"}


def test_readme_names_every_setting():
    named = set(re.findall(r"\bVISITS_[A-Z_]+\b", README))
    assert named == {f"VISITS_{field.name}" for field in fields(Settings)}


@pytest.mark.sqlite_alone
def test_readme_names_every_command(app: Flask):
    named = set(re.findall(r"flask --app wsgi visits ([a-z-]+)", README))
    assert named == set(app.cli.commands["visits"].commands)


@pytest.mark.sqlite_alone
def test_readme_and_the_command_name_the_kinds_of_addresses_alike(app: Flask):
    told = next(line for line in README.splitlines() if " visits link " in line).split("|")[2]
    helped = app.cli.commands["visits"].commands["link"].help
    named = [set(re.findall(r"`([a-z][a-z-]+)`", words)) for words in (told, helped)]
    assert named == [set(FINDERS), set(FINDERS)]


def test_readme_names_every_word_after_make():
    named = set(re.findall(r"(?:`|^    )make ([a-z]+)", README, re.MULTILINE))
    offered = set(re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[0].split())
    assert named == offered - INNER


def test_make_help_lists_every_word():
    listed = set(re.findall(r"^([a-z]+):.*## ", MAKEFILE, re.MULTILINE))
    offered = set(re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[0].split())
    assert listed == offered - INNER


def test_readme_and_the_package_name_the_floors_that_are_held():
    layers = [set(re.findall(r"[a-z_]+", layer)) for layer in CONTRACTS[0]["layers"]]
    folders = {path.parent.name for path in (ROOT / "visits").glob("*/__init__.py")}
    held = [layer & folders for layer in layers[3:] if layer & folders]
    rows = re.findall(r"^\| \d \| (`.*) \|$", README, re.MULTILINE)
    assert [set(re.findall(r"[a-z_]+", row)) for row in rows] == held
    told = re.split(r"^\d  ", visits.__doc__ or "", flags=re.MULTILINE)[1:]
    for floor, named in zip(held, told, strict=True):
        first = re.findall(r"^ *((?:[a-z_]+, )*[a-z_]+)(?:   |$)", named, re.MULTILINE)
        assert {name for names in first for name in names.split(", ")} == floor
