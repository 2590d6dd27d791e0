"""The sheet of one person is made of that person's rows."""

from flask import Flask
from sqlalchemy.orm import Session

from tests.identity.cast import PASSPORT, recorded
from visits.delegations import queries as delegations
from visits.identity.models import IdentityConsent, IdentityRecord
from visits.identity.rules import ConsentKind, Progress
from visits.identity.views.shared import demands, sheet_of, sheets
from visits.kit.clock import now
from visits.kit.db import db


def test_it_reads_nothing_of_the_others(app: Flask, session: Session, site, visit):
    first, second = visit.delegates
    for delegate in (first, second):
        recorded(session, delegate, site)
    session.commit()
    with app.test_request_context():
        found = delegations.the_delegation(db.session, visit.code)
        sheet = sheet_of(found, second.id)
        rows = [row for row in db.session if isinstance(row, IdentityRecord | IdentityConsent)]
        assert {row.delegate_id for row in rows} == {second.id}
    assert (sheet.progress, PASSPORT in str(sheet)) == (Progress.COMPLETE, False)
    assert sheet.given == {
        (ConsentKind.USE, None),
        (ConsentKind.UNIQUE, None),
        (ConsentKind.THIRD_PARTY, site.id),
    }


def test_it_says_the_same_as_the_sheets_of_all(app: Flask, session: Session, site, visit):
    recorded(session, visit.delegates[0], site)
    session.commit()
    with app.test_request_context():
        found = delegations.the_delegation(db.session, visit.code)
        of_all = sheets(found, demands(found, at=now()))
        assert [sheet_of(found, sheet.delegate.id) for sheet in of_all] == of_all
