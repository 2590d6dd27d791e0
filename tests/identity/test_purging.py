"""What has served its purpose is destroyed, everywhere; figures stay."""

import os
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url, select
from sqlalchemy.orm import Session

from tests.factories import AT, WEDNESDAY, a_contact, a_delegate
from tests.identity.cast import a_strict_site, a_visit, recorded
from tests.identity.thief import everything, write_letters
from visits.access_lists import actions as access_lists
from visits.access_lists import queries as lists
from visits.access_lists.actions import Handed
from visits.access_lists.models import AccessList
from visits.access_lists.rules import Handing
from visits.audit.models import AuditEntry
from visits.conflicts.rules import SEVERITY, Code
from visits.delegations import actions as delegations
from visits.delegations.models import Delegate, Delegation
from visits.delegations.rules import DelegationMove, DelegationState
from visits.identity import actions
from visits.identity.actions.looking import Looker
from visits.identity.models import (
    DestructionRecord,
    IdentityCode,
    IdentityInvitation,
    IdentityKey,
    IdentityLook,
    IdentityRecord,
)
from visits.identity.rules import LookKind, Matter, Method, due_on
from visits.itineraries.models import FindingRow, Itinerary
from visits.kit import backup
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.retention import Retention
from visits.kit.sealing import NotOpened
from visits.kit.wiping import wipe
from visits.notifications.models import Letter
from visits.papers import actions as papers
from visits.papers import storage
from visits.papers.models import File
from visits.papers.rules import Direction, Disclosure, PaperKind, Upload
from visits.sites.rules import ContactRole, IdentityField, MealNeed
from visits.statistics import queries as figures
from visits.statistics.rules import Period

KEEP = Retention()
LAST = WEDNESDAY
"""The visit's last day."""
SECRETS = ("M11111111", "N22222222", "P33333333")
BIRTHS = ("1961-02-11", "1972-03-22", "1983-04-30")


def purge(session: Session, day: date, mail: Path = Path("nowhere")):
    counted = actions.purge(session, due_on(day, KEEP), KEEP, by="the night", mail=mail, at=now())
    session.commit()
    session.expire_all()
    return {matter: count for matter, count in counted.items() if count}


@pytest.fixture
def site(session: Session):
    return a_strict_site(session)


@pytest.fixture
def visit(session: Session, site) -> Delegation:
    delegation = a_visit(session, site)
    for delegate in delegation.delegates:
        recorded(session, delegate, site)
        delegate.meal_needs, delegate.arrival = (MealNeed.HALAL.value,), "SV 902"
    session.commit()
    return delegation


def test_identity_data_are_kept_for_five_days_and_destroyed_on_the_sixth(session, visit, data_dir):
    assert purge(session, LAST + timedelta(days=5)) == {}
    assert purge(session, LAST + timedelta(days=6)) == {Matter.IDENTITY: 2}
    assert session.scalars(select(IdentityRecord)).all() == []
    assert session.scalars(select(IdentityKey)).all() == []
    assert list((data_dir / "identity-keys").iterdir()) == []


def test_a_purge_that_is_given_up_destroys_no_key(session, visit, data_dir):
    key = data_dir / "identity-keys" / session.get_one(IdentityKey, visit.id).file
    long_ago = AT.timestamp() - 10**9
    os.utime(key, (long_ago, long_ago))
    day = LAST + timedelta(days=6)
    actions.purge(session, due_on(day, KEEP), KEEP, by="x", mail=Path("nowhere"), at=now())
    actions.destroy_strays(session, at=now())
    session.rollback()
    row = session.scalars(select(IdentityRecord)).first()
    assert actions.opened(session, row, row.fields) != {}


def test_of_a_cancelled_visit_they_are_destroyed_at_once(session, visit):
    visit.state = DelegationState.CANCELLED
    assert purge(session, LAST - timedelta(days=60)) == {Matter.IDENTITY: 2}


