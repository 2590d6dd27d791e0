"""Who may open which address: every route, every way to call it, everybody, in one reviewed file.

`make routes` writes routes.txt anew; review its difference like code. Each column is one person or
the holder of one link; each entry says what they get: `ok` (let in; the request itself may be
refused), `sign-in` (led there), 403 (not their work), 404 (no such thing for them), 410 (stopped).
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.routing import AnyConverter, BaseConverter, IntegerConverter, Rule

from tests.factories import a_contact, a_delegation, a_site
from tests.house.tree import ROOT
from tests.intake.cast import sent
from tests.people import People, begin_session
from tests.portal.cast import a_row, frozen
from visits.access.guard import Feed
from visits.access.links import LinkKeeper
from visits.access.rules import LinkKind
from visits.access.sessions import COOKIE_KEY
from visits.intake.actions import begin
from visits.kit.clock import now
from visits.kit.db import db

REVIEWED = ROOT / "tests" / "house" / "routes.txt"
USERS = ("host", "outsider", "interpreter", "viewer", "coordinator", "approver", "administrator")
COLUMNS = ("anonymous", "link", *USERS)
NO_TOKEN = "a" * 52

pytestmark = pytest.mark.sqlite_alone


def anything(converter: BaseConverter) -> Any:
    """Something that fits the place in the address."""
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return 1 if isinstance(converter, IntegerConverter) else "none"


class World:
    """One row of everything, a link of every kind, everybody signed in; put back after each call."""

    def __init__(self, app: Flask, session: Session, people: People, path: Path) -> None:
        self.app = app
        self.path = path
        self.unchanged = (0, 0)
        self.kept = path.with_suffix(".kept")
        self.cookies = {who: begin_session(session, people[who]) for who in USERS}
        keeper: LinkKeeper = app.extensions["links"]
        visit = a_delegation(session)
        released = frozen(session, visit, a_row())
        draft, _ = begin(session, language="en", links=keeper, at=now())
        contact = a_contact(session, a_site(session))
        subjects = {
            LinkKind.HOST: ("site_contact", contact.id),
            LinkKind.REQUESTER: ("request", sent(app, session).id),
            LinkKind.DRAFT: ("request_draft", draft.id),
            LinkKind.PAPER: ("release", released.id),
        }
        self.tokens = {}
        for kind in LinkKind:
            subject = subjects.get(kind, ("delegation", visit.id))
            link = keeper.issue(session, kind, subject, language="en", at=now())
            self.tokens[kind] = keeper.token(link)
        session.commit()
        session.close()
        self.keep()

    def keep(self) -> None:
        with (
            closing(sqlite3.connect(self.path)) as source,
            closing(sqlite3.connect(self.kept)) as target,
        ):
            source.backup(target)

    def put_back(self) -> None:
        """As it was; nothing to do where nothing was written, as with most who are turned away."""
        if self.stands() == self.unchanged:
            return
        with self.app.app_context():
            db.engine.dispose()
        for ending in ("-wal", "-shm"):
            Path(f"{self.path}{ending}").unlink(missing_ok=True)
        shutil.copyfile(self.kept, self.path)
        self.unchanged = self.stands()

    def stands(self) -> tuple[int, int]:
        """When the file was written, and how much stands in the log beside it."""
        log = Path(f"{self.path}-wal")
        return self.path.stat().st_mtime_ns, log.stat().st_size if log.exists() else 0

    def client(self, who: str) -> FlaskClient:
        client = self.app.test_client()
        if who in self.cookies:
            with client.session_transaction() as cookie:
                cookie[COOKIE_KEY] = self.cookies[who]
        return client

    def values(self, rule: Rule, who: str, mark: Any) -> dict[str, Any]:
        """What stands in the address: first rows, English, the link's own token or a strange one."""
        given: dict[str, Any] = {}
        for name in rule.arguments:
            converter = rule._converters[name]
            given[name] = VALUES.get(name, anything(converter))
        if "token" in given:
            kinds = kinds_of(mark) if who == "link" else ()
            given["token"] = self.tokens[kinds[0]] if kinds else NO_TOKEN
        return given

    def answer(self, rule: Rule, method: str, who: str, mark: Any) -> str:
        with self.app.test_request_context():
            adapter = self.app.url_map.bind("127.0.0.1")
            path = adapter.build(rule.endpoint, self.values(rule, who, mark), method=method)
        response = self.client(who).open(path, method=method)
        if method != "GET":
            self.put_back()
        return word_for(response.status_code, response.headers.get("Location", ""))


