"""A feed that is built anew makes only the entries that changed, and says what a new process would."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.calendars.published import AT, START, a_site, an_itinerary, publish
from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.calendars import feeds, ics, rebuilding
from visits.calendars.feeds import Setting
from visits.calendars.kept import Kept, Written
from visits.calendars.rules import Window
from visits.itineraries.models import Publication
from visits.itineraries.rules import PublishedState
from visits.kit.translated import Translated

WINDOW = Window(START - timedelta(days=60), START + timedelta(days=300))
SETTING = Setting(
    zone="Asia/Seoul",
    city=Translated(en="Sejong"),
    office=Translated(en="Office"),
    phone="+82 44 000 0000",
)


@pytest.fixture
def site(session):
    return a_site(session)


@pytest.fixture
def itinerary(session, people, site):
    """Of a visit with three stops at the site."""
    made = an_itinerary(session, people["coordinator"])
    for name in "abc":
        publish(session, made, site, uid=f"{name}@visits")
    return made


@pytest.fixture
def link(app, session, itinerary, site):
    issue = app.extensions["links"].issue
    return issue(session, LinkKind.SITE_FEED, ("site", site.id), language="en", at=AT)


@pytest.fixture
def build(session, link: SecretLink):
    """The feed as this process builds it, after what it built before."""
    kept = Kept()

    def built():
        before = dict(kept.of(link.id))
        body = rebuilding.body_of(session, link, WINDOW, SETTING, kept)
        assert body == ics.feed(feeds.calendar_of(session, link, WINDOW, SETTING))
        after = kept.of(link.id)
        return {uid for uid, one in after.items() if one is not before.get(uid)}

    return built


def later(session, itinerary, site, elsewhere):
    publish(session, itinerary, site, uid="b@visits", sequence=1, starts=START - timedelta(hours=1))


def cancelled(session, itinerary, site, elsewhere):
    publish(session, itinerary, site, uid="b@visits", state=PublishedState.CANCELLED, sequence=1)


def moved_away(session, itinerary, site, elsewhere):
    publish(session, itinerary, elsewhere, uid="b@visits", sequence=1)


def retold(session, itinerary, site, elsewhere):
    at = AT + timedelta(days=1)
    session.execute(update(Publication).where(Publication.uid == "b@visits").values(renamed_at=at))
    session.expire_all()


@pytest.mark.parametrize("change", [later, cancelled, moved_away, retold])
def test_one_stop_that_changed_is_one_entry_made(session, build, itinerary, site, change):
    elsewhere = a_site(session, "Library")
    assert build() == {"a@visits", "b@visits", "c@visits"}
    assert build() == set()
    change(session, itinerary, site, elsewhere)
    assert build() == {"b@visits"}


def test_whatever_entries_say_beside_their_stop_makes_them_anew(session, build, itinerary, site):
    every = {"a@visits", "b@visits", "c@visits"}
    build()
    site.name = Translated(en="Hall", ko="회관")
    assert build() == every
    itinerary.delegation.title = Translated(en="Delegation of Riyadh")
    assert build() == every
    itinerary.delegation.lead.phone = "+82 10 0000 0000"
    assert build() == every
    assert build() == set()


def test_what_leaves_the_window_leaves_the_feed(session, build, itinerary, link):
    kept = Kept()
    rebuilding.body_of(session, link, WINDOW, SETTING, kept)
    beyond = Window(START + timedelta(hours=1), START + timedelta(days=300))
    body = rebuilding.body_of(session, link, beyond, SETTING, kept)
    assert b"BEGIN:VEVENT" not in body
    assert kept.of(link.id) == {}


def test_a_calendar_of_many_entries_is_made_whole(session, build, itinerary, site):
    many = {f"many-{number}@visits" for number in range(rebuilding.FEW + 1)}
    build()
    for uid in many:
        publish(session, itinerary, site, uid=uid)
    assert build() == many


def test_the_feed_not_built_for_the_longest_is_forgotten_first():
    kept = Kept(most=2)
    one = dict.fromkeys(("a@visits",), Written((), None))
    for link_id in ("first", "second", "first", "third"):
        kept.put(link_id, one)
    assert [bool(kept.of(link_id)) for link_id in ("first", "second", "third")] == [
        True,
        False,
        True,
    ]
    assert kept.entries == 2