def test_own_links_and_codes_are_forgotten_with_them(app, session, visit):
    link = actions.invite(
        session,
        visit.delegates[0],
        email="noura.private@example.org",
        language="en",
        expires_at=now() + timedelta(days=9),
        keeper=app.extensions["links"],
        at=now(),
    )
    actions.send_code(
        session,
        link,
        to="noura.private@example.org",
        about=("delegation", visit.id),
        language="en",
        at=now(),
    )
    purge(session, LAST + timedelta(days=6))
    assert session.scalars(select(IdentityInvitation)).all() == []
    assert session.scalars(select(IdentityCode)).all() == []
    letters = session.scalars(select(Letter)).all()
    assert [(one.kind, one.recipient, one.state.value) for one in letters] == [
        ("identity.invited", "", "dropped"),
        ("identity.code", "", "dropped"),
    ]
    session.refresh(link)
    assert link.revoked_at is not None


def test_meals_mobility_and_flights_go_after_thirty_days_and_names_stay(session, visit):
    assert Matter.NEEDS not in purge(session, LAST + timedelta(days=30))
    assert purge(session, LAST + timedelta(days=31)) == {Matter.NEEDS: 2}
    delegate = session.scalars(select(Delegate).order_by(Delegate.id)).first()
    assert (delegate.meal_needs, delegate.arrival, delegate.given_name) == ((), "", "Noura")


def test_names_go_after_three_years_and_figures_stay(session, visit):
    visit.state = DelegationState.CLOSED
    session.commit()
    year = Period(date(2099, 1, 1), date(2099, 12, 31))
    before = figures.figures_of(session, year)
    counted = purge(session, LAST + timedelta(days=1_096))
    assert counted[Matter.NAMES] == 2
    assert session.scalars(select(Delegate)).all() == []
    assert (visit.liaison_name, visit.liaison_email) == ("", "")
    assert figures.figures_of(session, year) == before
    assert (before.people, before.delegations) == (2, 1)


def test_the_access_log_goes_after_two_years(session, visit):
    at = AT
    who = Looker("user", "1", "Kim", "")
    actions.note_look(
        session,
        who,
        LookKind.VIEW,
        delegation_id=visit.id,
        delegate_ids=[1],
        fields=[],
        reason="x",
        at=at,
    )
    day = at.date()
    assert Matter.LOOKS not in purge(session, day + timedelta(days=730))
    assert purge(session, day + timedelta(days=731))[Matter.LOOKS] == 1
    assert session.scalars(select(IdentityLook)).all() == []


def test_the_destruction_record_names_nobody(session, visit):
    purge(session, LAST + timedelta(days=6))
    row = session.scalars(select(DestructionRecord)).one()
    assert (row.matter, row.count, row.until, row.keep_days, row.method, row.by) == (
        Matter.IDENTITY,
        2,
        LAST,
        5,
        Method.KEY_DESTROYED,
        "the night",
    )


def test_a_dry_run_counts_and_changes_nothing(session, visit):
    due = due_on(LAST + timedelta(days=6), KEEP)
    assert actions.count_due(session, due, at=now())[Matter.IDENTITY] == 2
    assert not session.dirty
    assert not session.deleted
    assert len(session.scalars(select(IdentityRecord)).all()) == 2


def test_the_log_says_that_it_was_deleted_and_never_what_it_was(session, visit):
    purge(session, LAST + timedelta(days=6))
    entries = session.scalars(
        select(AuditEntry).where(
            AuditEntry.subject_kind == "IdentityRecord", AuditEntry.action == "deleted"
        )
    ).all()
    assert {tuple(entry.changes["passport_number"]) for entry in entries} == {("•••", None)}


def a_file(session: Session, data_dir: Path, visit: Delegation, content: bytes) -> File:
    folder = data_dir / "files"
    kept = storage.keep(folder, Upload("consent.pdf", "application/pdf", content))
    storage.belong(session, folder, [kept])
    facts = {
        "direction": Direction.RECEIVED,
        "kind": PaperKind.REQUEST,
        "title": "Consents",
        "disclosure": Disclosure.OPEN,
    }
    papers.register(
        session,
        facts,
        subject=("delegation", visit.id),
        files=[kept],
        by="Kim",
        at=AT,
        is_identity=True,
    )
    session.commit()
    return session.scalars(select(File)).one()


