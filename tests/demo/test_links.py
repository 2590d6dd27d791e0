"""`link KIND KEY`: one line, the address that opens it."""

from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.demo.conftest import the_visit


@pytest.fixture
def database(demonstration: str) -> str:
    return demonstration


@pytest.fixture
def link(app: Flask, session: Session):
    def run(*words: str):
        session.rollback()
        return app.test_cli_runner().invoke(args=["visits", "link", *words])

    return run


def opened(app: Flask, address: str):
    base, path = app.config["SETTINGS"].base_url, urlsplit(address).path
    assert address == f"{base}{path}"
    return app.test_client().get(path, base_url=base)


@pytest.mark.parametrize(
    ("what", "lang", "kind_of_page"),
    [
        ("guest", "ar", "text/html"),
        ("liaison", "en", "text/html"),
        ("delegation", "ar", "text/calendar"),
        ("stop", "ar", "text/calendar"),
        ("site", "ko", "text/calendar"),
    ],
)
def test_it_prints_the_address_that_opens(app, session: Session, link, what, lang, kind_of_page):
    visit = the_visit(session, "saudi")
    keys = {
        "guest": visit.delegation.code,
        "liaison": visit.delegation.code,
        "delegation": visit.delegation.code,
        "stop": visit.stops[0].uid,
        "site": "urban-information-centre",
    }
    result = link(what, keys[what], "--lang", lang)
    assert (result.exit_code, result.stdout.count("\n"), result.stderr) == (0, 1, "")
    response = opened(app, result.stdout.strip())
    assert (response.status_code, response.mimetype) == (200, kind_of_page)


def test_unless_it_is_told_it_speaks_the_first_language_of_the_delegation(session, link):
    delegation = the_visit(session, "saudi").delegation
    path = urlsplit(link("guest", delegation.code).stdout.strip()).path
    assert path.split("/")[1] == delegation.languages[0] == "ar"


def test_the_same_is_printed_each_time(session: Session, link):
    code = the_visit(session, "saudi").delegation.code
    assert link("guest", code, "--lang", "ar").stdout == link("guest", code, "--lang", "ar").stdout
    assert (
        link("guest", code, "--lang", "ar").stdout != link("liaison", code, "--lang", "ar").stdout
    )


@pytest.mark.parametrize("what", ["guest", "liaison", "delegation", "site", "stop"])
def test_an_unknown_key_is_said_in_a_sentence(link, what):
    result = link(what, "2024-999")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: Nothing is known under 2024-999.\n"


def test_a_stop_that_guests_never_saw_has_no_address(session: Session, link):
    uid = the_visit(session, "cambodia").stops[0].uid
    assert link("stop", uid).stderr == f"Error: The stop {uid} is not released to the guests yet.\n"


def test_an_unknown_kind_is_said_in_a_sentence(link):
    result = link("cohort", "1")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: There are no addresses of the kind cohort. Kinds: ")


def test_an_unknown_language_is_said_in_a_sentence(link):
    result = link("site", "city-hall", "--lang", "xx")
    assert result.stderr == "Error: xx is none of the languages offered here.\n"
