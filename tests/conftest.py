"""What every test can ask for: a clean database, the app, a browser, the cast.

`--database both` runs each test that touches a database on SQLite, and on PostgreSQL what decides
there: actions, queries, races, migrations, the first visit. Nothing may be skipped, and
no machine but this one is called.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests import network
from tests.databases import POSTGRESQL, SQLITE, Databases
from tests.pages import Browser
from tests.people import People
from tests.postgres import Cluster
from visits.app import create_app
from visits.kit.db import db
from visits.settings import Settings

FRACTION_OF_PROOF = 50
KEYS = {"SECRET_KEY": "s" * 48, "LINK_KEY": "l" * 48, "IDENTITY_KEY": "i" * 48}


# -- the run ---------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("visits")
    kinds = (SQLITE, POSTGRESQL, "both")
    group.addoption("--database", choices=kinds, default=SQLITE, help="what the tests run on")
    group.addoption("--proof", action="store_true", help="the long proofs at their full size")
    group.addoption("--write-routes", action="store_true", help="write tests/house/routes.txt")


def pytest_configure(config: pytest.Config) -> None:
    """The first process makes the shared folder and the cluster; workers are told where."""
    network.forbid()
    examples = 100 * (FRACTION_OF_PROOF if config.option.proof else 1)
    hypothesis.settings.register_profile(
        "visits", derandomize=True, deadline=None, max_examples=examples
    )
    hypothesis.settings.load_profile("visits")
    told = getattr(config, "workerinput", None)
    if told:
        config.stash[SHARED] = Path(told["shared"])
        config.stash[CLUSTER] = Path(told["cluster"]) if told["cluster"] else None
        return
    if config.option.collectonly:
        return
    config.stash[SHARED] = Path(tempfile.mkdtemp(prefix="visits-tests-"))
    config.stash[CLUSTER] = None
    if config.option.database != SQLITE:
        cluster = Cluster.start()
        config.stash[CLUSTER] = cluster.folder
        config.add_cleanup(cluster.stop)
    config.add_cleanup(lambda: shutil.rmtree(config.stash[SHARED], ignore_errors=True))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Called by xdist for each of its workers."""
    cluster = node.config.stash[CLUSTER]
    node.workerinput["shared"] = str(node.config.stash[SHARED])
    node.workerinput["cluster"] = str(cluster) if cluster else ""


SHARED = pytest.StashKey[Path]()
CLUSTER = pytest.StashKey[Path | None]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    browser_tests = Path(__file__).parent / "browser"
    for item in items:
        if item.path.is_relative_to(browser_tests):
            item.add_marker("browser")
    if not config.option.proof:
        left = [item for item in items if is_left_to_the_proof(item)]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]


LEFT_TO_THE_PROOF = ("ko-desktop", "en-phone", "ar-desktop", "km-desktop")
"""Language and size, in whichever order a test names them."""


def is_left_to_the_proof(item: pytest.Item) -> bool:
    """Each page is looked at in each language and in each size; in all of both by `make proof`.

    So are further cases of a test that bear the mark `proof`.
    """
    if item.get_closest_marker("proof"):
        return True
    spec = getattr(item, "callspec", None)
    return (
        spec is not None
        and "size" in spec.params
        and any(pair in named for pair in LEFT_TO_THE_PROOF for named in both_ways(spec.id))
    )


def both_ways(name: str) -> tuple[str, str]:
    """The id of a case, and the same read from its end."""
    return name, "-".join(reversed(name.split("-")))