def test_files_marked_as_identity_data_go_with_them(session, visit, data_dir):
    file = a_file(session, data_dir, visit, b"%PDF-1.7 signed")
    path = data_dir / "files" / file.path
    purge(session, LAST + timedelta(days=5))
    assert path.exists()
    assert purge(session, LAST + timedelta(days=6))[Matter.IDENTITY_FILES] == 1
    assert not path.exists()
    assert session.scalars(select(File)).all() == []


# -- the proof -------------------------------------------------------------------------------------


@pytest.fixture
def three(app, session: Session, site) -> Delegation:
    """Three people, whose list went to the desk; each value can be told from every other."""
    visit = a_visit(session, site, liaison_email="liaison@example.org")
    a_delegate(session, visit, given_name="Huda", family_name="", nationality="SA")
    for delegate, passport, birth in zip(visit.delegates, SECRETS, BIRTHS, strict=True):
        values = {IdentityField.PASSPORT_NUMBER: passport, IdentityField.BIRTH_DATE: birth}
        recorded(session, delegate, site, **values)
    contact = a_contact(session, site, role=ContactRole.SECURITY_DESK, language="en")
    place = lists.places(session, visit)[0]
    access_lists.deliver(
        session,
        visit,
        place,
        Handed(handing=Handing.LINK, contact=contact),
        plates="",
        keeper=app.extensions["links"],
        at=now(),
    )
    session.commit()
    return visit


def test_after_the_purge_neither_plaintext_nor_ciphertext_is_found_and_a_backup_opens_nothing(
    app, session: Session, settings, three, data_dir, tmp_path, caplog
):
    url, mail, saved = settings.database_url, data_dir / "mail", tmp_path / "old.zip"
    write_letters(app, mail)
    session.commit()
    stored = [
        value
        for row in session.scalars(select(IdentityRecord))
        for value in (row.passport_number, row.birth_date)
    ]
    assert len(stored) == 6
    before = everything(data_dir, url, tmp_path / "dump.sql")
    assert all(value.encode() in before for value in stored)
    assert [secret for secret in (*SECRETS, *BIRTHS) if secret.encode() in before] == []
    assert len(list(mail.iterdir())) == 1
    session.rollback()
    backup.backup(url, data_dir, saved, at=now())

    purge(session, LAST + timedelta(days=6), mail)
    session.close()
    with app.app_context():
        assert wipe(db.engine)
    after = everything(data_dir, url, tmp_path / "dump.sql")
    assert [value for value in stored if value.encode() in after] == []
    assert [secret for secret in (*SECRETS, *BIRTHS) if secret.encode() in after] == []
    assert list(mail.iterdir()) == []
    assert [secret for secret in SECRETS if secret in caplog.text] == []

    with app.app_context():
        db.engine.dispose()
        backup.restore(saved, url, data_dir, known={revision_of(url)}, force=True)
    rows = session.scalars(select(IdentityRecord)).all()
    assert len(rows) == 3
    for row in rows:
        with pytest.raises(NotOpened):
            actions.opened(session, row, row.fields)


def revision_of(url: str) -> str:
    return backup.revision_of(make_url(url))


def test_a_list_that_went_out_forgets_who_was_on_it_and_its_link_is_stopped(
    session: Session, three
):
    assert purge(session, LAST + timedelta(days=6))[Matter.ACCESS_LISTS] == 1
    row = session.scalars(select(AccessList)).one()
    assert (row.versions[0].people, row.versions[0].count) == ({}, 3)
    assert row.purged_at is not None


