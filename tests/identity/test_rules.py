"""What may be asked and kept of whom, what a consent allows, when it has served its purpose."""

from datetime import UTC, date, datetime

import pytest

from tests.factories import SEOUL, wall
from visits.identity.rules import (
    Agreed,
    Asked,
    ConsentKind,
    Demand,
    Known,
    allows,
    asked_of,
    checked,
    destroy_by,
    due_on,
    fields_demanded,
    is_odd,
    passport_number,
)
from visits.kit.errors import Refused
from visits.kit.retention import Retention
from visits.kit.translated import Translated
from visits.sites.rules import IdentityField, Security

F = IdentityField
USE, UNIQUE = (ConsentKind.USE, None), (ConsentKind.UNIQUE, None)


def demand(site: int = 1, *fields: F, delegates=None, due=date(2099, 2, 26)) -> Demand:
    return Demand(
        stop_uid=f"{site}@visits",
        site_id=site,
        site_name=Translated(en=f"Site {site}"),
        fields=frozenset(fields),
        delegates=delegates,
        starts=wall("10:00"),
        ends=wall("11:00"),
        due=due,
    )


def test_an_open_site_demands_nothing_whatever_is_ticked():
    assert fields_demanded(Security.OPEN, ("passport_number",)) == frozenset()


def test_a_list_holds_the_fields_that_are_known_to_us():
    found = fields_demanded(Security.IDENTITY_LIST, ("birth_date", "shoe_size"))
    assert found == {F.BIRTH_DATE}


def test_a_person_is_asked_only_what_their_own_sites_demand():
    demands = [
        demand(1, F.BIRTH_DATE, delegates=frozenset({7})),
        demand(2, F.PASSPORT_NUMBER, F.NATIONALITY, due=date(2099, 2, 20)),
        demand(3, F.NATIONALITY),
    ]
    assert asked_of(8, demands) == Asked(
        (F.PASSPORT_NUMBER,),
        {2: Translated(en="Site 2")},
        date(2099, 2, 20),
        {3: Translated(en="Site 3")},
    )
    assert asked_of(7, demands).fields == (F.BIRTH_DATE, F.PASSPORT_NUMBER)


def test_a_passport_number_needs_a_consent_of_its_own():
    assert allows(F.BIRTH_DATE, [USE])
    assert not allows(F.PASSPORT_NUMBER, [USE])
    assert allows(F.PASSPORT_NUMBER, [USE, UNIQUE])


def test_what_was_not_agreed_to_is_refused():
    with pytest.raises(Refused) as refused:
        checked({F.PASSPORT_NUMBER: "M1234567"}, [USE])
    assert refused.value.reason == "identity_consent_missing"


def test_every_purpose_that_was_asked_for_is_answered():
    asked = Asked(
        (F.BIRTH_DATE, F.PASSPORT_NUMBER), {4: Translated(en="A"), 5: Translated(en="B")}, None
    )
    said = Agreed(use=True, sites=frozenset({5})).purposes(asked)
    assert said == {
        USE: True,
        UNIQUE: False,
        (ConsentKind.THIRD_PARTY, 4): False,
        (ConsentKind.THIRD_PARTY, 5): True,
    }


@pytest.mark.parametrize(
    ("typed", "kept"), [("m 1234-5678", "M12345678"), ("AB123", "AB123"), ("P" * 20, "P" * 20)]
)
def test_a_passport_number_is_tidied(typed: str, kept: str):
    assert passport_number(typed) == kept


@pytest.mark.parametrize("typed", ["", "1234", "M123.4567", "여권1234567", "P" * 21])
def test_what_is_no_passport_number_is_refused(typed: str):
    with pytest.raises(Refused):
        passport_number(typed)


def test_a_site_that_may_not_be_told_lacks_everything_sealed():
    asks = demand(1, F.PASSPORT_NUMBER, F.NATIONALITY)
    known = Known(frozenset({F.PASSPORT_NUMBER, F.NATIONALITY}))
    assert known.lacks(asks) == {F.PASSPORT_NUMBER}
    assert Known(known.fields, frozenset({1})).lacks(asks) == frozenset()
    assert Known().lacks(demand(1, F.NATIONALITY, F.VEHICLE_PLATE)) == {F.NATIONALITY}


@pytest.mark.parametrize(
    ("at", "odd"),
    [
        (datetime(2099, 3, 3, 0, 0, tzinfo=UTC), False),
        (datetime(2099, 3, 2, 21, 59, tzinfo=UTC), True),
        (datetime(2099, 3, 3, 11, 59, tzinfo=UTC), False),
        (datetime(2099, 3, 3, 12, 0, tzinfo=UTC), True),
        (datetime(2099, 3, 7, 3, 0, tzinfo=UTC), True),
    ],
)
def test_odd_hours_are_those_of_the_city(at, odd):
    assert is_odd(at, SEOUL) is odd


def test_what_is_kept_for_five_days_is_due_on_the_sixth():
    keep = Retention()
    assert due_on(date(2099, 3, 9), keep).identity == date(2099, 3, 3)
    assert destroy_by(date(2099, 3, 3), keep.identity) == date(2099, 3, 8)
    assert due_on(date(2099, 3, 9), keep).names == date(2096, 3, 8)


def test_a_site_that_gets_names_alone_is_named_apart():
    asked = asked_of(7, [demand(1, F.BIRTH_DATE), demand(9, F.NATIONALITY)])
    assert (list(asked.sites), list(asked.roster_sites)) == ([1], [9])
