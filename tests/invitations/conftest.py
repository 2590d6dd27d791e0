"""A host who gets invitations, a mail server that listens, and what their calendar answers."""

import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from tests.factories import AT, a_contact, a_person, a_site, a_stop, a_user, an_itinerary
from tests.invitations.cast import choose
from tests.notifications.postbox import Postbox
from visits.kit.db import db
from visits.notifications.smtp import MailServer
from visits.notifications.worker import Sender


@pytest.fixture
def host(session):
    """A contact who chose invitations."""
    contact = a_contact(session, a_site(session), name="Ms Yoon", email="yoon@example.org")
    contact.language = "en"
    choose(session, ("contact", contact.id))
    return contact


@pytest.fixture
def escort(session):
    """One of ours who chose them."""
    person = a_person(session, email="sua@example.org")
    choose(session, ("person", person.id))
    return person


@pytest.fixture
def itinerary(session):
    return an_itinerary(session)


@pytest.fixture
def officer(session):
    return a_user(session)


@pytest.fixture
def stop(session, itinerary, host):
    """Asked of the host, at ten."""
    return a_stop(session, itinerary, site=host.site)


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
def sender(app, postbox) -> Iterator[Sender]:
    """The sender of the app, a day after everything was asked."""
    with app.app_context():
        yield Sender(
            sessions=db.sessionmaker,
            writer=app.extensions["letters"],
            server=MailServer.from_url(f"smtp://127.0.0.1:{postbox.port}"),
            folder=app.config["SETTINGS"].DATA_DIR / "mail",
            clock=lambda: AT + timedelta(days=1),
        )


@pytest.fixture
def file(tmp_path) -> Callable[..., Path]:
    """`file(text, "reply.eml")`: a file with this text."""

    def make(content, name="reply.ics"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make
