"""A window of Chromium that knows what must never happen in it."""

import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

from tests.pages import tidy_words
from visits.access.sessions import COOKIE_KEY

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ARGUMENTS = [
    "--no-sandbox",  # root has no other way
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = (1280, 800)
PHONE = (390, 844)


class Window:
    """One person's window around Playwright's `page`. `close` fails when anything went wrong."""

    def __init__(self, context: BrowserContext, address: str, settle: Callable[[], None]) -> None:
        self.context = context
        self.address = address
        self.settle = settle
        self.troubles: list[str] = []
        context.on("page", self.watch)
        self.page = context.new_page()

    def watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        page.on("console", self.hear)
        page.on("request", self.see_request)
        page.on("response", self.see_response)

    def hear(self, message: ConsoleMessage) -> None:
        """What the policy refuses is told here; answers of 4xx are judged by `see_response`."""
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.troubles.append(f"console: {message.text}")

    def see_request(self, request: Request) -> None:
        """The test's transaction ends, so that the server need not wait for it."""
        self.settle()
        if not request.url.startswith((self.address, "data:", "blob:", "about:")):
            self.troubles.append(f"a call to elsewhere: {request.url}")

    def see_response(self, response: Response) -> None:
        path = response.url.removeprefix(self.address)
        if response.status >= 500 or (response.status >= 400 and path.startswith("/static/")):
            self.troubles.append(f"{response.status} {path}")

    def open(self, path: str) -> Page:
        """Go to a path of the app; the page is ready when its scripts have run."""
        self.settle()
        self.page.goto(f"{self.address}{path}", wait_until="load")
        return self.page

    def scrolls_sideways(self) -> bool:
        root = "document.documentElement"
        return bool(self.page.evaluate(f"{root}.scrollWidth > {root}.clientWidth"))

    def axe(self) -> list[str]:
        """What axe-core finds against WCAG 2.2 AA: one line per rule and place."""
        # Evaluated by the debugger, so the page's own policy does not stand in the way.
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        options = {"runOnly": {"type": "tag", "values": WCAG}}
        found = self.page.evaluate("options => axe.run(document, options)", options)
        return [
            f"{violation['id']}: {' '.join(map(str, node['target']))}"
            f" ({tidy_words(node.get('failureSummary', ''))})"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    def close(self) -> None:
        self.context.close()
        assert self.troubles == []


def signed_cookie(app: Flask, secret: str) -> dict[str, Any]:
    """The cookie that signing in would have given."""
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return {
        "name": app.config["SESSION_COOKIE_NAME"],
        "value": serializer.dumps({COOKIE_KEY: secret}),
    }


def find_chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise RuntimeError("Chromium is not on this machine: scripts/need chromium")


def free_socket() -> socket.socket:
    """A listening socket on a port that nobody has."""
    made = socket.socket()
    made.bind(("127.0.0.1", 0))
    made.listen(64)
    return made
