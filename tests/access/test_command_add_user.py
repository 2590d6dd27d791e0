"""`flask visits add-user`: what a script reads is one line."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.pages import Browser
from visits.access.models import User
from visits.access.rules import Role
from visits.audit.models import AuditEntry
from visits.notifications.models import Letter

ADDRESS = re.compile(r"http://127\.0\.0\.1:8000(/en/password/[a-z2-7]{52})\n")


@pytest.fixture
def command(app: Flask, session: Session) -> Any:
    session.commit()
    return lambda *words: app.test_cli_runner().invoke(args=["visits", "add-user", *words])


def test_it_prints_the_one_time_address_and_nothing_else(command, session, browser: Browser):
    done = command("New.Colleague@example.org", "--role", "viewer", "--name", "Oh", "--lang", "en")
    found = ADDRESS.fullmatch(done.stdout)
    assert (done.exit_code, done.stderr) == (0, "")
    assert found
    user = session.scalars(select(User)).one()
    assert (user.email, user.name, user.role, user.language) == (
        "new.colleague@example.org",
        "Oh",
        Role.VIEWER,
        "en",
    )
    assert browser.open(found[1]).h1 == "Set your password"


def test_the_log_says_that_it_was_a_command(command, session):
    command("new@example.org", "--role", "administrator")
    entry = session.scalars(select(AuditEntry).where(AuditEntry.subject_kind == "User")).one()
    assert (entry.actor_kind, entry.action, entry.subject_label) == (
        "command",
        "created",
        "new@example.org",
    )


def test_a_letter_lies_in_the_outbox_too(command, session):
    command("new@example.org", "--role", "host")
    letter = session.scalars(select(Letter)).one()
    assert (letter.kind, letter.recipient) == ("access.invitation", "new@example.org")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["new@example.org", "--role", "king"],
            (
                "There is no role king."
                " Roles: administrator, approver, coordinator, viewer, host, interpreter."
            ),
        ),
        (
            ["new@example.org", "--role", "viewer", "--lang", "xx"],
            "xx is none of the languages offered here.",
        ),
        (
            ["Viewer@example.org", "--role", "viewer"],
            "Viewer@example.org has an account already.",
        ),
        (
            ["nobody", "--role", "viewer"],
            "nobody is no e-mail address: An email address must have an @-sign.",
        ),
    ],
)
def test_it_refuses_with_a_sentence(command, people, words, sentence):
    assert people["viewer"].email == "viewer@example.org"
    done = command(*words)
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", f"Error: {sentence}\n")
