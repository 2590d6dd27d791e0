"""`flask visits demo` fills an empty database, once, and says who can sign in."""

import stat

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from visits.access import passwords
from visits.access.models import User
from visits.delegations.models import Delegation


@pytest.fixture
def demo(app: Flask):
    return lambda *words: app.test_cli_runner().invoke(args=["visits", "demo", *words])


@pytest.mark.sqlite_alone
def test_it_prints_and_keeps_the_accounts_and_refuses_to_be_run_again(
    demo, session: Session, data_dir
):
    first = demo("--if-empty")
    assert (first.exit_code, first.stderr) == (0, "")
    kept = data_dir / "demo-accounts.txt"
    assert kept.read_text() == first.stdout
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    password = first.stdout.splitlines()[1].rpartition(" ")[2]
    coordinator = session.scalars(select(User).where(User.email == "coordinator@example.org")).one()
    assert passwords.matches(password, coordinator.password_hash)
    assert "invented" in first.stdout
    count = session.scalar(select(func.count()).select_from(Delegation))
    session.rollback()

    silent = demo("--if-empty")
    assert (silent.exit_code, silent.output) == (0, "")
    again = demo()
    assert (again.exit_code, again.stdout) == (1, "")
    assert again.stderr == (
        "Error: There are data already. The demonstration fills an empty database only.\n"
    )
    assert session.scalar(select(func.count()).select_from(Delegation)) == count
    assert kept.read_text() == first.stdout


@pytest.mark.sqlite_alone
@pytest.mark.parametrize(("words", "code"), [((), 1), (("--if-empty",), 0)])
def test_where_others_reach_the_server_it_does_nothing(make_app, session: Session, words, code):
    app = make_app(BASE_URL="https://visits.example.org")
    result = app.test_cli_runner().invoke(args=["visits", "demo", *words])
    assert (result.exit_code, result.stdout) == (code, "")
    assert "Others can reach https://visits.example.org" in result.stderr
    assert session.scalars(select(User)).all() == []
