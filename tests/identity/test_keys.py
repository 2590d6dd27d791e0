"""One data key per delegation, in a file that no backup holds, gone for good when destroyed."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.identity.cast import a_strict_site, a_visit, recorded
from visits.identity import actions, queries
from visits.identity.keys import KeyKeeper, keeper_of
from visits.identity.models import IdentityKey
from visits.kit.backup import files_of
from visits.kit.clock import now
from visits.kit.sealing import DataKey, NotOpened, Sealer

SEALER = Sealer(["a secret"], "identity data keys")


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_a_wrapped_key_opens_what_it_sealed():
    key = DataKey.fresh()
    again = DataKey.unwrapped(key.wrapped(SEALER, about="a"), SEALER, about="a")
    assert again.open(key.seal("M1", about="x"), about="x") == "M1"


def test_each_delegation_has_its_own_key(session: Session, data_dir: Path):
    for _ in range(2):
        site = a_strict_site(session)
        recorded(session, a_visit(session, site).delegates[0], site)
    session.commit()
    assert len(files(data_dir / "identity-keys")) == 2
    assert [path for path in files_of(data_dir) if "identity" in str(path)] == []


def test_the_file_is_readable_by_us_alone_and_holds_no_key_in_the_clear(
    session: Session, data_dir: Path
):
    site = a_strict_site(session)
    visit = a_visit(session, site)
    recorded(session, visit.delegates[0], site)
    session.commit()
    path = data_dir / "identity-keys" / session.get_one(IdentityKey, visit.id).file
    assert path.stat().st_mode & 0o777 == 0o600
    assert keeper_of(session).open(path.name).key not in path.read_bytes()


def test_a_transaction_that_is_given_up_leaves_no_key(session: Session, data_dir: Path):
    site = a_strict_site(session)
    recorded(session, a_visit(session, site).delegates[0], site)
    session.rollback()
    assert files(data_dir / "identity-keys") == []


def test_without_its_file_nothing_opens(session: Session, data_dir: Path):
    site = a_strict_site(session)
    visit = a_visit(session, site)
    recorded(session, visit.delegates[0], site)
    session.commit()
    (data_dir / "identity-keys" / session.get_one(IdentityKey, visit.id).file).unlink()
    row = queries.record_of(session, visit.delegates[0].id)
    with pytest.raises(NotOpened):
        actions.opened(session, row, row.fields)


def test_keys_that_no_row_names_are_destroyed_after_a_week(tmp_path: Path, session: Session):
    keeper = KeyKeeper(tmp_path / "keys", SEALER)
    known, _ = keeper.make(session)
    stray, _ = keeper.make(session)
    session.commit()
    at = now()
    assert keeper.destroy_strays([known], at=at) == 0
    assert keeper.destroy_strays([known], at=at + timedelta(days=6)) == 0
    assert keeper.destroy_strays([known], at=at + timedelta(days=7)) == 1
    assert files(tmp_path / "keys") == [known]
    with pytest.raises(NotOpened):
        keeper.open(stray)


def test_keys_outlast_a_look_at_an_older_database(tmp_path: Path, session: Session):
    keeper = KeyKeeper(tmp_path / "keys", SEALER)
    newer, _ = keeper.make(session)
    session.commit()
    at = now()
    assert keeper.destroy_strays([], at=at) == 0
    assert keeper.destroy_strays([newer], at=at + timedelta(days=2)) == 0
    assert files(tmp_path / "keys") == [newer]
    assert keeper.destroy_strays([], at=at + timedelta(days=8)) == 0
    assert keeper.destroy_strays([newer], at=at + timedelta(days=9)) == 0
    assert keeper.open(newer)
