"""What monitors and search engines ask for."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.pages import Browser


def test_it_says_that_it_is_well(browser: Browser, session: Session):
    revision = session.scalar(text("SELECT version_num FROM alembic_version"))
    answer = browser.fetch("GET", "/healthz")
    assert answer.status_code == 200
    assert answer.json == {"status": "ok", "database": "ok", "revision": revision}


def test_it_says_that_the_database_fails(make_app, kind: str, tmp_path):
    url = {
        "sqlite": f"sqlite:///{tmp_path}/no/such/folder/visits.sqlite",
        "postgresql": f"postgresql+psycopg://visits@/none?host={tmp_path}&connect_timeout=1",
    }[kind]
    answer = make_app(DATABASE_URL=url).test_client().get("/healthz")
    assert answer.status_code == 503
    assert answer.json == {"status": "failing", "database": "unreachable"}


def test_a_database_that_was_never_migrated_is_not_well(make_app, databases, kind: str, tmp_path):
    answer = make_app(DATABASE_URL=databases.empty(kind, tmp_path)).test_client().get("/healthz")
    assert answer.status_code == 503


def test_search_engines_stay_out_of_what_is_personal(browser: Browser):
    lines = browser.fetch("GET", "/robots.txt").text.splitlines()
    assert lines[0] == "User-agent: *"
    for path in ("/office/", "/*/visit/", "/*/password/", "/*/host/", "/calendars/"):
        assert f"Disallow: {path}" in lines