PAGES = {"as_", "browser", "new_browser"}
"""Who asks for these opens pages: on PostgreSQL they are opened by the first visit in Chromium, by
`make proof`, and whenever `--database postgresql` is asked for."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "kind" in metafunc.fixturenames:
        asked = metafunc.config.option.database
        kinds = [SQLITE, POSTGRESQL] if asked == "both" else [asked]
        opens_pages = not PAGES.isdisjoint(metafunc.fixturenames)
        if asked == "both" and opens_pages and not metafunc.config.option.proof:
            kinds = [SQLITE]
        if metafunc.definition.get_closest_marker("sqlite_alone"):
            kinds = [SQLITE]
        metafunc.parametrize("kind", kinds)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    return nothing_is_skipped(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    report = yield
    return nothing_is_skipped(report)


def nothing_is_skipped(report: Any) -> Any:
    if report.skipped or hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"A skipped test proves nothing: {report.longrepr}"
    return report


# -- data ------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest) -> Databases:
    stash = request.config.stash
    worker = getattr(request.config, "workerinput", {}).get("workerid", "alone")
    return Databases(stash[SHARED], stash[CLUSTER], worker)


@pytest.fixture
def data_dir(databases: Databases) -> Iterator[Path]:
    """This process's own folder, empty: the same for each test, so that apps can be kept."""
    folder = databases.shared / databases.own / "data"
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database(kind: str, databases: Databases, data_dir: Path) -> str:
    """The address of a clean, migrated database. `kind` says which of the two it is."""
    return databases.fresh(kind, data_dir)


@pytest.fixture
def settings(database: str, data_dir: Path) -> Settings:
    """Override it in a module for other settings: `return replace(settings, …)`."""
    return Settings(DATA_DIR=data_dir, DATABASE_URL=database, **KEYS)


@pytest.fixture
def make_app(settings: Settings, databases: Databases) -> Iterator[Callable[..., Flask]]:
    """An app with some settings changed: `make_app(REQUIRE_TOTP=True)`."""
    made: list[Flask] = []

    def make(**changes: Any) -> Flask:
        made.append(new_app(replace(settings, **changes), databases))
        return made[-1]

    yield make
    for app in made:
        with app.app_context():
            db.engine.dispose()


def new_app(settings: Settings, databases: Databases) -> Flask:
    app = create_app(settings)
    app.testing = True
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(databases.shared))
    with app.app_context():
        if db.engine.dialect.name == SQLITE:
            event.listen(db.engine, "connect", be_quick)
    return app


def be_quick(connection: Any, _: Any) -> None:
    """A test's file need not survive a power cut."""
    connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture(scope="session")
def kept_apps() -> dict[Settings, Flask]:
    """Apps by their settings: making one takes longer than most tests."""
    return {}


@pytest.fixture
def app(
    settings: Settings, databases: Databases, kept_apps: dict[Settings, Flask]
) -> Iterator[Flask]:
    """An app that other tests use too. Who changes more of it than its `config` takes `make_app`."""
    if settings not in kept_apps:
        kept_apps[settings] = new_app(settings, databases)
    kept = kept_apps[settings]
    config = dict(kept.config)
    yield kept
    kept.extensions.pop("open_figures", None)
    kept.config.clear()
    kept.config.update(config)
    with kept.app_context():
        db.engine.dispose()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """The test's own session; `browser` commits it before each request."""
    with app.app_context():
        sessions = db.sessionmaker
    with sessions() as made:
        yield made


@pytest.fixture
def scaled(request: pytest.FixtureRequest) -> Callable[[int], int]:
    """The size of a proof: full under `make proof`, a fiftieth otherwise."""
    full = request.config.option.proof
    return lambda size: size if full else max(1, size // FRACTION_OF_PROOF)


# -- people ----------------------------------------------------------------------------------------


@pytest.fixture
def people(session: Session) -> People:
    return People(session)


@pytest.fixture
def new_browser(app: Flask, session: Session) -> Callable[..., Browser]:
    def settle() -> None:
        session.commit()
        session.expire_all()

    return lambda language="en": Browser(app, settle, language)


@pytest.fixture
def browser(new_browser: Callable[..., Browser]) -> Browser:
    """Nobody's browser yet: anonymous."""
    return new_browser()


@pytest.fixture
def as_(people: People, new_browser: Callable[..., Browser]) -> Callable[..., Browser]:
    """`as_("coordinator")`: that person's browser, signed in."""
    return lambda who, language="en": people.sign_in(who, new_browser(language))


@pytest.fixture
def queries_of(app: Flask) -> Callable[[Callable[[], Any]], int]:
    """How many statements something sends to the database, without BEGIN, PRAGMA and the like."""

    def count(act: Callable[[], Any]) -> int:
        seen: list[str] = []

        def note(_c: Any, _k: Any, statement: str, *_rest: Any) -> None:
            if statement.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
                seen.append(statement)

        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            act()
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    return count
