"""A mail server that listens, a sender for it, and kinds of letters made for tests."""

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask
from jinja2 import ChoiceLoader, DictLoader
from sqlalchemy.orm import Session

from tests.notifications.postbox import MONDAY, PROGRAMME, Postbox, programme
from visits.kit.db import db
from visits.kit.translated import Translated
from visits.notifications import actions
from visits.notifications.compose import Writer
from visits.notifications.models import Letter
from visits.notifications.smtp import MailServer
from visits.notifications.worker import Sender


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    made = make_app()
    writer: Writer = made.extensions["letters"]
    loader = DictLoader({"tests/letters/programme.txt": PROGRAMME})
    writer.environment.loader = ChoiceLoader([loader, writer.environment.loader])
    writer.composers["tests.programme"] = programme
    return made


@pytest.fixture
def writer(app: Flask) -> Iterator[Writer]:
    with app.app_context():
        yield app.extensions["letters"]


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    """A real SMTP server in a thread, with what it was given."""
    box = Postbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        box.port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    yield box
    controller.stop()


@pytest.fixture
def sender(app: Flask, postbox: Postbox) -> Iterator[Sender]:
    """The sender of the app, connected to the postbox; its clock stands until a test moves it."""
    with app.app_context():
        yield Sender(
            sessions=db.sessionmaker,
            writer=app.extensions["letters"],
            server=MailServer.from_url(f"smtp://127.0.0.1:{postbox.port}"),
            folder=app.config["SETTINGS"].DATA_DIR / "mail",
            clock=lambda: MONDAY,
        )


@pytest.fixture
def queued(session: Session, app: Flask) -> Callable[..., Letter]:
    """`queued("amina@example.org")`: a letter that waits in the outbox, committed."""
    count = iter(range(1, 1_000))

    def make(
        to: str = "amina@example.org", kind: str = "tests.programme", **changes: Any
    ) -> Letter:
        number = next(count)
        facts = {
            "starts": "2026-11-24T05:00:00+00:00",
            "place": changes.pop(
                "place", Translated(en="Smart city centre", ko="도시통합정보센터")
            ),
            **changes.pop("facts", {}),
        }
        facts["place"] = dict(facts["place"])
        given = {
            "name": "Amina Al-Farsi",
            "language": "en",
            "about": ("delegation", 7),
            "key": f"programme:{number}",
            "at": MONDAY,
        }
        letter = actions.queue(session, kind, to=to, facts=facts, **{**given, **changes})
        session.commit()
        return letter

    return make
