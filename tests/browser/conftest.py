"""Chromium against a served app, on whichever database the test runs."""

import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from flask import Flask, got_request_exception
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import sync_playwright
from sqlalchemy.orm import Session
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.browser.window import (
    ARGUMENTS,
    DESKTOP,
    PHONE,
    Window,
    find_chromium,
    free_socket,
    signed_cookie,
)
from tests.people import People, begin_session


class Quiet(WSGIRequestHandler):
    """Keeps connections, says nothing."""

    protocol_version = "HTTP/1.1"

    def log(self, *_: Any) -> None:
        """Requests are not worth a line."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with free_socket() as made:
        yield made


@pytest.fixture
def app(make_app: Callable[..., Flask], listening: socket.socket) -> Flask:
    """The app that knows its own address before it is served."""
    port = listening.getsockname()[1]
    app = make_app(PORT=port, BASE_URL=f"http://127.0.0.1:{port}")
    app.testing = False
    return app


@pytest.fixture
def address(app: Flask, listening: socket.socket) -> Iterator[str]:
    """Where the app is served while the test runs. An error of the server fails the test."""
    port = listening.getsockname()[1]
    failures: list[BaseException] = []

    def note(_: Flask, exception: BaseException) -> None:
        failures.append(exception)

    server = make_server(
        "127.0.0.1", port, app, threaded=True, request_handler=Quiet, fd=listening.fileno()
    )
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    with got_request_exception.connected_to(note, app):
        yield f"http://127.0.0.1:{port}"
        server.shutdown()
        thread.join()
        server.server_close()
    if failures:
        raise failures[0]


TURNS = (("ko", PHONE), ("en", DESKTOP), ("ar", PHONE))
"""The languages and sizes among which pages are shared out."""


@pytest.fixture
def in_turn(request: pytest.FixtureRequest) -> Callable[[Iterable[str]], list[str]]:
    """The pages that this case of language and size looks at: each is looked at in one case.

    `make proof` looks at every page in every case.
    """
    asked = request.node.callspec.params
    case = (asked.get("language", asked.get("lang")), asked["size"])

    def mine(pages: Iterable[str]) -> list[str]:
        if request.config.option.proof:
            return list(pages)
        return list(pages)[TURNS.index(case) :: len(TURNS)]

    return mine


@pytest.fixture
def open_window(
    app: Flask, address: str, chromium: Chromium, session: Session, people: People
) -> Iterator[Callable[..., Window]]:
    """`open_window("coordinator", size=PHONE, language="ar")`; without a name, nobody's."""
    windows: list[Window] = []

    def settle() -> None:
        session.commit()
        session.expire_all()

    def make(who: str | None = None, *, size: tuple[int, int] = DESKTOP, language: str = "en"):
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale=language,
            timezone_id="Asia/Seoul",
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        if who:
            secret = begin_session(session, people[who])
            context.add_cookies([{**signed_cookie(app, secret), "url": address}])
        windows.append(Window(context, address, settle))
        return windows[-1]

    yield make
    for window in windows:
        window.close()
