"""The stamps that calendars are built by: once in each transaction, in one order, at its end."""

import pytest
from sqlalchemy import event, select

from tests.calendars.published import AT, a_site, an_itinerary, publish
from visits.calendars import actions, stamps
from visits.calendars.models import FeedStamp
from visits.itineraries.events import Published
from visits.kit.db import db


@pytest.fixture
def numbers(session):
    """The stamps as they stand, by subject."""

    def read():
        rows = select(FeedStamp.subject_kind, FeedStamp.subject_id, FeedStamp.number)
        return {(kind, subject): number for kind, subject, number in session.execute(rows)}

    return read


@pytest.fixture
def written(app):
    """What is written to the stamps meanwhile."""
    seen = []

    def note(_c, _k, statement, *_rest):
        if statement.startswith(("INSERT INTO feed_stamps", "UPDATE feed_stamps")):
            seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def test_several_that_are_published_stamp_once_when_it_ends(session, people, numbers, written):
    lead, one, other = people["coordinator"], a_site(session), a_site(session, "Library")
    itinerary = an_itinerary(session, lead)
    publish(session, itinerary, one)
    publish(session, itinerary, other, uid="b@visits")
    session.commit()
    written.clear()
    for uid in ("b@visits", "a@visits"):
        actions.on_published(session, Published(itinerary.id, (uid,)))
    assert written == []
    session.commit()
    subjects = [("delegation", itinerary.delegation_id), ("office", 0)]
    subjects += [("site", one.id), ("site", other.id)]
    assert [numbers()[subject] for subject in subjects] == [1, 1, 1, 1]
    session.commit()
    written.clear()
    actions.on_published(session, Published(itinerary.id, ("a@visits", "b@visits")))
    session.commit()
    assert len(written) == 1
    assert [numbers()[subject] for subject in subjects] == [2, 2, 2, 2]


def test_what_was_undone_stamps_nothing(session, numbers):
    stamps.touch_all(session, {("office", 0)})
    session.execute(select(FeedStamp))
    session.rollback()
    session.commit()
    assert numbers() == {}


def test_a_part_of_a_transaction_that_is_kept_is_not_its_end(session, numbers):
    with session.begin_nested():
        stamps.touch_all(session, {("office", 0)})
    assert numbers() == {}
    session.commit()
    assert numbers() == {("office", 0): 1}


def test_a_site_that_is_called_otherwise_marks_what_was_published_there(session, people):
    site = a_site(session)
    row = publish(session, an_itinerary(session, people["coordinator"]), site)
    stamps.rename(session, ("site", site.id))
    session.commit()
    assert row.renamed_at is None
    site.address_ko = f"{site.address_ko} 2"
    stamps.rename(session, ("site", site.id))
    session.commit()
    session.refresh(row)
    assert row.renamed_at is not None
    assert row.renamed_at > AT
