"""A database that holds the demonstration: made once in a run of the tests, copied for each."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import KEYS
from tests.databases import SQLITE, Databases, alone, settle
from visits.app import create_app
from visits.delegations.models import Delegation, DelegationCountry
from visits.delegations.rules import DelegationState
from visits.demo import actions
from visits.demo.documents import add_documents
from visits.itineraries import queries
from visits.itineraries.models import Itinerary
from visits.kit.clock import now
from visits.kit.db import db
from visits.settings import Settings

PASSWORD = "correct horse battery"


def fill(url: str, folder: Path, at=None) -> None:
    """The demonstration as the command makes it, committed."""
    app = create_app(Settings(DATA_DIR=folder, DATABASE_URL=url, **KEYS))
    with app.app_context():
        actions.fill(
            db.session,
            password=PASSWORD,
            links=app.extensions["links"],
            keep_days=30,
            country="KR",
            at=at or now(),
        )
        add_documents(db.session, at=at or now())
        db.session.commit()
        db.session.close()
        db.engine.dispose()


class Filled:
    """Full databases, one of each kind, shared by all processes of the run."""

    def __init__(self, databases: Databases, folder: Path) -> None:
        self.databases, self.folder = databases, folder
        self.own = f"{databases.own}_demo"

    def copy(self, kind: str, folder: Path) -> str:
        if kind == SQLITE:
            return self.copy_of_file(folder)
        return self.copy_of_postgresql()

    def copy_of_file(self, folder: Path) -> str:
        shared = self.databases.shared
        full = shared / "demonstration.sqlite"
        with alone(shared / "demonstration.sqlite.lock"):
            if not full.exists():
                fill(self.databases.fresh_sqlite(self.folder), self.folder)
                settle(self.folder / "visits.sqlite")
                shutil.move(self.folder / "visits.sqlite", full)
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(full, folder / "visits.sqlite")
        return f"sqlite:///{folder / 'visits.sqlite'}"

    def copy_of_postgresql(self) -> str:
        cluster = self.databases.the_cluster()
        full, draft = "template_demonstration", "draft_demonstration"
        with alone(self.databases.shared / "demonstration.postgresql.lock"):
            if not cluster.has(full):
                self.databases.prepare_template(cluster)
                cluster.create(draft, template="template_visits")
                fill(cluster.url(draft), self.folder)
                cluster.create(full, template=draft)
                cluster.drop(draft)
        cluster.drop(self.own)
        cluster.create(self.own, template=full)
        return cluster.url(self.own)


@pytest.fixture(scope="session")
def filled(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    return Filled(databases, tmp_path_factory.mktemp("demo"))


@pytest.fixture
def demonstration(kind: str, filled: Filled, data_dir: Path) -> str:
    """The address of a database that holds the demonstration, made today."""
    return filled.copy(kind, data_dir)


@pytest.fixture
def password() -> str:
    return PASSWORD


LIVING = ("kenya", "saudi", "mongolia", "cambodia")
COUNTRIES = {"kenya": "KE", "saudi": "SA", "mongolia": "MN", "cambodia": "KH"}


def the_visit(session: Session, key: str) -> Itinerary:
    """The itinerary of one of the living visits: of each country the one that is not over."""
    rows = (
        select(Delegation.code)
        .join(DelegationCountry)
        .where(
            DelegationCountry.country == COUNTRIES[key],
            Delegation.state != DelegationState.CLOSED,
        )
    )
    return queries.the_itinerary(session, session.scalars(rows).one())


def codes_of(session: Session, key: str) -> set[str]:
    """Codes of what stands open in one of the living visits."""
    return {
        one.finding.code.value for one in queries.open_findings(session, the_visit(session, key))
    }


def over_lately(session: Session) -> int:
    """The number of the visit that is over and has its programme."""
    rows = select(DelegationCountry.delegation_id).where(DelegationCountry.country == "JO")
    newest = rows.order_by(DelegationCountry.delegation_id.desc()).limit(1)
    return session.scalars(newest).one()