VALUES: dict[str, Any] = {"lang": "en"}


def word_for(status: int, location: str) -> str:
    if status in {401, 403, 404, 410} or status >= 500:
        return str(status)
    if 300 <= status < 400 and "sign-in" in location:
        return "sign-in"
    return "ok"


def kinds_of(mark: Any) -> tuple[LinkKind, ...]:
    """The kinds of links that open it; none where links do not count."""
    if isinstance(mark, Feed):
        return mark.kinds
    return mark if isinstance(mark, tuple) else ()


def said(mark: Any) -> str:
    if mark is None:
        return "UNMARKED"
    if kinds := kinds_of(mark):
        return ("feed:" if isinstance(mark, Feed) else "link:") + ",".join(kinds)
    return str(mark)


def routes(app: Flask) -> Iterator[tuple[Rule, str, str, Any]]:
    """Each rule with each of its methods, and the marks of its view."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda r: (r.rule, r.endpoint)):
        if rule.endpoint == "static":
            continue
        view = app.view_functions[rule.endpoint]
        mark = getattr(view, "asks_for", None)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            unsafe = method != "GET"
            writes = getattr(view, "session_writes", unsafe)
            note = "" if writes == unsafe else (" writes" if writes else " reads-only")
            yield rule, method, f"{said(mark)}{note}", mark


def table(world: World) -> str:
    lines = [("method", "address", "mark", *COLUMNS)]
    for rule, method, marks, mark in routes(world.app):
        answers = [world.answer(rule, method, who, mark) for who in COLUMNS]
        lines.append((method, rule.rule, marks, *answers))
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, WIDTHS, strict=True)).rstrip()
        + "\n"
        for line in lines
    )


# Fixed, so that a new address changes no other line.
WIDTHS = (6, 64, 40, *(max(len(who), 7) for who in COLUMNS))


@pytest.fixture
def world(app: Flask, session: Session, people: People, data_dir: Path) -> World:
    app.config["WTF_CSRF_ENABLED"] = False  # it would answer before the guard does
    app.testing = False
    return World(app, session, people, data_dir / "visits.sqlite")


def test_everybody_gets_what_was_reviewed(world: World, request: pytest.FixtureRequest):
    found = table(world)
    assert [line for line in found.splitlines() if "  50" in line] == []
    if request.config.option.write_routes:
        REVIEWED.write_text(found, encoding="utf-8")
    assert found.splitlines() == REVIEWED.read_text(encoding="utf-8").splitlines()


def test_every_route_carries_a_mark(app: Flask):
    assert [rule.rule for rule, _, _, mark in routes(app) if mark is None] == []


def test_a_link_opens_nothing_of_another_kind(world: World):
    opened = []
    for rule, method, _, mark in routes(world.app):
        if (kinds := kinds_of(mark)) and "token" in rule.arguments:
            for kind in set(LinkKind) - set(kinds):
                answer = world.answer(rule, method, "link", (kind,))
                if answer != "404":
                    opened.append((kind, method, rule.rule, answer))
    assert opened == []


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_no_safe_method_is_marked_as_writing_but_those_reviewed(app: Flask, method: str):
    """A mail gateway fetches every link: only a logged look at identity data may write."""
    writers = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if method in (rule.methods or ()) and rule.endpoint != "static"
        if getattr(app.view_functions[rule.endpoint], "session_writes", False)
    }
    assert writers == WRITING_LOOKS


WRITING_LOOKS: set[str] = set()
"""Views of identity data: the look is logged before anything is shown."""
