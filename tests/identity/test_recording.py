"""Values are sealed and kept as far as the person agrees, and not a moment longer."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tests.factories import AT, a_delegate
from tests.identity.cast import (
    BIRTH,
    PASSPORT,
    TODAY,
    VALUES,
    a_strict_site,
    a_visit,
    agreed,
    asked,
    recorded,
    told,
)
from visits.access.rules import Channel
from visits.audit.models import AuditEntry
from visits.delegations import actions as delegations
from visits.identity import actions, queries
from visits.identity.keys import EXTENSION, PURPOSE, KeyKeeper
from visits.identity.models import IdentityConsent, IdentityKey, IdentityRecord
from visits.identity.rules import ConsentKind, ConsentState, ConsentWay, Known
from visits.kit.errors import NotThere, Refused
from visits.kit.sealing import NotOpened, Sealer
from visits.sites.rules import IdentityField, MealNeed

F = IdentityField
USE, UNIQUE = (ConsentKind.USE, None), (ConsentKind.UNIQUE, None)


@pytest.fixture
def site(session: Session):
    return a_strict_site(session)


@pytest.fixture
def visit(session: Session, site):
    return a_visit(session, site)


def test_what_was_entered_opens_again(session: Session, site, visit):
    recorded(session, visit.delegates[0], site)
    row = queries.record_of(session, visit.delegates[0].id)
    assert actions.opened(session, row, VALUES) == {
        F.BIRTH_DATE: BIRTH,
        F.PASSPORT_NUMBER: PASSPORT,
    }


def test_the_database_holds_no_value_in_the_clear(session: Session, site, visit):
    recorded(session, visit.delegates[0], site)
    session.commit()
    stored = " ".join(map(str, session.execute(text("SELECT * FROM identity_records")).one()))
    assert PASSPORT not in stored
    assert BIRTH not in stored


def test_a_sealed_value_opens_for_no_other_delegate(session: Session, site, visit):
    first, second = visit.delegates
    for delegate in (first, second):
        recorded(session, delegate, site)
    one, other = (queries.record_of(session, delegate.id) for delegate in (first, second))
    other.passport_number = one.passport_number
    with pytest.raises(NotOpened):
        actions.opened(session, other, [F.PASSPORT_NUMBER])


def test_what_is_left_out_stays(session: Session, site, visit):
    delegate = visit.delegates[0]
    recorded(session, delegate, site)
    recorded(session, delegate, site, **{F.PASSPORT_NUMBER: "N7654321"})
    row = queries.record_of(session, delegate.id)
    opened = actions.opened(session, row, row.fields)
    assert opened == {F.BIRTH_DATE: BIRTH, F.PASSPORT_NUMBER: "N7654321"}


def test_nothing_is_kept_that_no_site_demands(session: Session, site, visit):
    with pytest.raises(Refused) as refused:
        recorded(session, visit.delegates[0], site, **{F.SEX: "female"})
    assert refused.value.reason == "not_asked"


@pytest.mark.parametrize("missing", ["use", "unique"])
def test_nothing_is_kept_without_consent(session: Session, site, visit, missing: str):
    delegate = visit.delegates[0]
    with pytest.raises(Refused) as refused:
        actions.record(
            session,
            delegate,
            VALUES,
            agreed(site, **{missing: False}),
            asked(session, delegate),
            told=told(),
            text_version="1",
            at=AT,
        )
    assert refused.value.reason == "identity_consent_missing"
    assert queries.record_of(session, delegate.id) is None


def test_the_roster_and_the_record_say_what_a_site_may_be_told(session: Session, site, visit):
    first, second = visit.delegates
    recorded(session, first, site)
    assert queries.known_of(session, visit.id) == {
        first.id: Known(
            frozenset({F.NATIONALITY, F.BIRTH_DATE, F.PASSPORT_NUMBER}), frozenset({site.id})
        ),
        second.id: Known(frozenset({F.NATIONALITY})),
    }


def test_an_officer_enters_by_whom_and_how_we_were_told(session: Session, site, visit, people):
    delegate, by = visit.delegates[0], people["coordinator"]
    facts = {
        "way": ConsentWay.SIGNED_FORM,
        "channel": Channel.OFFICIAL_LETTER,
        "by": by,
        "person": "Embassy",
        "document_number": "2098-77",
    }
    actions.record(
        session,
        delegate,
        VALUES,
        agreed(site),
        asked(session, delegate),
        told=told(**facts),
        text_version="1",
        at=AT,
    )
    rows = session.scalars(select(IdentityConsent).order_by(IdentityConsent.id)).all()
    assert {(row.way, row.channel, row.by_id, row.person, row.document_number) for row in rows} == {
        (ConsentWay.SIGNED_FORM, Channel.OFFICIAL_LETTER, by.id, "Embassy", "2098-77")
    }
    assert [(row.kind, row.site_id, row.state) for row in rows] == [
        (ConsentKind.USE, None, ConsentState.GIVEN),
        (ConsentKind.UNIQUE, None, ConsentState.GIVEN),
        (ConsentKind.THIRD_PARTY, site.id, ConsentState.GIVEN),
    ]


def test_nobody_told_us_tomorrow(session: Session, site, visit):
    with pytest.raises(Refused) as refused:
        actions.record(
            session,
            visit.delegates[0],
            VALUES,
            agreed(site),
            asked(session, visit.delegates[0]),
            told=told(told_on=TODAY + timedelta(days=1)),
            text_version="1",
            at=AT,
        )
    assert refused.value.reason == "told_in_future"


@pytest.mark.parametrize(
    ("purpose", "left"), [(UNIQUE, {F.BIRTH_DATE}), (USE, frozenset())], ids=["unique", "use"]
)
def test_what_rests_on_a_withdrawn_consent_is_deleted(session: Session, site, visit, purpose, left):
    delegate = visit.delegates[0]
    recorded(session, delegate, site)
    actions.withdraw(session, delegate, [purpose], told=told(), text_version="1", at=AT)
    row = queries.record_of(session, delegate.id)
    assert (row.fields if row else frozenset()) == left


def test_a_site_that_is_withdrawn_may_not_be_told_any_more(session: Session, site, visit):
    delegate = visit.delegates[0]
    recorded(session, delegate, site)
    purpose = (ConsentKind.THIRD_PARTY, site.id)
    actions.withdraw(session, delegate, [purpose], told=told(), text_version="1", at=AT)
    assert queries.known_of(session, visit.id)[delegate.id].sites == frozenset()


def test_a_box_that_is_no_longer_ticked_withdraws(session: Session, site, visit):
    delegate = visit.delegates[0]
    recorded(session, delegate, site)
    actions.record(
        session,
        delegate,
        {},
        agreed(site, unique=False),
        asked(session, delegate),
        told=told(),
        text_version="test",
        at=AT,
    )
    consents = queries.consents_of(session, visit.id)[delegate.id]
    assert consents[UNIQUE].state is ConsentState.WITHDRAWN
    assert queries.record_of(session, delegate.id).fields == {F.BIRTH_DATE}


def test_needs_can_be_taken_back_without_ever_having_been_agreed_to(session: Session, site, visit):
    delegate = a_delegate(session, visit, meal_needs=(MealNeed.HALAL.value,), meal_note="No nuts")
    sensitive = (ConsentKind.SENSITIVE, None)
    actions.withdraw(session, delegate, [sensitive], told=told(), text_version="1", at=AT)
    assert (delegate.meal_needs, delegate.meal_note) == ((), "")


def test_there_is_nothing_to_withdraw_before_anything_was_agreed_to(session: Session, site, visit):
    with pytest.raises(Refused) as refused:
        actions.withdraw(session, visit.delegates[0], [USE], told=told(), text_version="1", at=AT)
    assert refused.value.reason == "nothing_to_withdraw"


def test_who_leaves_the_roster_leaves_nothing_behind(session: Session, site, visit):
    delegate = visit.delegates[0]
    recorded(session, delegate, site)
    session.commit()
    delegations.remove_delegate(session, visit, delegate, at=AT)
    session.commit()
    session.expire_all()
    assert session.scalars(select(IdentityRecord)).all() == []
    assert session.scalars(select(IdentityConsent)).all() == []


def test_the_log_says_that_values_changed_and_never_what_they_are(session: Session, site, visit):
    recorded(session, visit.delegates[0], site)
    entry = session.scalars(
        select(AuditEntry).where(AuditEntry.subject_kind == "IdentityRecord")
    ).one()
    assert entry.changes["passport_number"] == [None, "•••"]
    assert entry.changes["birth_date"] == [None, "•••"]
    assert entry.subject_label == str(visit.delegates[0].id)


def key_file(session: Session, data_dir: Path, delegation_id: int) -> Path:
    return data_dir / "identity-keys" / session.get_one(IdentityKey, delegation_id).file


def test_while_the_folder_of_keys_is_away_nothing_sealed_is_lost(
    session: Session, site, visit, data_dir
):
    first, second = visit.delegates
    recorded(session, first, site)
    session.commit()
    (data_dir / "identity-keys").rename(data_dir / "away")
    with pytest.raises(Refused) as refused:
        recorded(session, second, site)
    assert refused.value.reason == "identity_keys_missing"
    session.rollback()
    (data_dir / "away").rename(data_dir / "identity-keys")
    recorded(session, second, site)
    row = queries.record_of(session, first.id)
    assert actions.opened(session, row, [F.BIRTH_DATE]) == {F.BIRTH_DATE: BIRTH}


def test_what_can_be_opened_is_not_taken_for_lost(session: Session, site, visit):
    recorded(session, visit.delegates[0], site)
    with pytest.raises(NotThere):
        actions.forget_lost(session, visit)


def test_once_an_officer_gives_a_lost_key_up_the_people_are_asked_again(
    session: Session, site, visit, data_dir
):
    first, second = visit.delegates
    for delegate in (first, second):
        recorded(session, delegate, site)
    session.commit()
    key_file(session, data_dir, visit.id).unlink()
    actions.forget_lost(session, visit)
    recorded(session, first, site)
    session.commit()
    row = queries.record_of(session, first.id)
    assert actions.opened(session, row, [F.BIRTH_DATE]) == {F.BIRTH_DATE: BIRTH}
    assert queries.record_of(session, second.id) is None


def test_on_another_identity_key_nothing_is_overwritten(session: Session, site, visit, data_dir):
    recorded(session, visit.delegates[0], site)
    session.commit()
    keeper = session.info[EXTENSION]
    session.info[EXTENSION] = KeyKeeper(keeper.folder, Sealer(["another"], PURPOSE))
    with pytest.raises(Refused) as refused:
        recorded(session, visit.delegates[1], site)
    assert refused.value.reason == "identity_key_wrong"
    session.rollback()
    session.info[EXTENSION] = keeper
    row = queries.record_of(session, visit.delegates[0].id)
    assert actions.opened(session, row, [F.BIRTH_DATE]) == {F.BIRTH_DATE: BIRTH}