@pytest.mark.sqlite_alone
def test_deleted_rows_are_overwritten_in_the_file_itself(app, session: Session, visit, data_dir):
    with closing(sqlite3.connect(data_dir / "visits.sqlite")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert session.connection().exec_driver_sql("PRAGMA secure_delete").scalar_one() == 1


# -- the command and the page ----------------------------------------------------------------------


def run(app, *arguments):
    words = ["visits", "purge", "--lang", "en", *arguments]
    return app.test_cli_runner().invoke(args=words)


def test_the_command_says_what_it_destroyed(app, session: Session, visit):
    visit.starts_on = visit.ends_on = date(2024, 5, 1)
    session.commit()
    session.close()
    assert run(app, "--at", "2024-05-07", "--dry-run").output == "Identity data of delegates: 2\n"
    done = run(app, "--at", "2024-05-07")
    assert (done.exit_code, done.output) == (0, "Identity data of delegates: 2\n")
    assert run(app, "--at", "2024-05-07").output == "Nothing is due.\n"


def test_the_command_destroys_nothing_before_its_time(app, visit, session: Session):
    session.close()
    done = run(app, "--at", "2099-12-31")
    assert done.exit_code == 1
    assert "2099-12-31 is still to come." in done.output


def test_the_page_shows_what_was_destroyed_and_what_is_due(as_, session: Session, visit):
    visit.starts_on = visit.ends_on = date(2024, 5, 1)
    session.commit()
    page = as_("administrator").page("identity.destroyed")
    assert page.all(".callout-warning li") == [
        "Identity data of delegates: 2",
        "Meal needs, mobility and flights: 2",
    ]
    purge(session, date(2026, 1, 1))
    page = as_("administrator").page("identity.destroyed")
    assert sorted(page.all("tbody td[data-label=What]")) == [
        "Identity data of delegates",
        "Meal needs, mobility and flights",
    ]
    as_("coordinator").page("identity.destroyed", status=403)


def test_a_file_with_identity_data_opens_with_a_reason_alone(
    officer, session: Session, visit, data_dir
):
    file = a_file(session, data_dir, visit, b"%PDF-1.7 signed")
    answer = officer.fetch(
        "GET", officer.url("papers.download", number=file.owner_id, file_number=file.id)
    )
    page = officer.open(answer.headers["Location"])
    assert page.submit(reason="", status=422).errors["reason"] == ["This field is required."]
    taken = page.browser.fetch(
        "POST",
        page.path,
        data={
            "csrf_token": page.one("main [name=csrf_token]")["value"],
            "reason": "To check the signature",
        },
    )
    assert taken.data == b"%PDF-1.7 signed"
    look = session.scalars(select(IdentityLook)).one()
    assert (look.kind, look.about_kind, look.delegation_id) == (LookKind.FILE, "file", visit.id)


def test_a_file_is_marked_and_unmarked(officer, as_, session: Session, visit, data_dir):
    file = a_file(session, data_dir, visit, b"%PDF-1.7 plain")
    page = officer.page("papers.show", number=file.owner_id)
    page.submit("form[action$='/identity']")
    session.expire_all()
    assert file.is_identity is False


def test_the_desk_still_hears_that_a_cancelled_visit_is_off(session: Session, three):
    delegations.move(session, three, DelegationMove.CANCEL, today=three.starts_on)
    session.commit()
    counted = purge(session, LAST - timedelta(days=60))
    assert counted[Matter.IDENTITY] == 3
    letter = session.scalars(select(Letter).where(Letter.kind == "access_lists.withdrawn")).one()
    assert (letter.state.value, bool(letter.recipient)) == ("queued", True)


def test_what_was_found_about_needs_goes_with_the_needs(session, visit):
    itinerary = session.scalars(select(Itinerary).where(Itinerary.delegation_id == visit.id)).one()
    for code in (Code.DIET_UNSERVED, Code.PRAYER_GAP, Code.SITE_ACCESSIBILITY, Code.MIN_GROUP):
        row = {"code": code, "severity": SEVERITY[code], "facts": {}, "key": code.value}
        session.add(FindingRow(itinerary_id=itinerary.id, **row))
    purge(session, LAST + timedelta(days=30))
    assert len(session.scalars(select(FindingRow)).all()) >= 4
    purge(session, LAST + timedelta(days=31))
    assert Code.MIN_GROUP in session.scalars(select(FindingRow.code)).all()
    gone = {Code.DIET_UNSERVED, Code.PRAYER_GAP, Code.SITE_ACCESSIBILITY}
    assert gone.isdisjoint(session.scalars(select(FindingRow.code)).all())
