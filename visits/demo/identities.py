"""Invented identity data, as the liaison entered them for the sites on the plan that demand them."""

from datetime import date, datetime, timedelta

from visits.access.rules import Channel
from visits.demo.planning import Visit
from visits.identity import actions
from visits.identity.actions.recording import Told
from visits.identity.rules import Agreed, ConsentWay, Sex, asked_of
from visits.identity.texts import VERSION
from visits.itineraries import queries
from visits.sites.rules import IdentityField

FIRST_BIRTH, BETWEEN_BIRTHS = date(1962, 5, 14), timedelta(days=417)
VALID_UNTIL = date(2049, 12, 31)


def enter_identities(visit: Visit, *, at: datetime) -> None:
    """Of everybody who is asked, with every consent, declared by the liaison."""
    zone = visit.setting.zone
    told = Told(way=ConsentWay.DECLARED, channel=Channel.LINK, told_on=at.astimezone(zone).date())
    demands = queries.demands_of(visit.session, visit.delegation.id)
    for number, delegate in enumerate(visit.delegation.delegates):
        asked = asked_of(delegate.id, demands)
        if asked.fields:
            values = {field: invented(field, number) for field in asked.fields}
            agreed = Agreed(use=True, unique=True, sites=frozenset(asked.sites))
            actions.record(
                visit.session,
                delegate,
                values,
                agreed,
                asked,
                told=told,
                text_version=VERSION,
                at=at,
            )


def invented(field: IdentityField, number: int) -> str:
    """Passport numbers begin with DEMO, so that nobody takes them for real ones."""
    known = {
        IdentityField.BIRTH_DATE: (FIRST_BIRTH + number * BETWEEN_BIRTHS).isoformat(),
        IdentityField.SEX: (Sex.MALE if number % 2 else Sex.FEMALE).value,
        IdentityField.PASSPORT_NUMBER: f"DEMO{number:04}",
        IdentityField.PASSPORT_EXPIRY: VALID_UNTIL.isoformat(),
    }
    return known[field]
