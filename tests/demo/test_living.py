"""The four living visits of a demonstration that was made just now."""

from collections import Counter

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.demo.conftest import LIVING, codes_of, over_lately, the_visit
from visits.access import passwords
from visits.access.models import SecretLink, User
from visits.access.rules import LinkKind
from visits.audit.models import AuditEntry
from visits.conflicts.rules import StopStatus
from visits.delegations.models import Delegate, Delegation, DelegationCountry
from visits.delegations.rules import DelegationState
from visits.demo.people import ACCOUNTS
from visits.itineraries import queries
from visits.itineraries.models import Release
from visits.itineraries.rules import PublishedState
from visits.notifications.models import Letter
from visits.notifications.rules import LetterState
from visits.sites.models import Site

# Both databases tell of the same visits: of PostgreSQL the archive and the links are asked.
pytestmark = pytest.mark.sqlite_alone

LANGUAGES = {"ko", "en", "ar"}
IN_PLANNING = {
    "ACCESS_LIST_INCOMPLETE",
    "COUNT_MISMATCH",
    "HOST_NOT_CONFIRMED",
    "INTERPRETATION_TIME",
    "INTERPRETER_LANGUAGE_MISSING",
    "MEAL_MISSING",
    "OUTDOOR_NO_FALLBACK",
    "SITE_CLOSURE",
    "SITE_LEAD_TIME",
    "SITE_WINDOW",
    "TRANSLATION_MISSING",
    "TRAVEL_INFEASIBLE",
    "TRAVEL_TIGHT",
    "VEHICLE_SEATS",
}


@pytest.fixture
def database(demonstration: str) -> str:
    return demonstration


def test_everybody_can_sign_in_with_the_password(session: Session, password: str):
    users = session.scalars(select(User)).all()
    assert {user.email for user in users} == {f"{role}@example.org" for role, _, _ in ACCOUNTS}
    assert all(passwords.matches(password, user.password_hash) for user in users)


def test_nothing_stands_against_the_visits_that_were_released(session: Session):
    assert {key: codes_of(session, key) for key in ("kenya", "saudi", "mongolia")} == {
        "kenya": set(),
        "saudi": set(),
        "mongolia": set(),
    }


def test_much_stands_against_the_one_in_planning(session: Session):
    assert codes_of(session, "cambodia") == IN_PLANNING
    visit = the_visit(session, "cambodia")
    assert Counter(stop.status for stop in visit.stops) == {
        StopStatus.ASKED: 6,
        StopStatus.HOLD: 1,
        StopStatus.IDEA: 1,
    }
    assert (visit.delegation.state, visit.releases) == (DelegationState.PLANNING, [])


def test_the_half_day_is_nine_people_with_their_own_bus(session: Session):
    visit = the_visit(session, "kenya")
    assert visit.delegation.planned == 9
    assert {stop.mode for stop in visit.stops} == {"own_bus"}
    assert visit.delegation.state in {DelegationState.CONFIRMED, DelegationState.UNDER_WAY}
    assert [release.number for release in visit.releases] == [1]


def test_the_two_days_have_eight_stops_and_end_the_ride_elsewhere(session: Session):
    visit = the_visit(session, "saudi")
    assert (len(visit.stops), visit.delegation.planned) == (8, 14)
    assert visit.delegation.ends_on.toordinal() - visit.delegation.starts_on.toordinal() == 1
    ride = next(stop for stop in visit.stops if stop.site.slug == "autonomous-bus-ride")
    assert ride.site.end_site.slug == "sejong-terminal"
    assert {stop.party.name.to("en") for stop in visit.stops if stop.party} == {
        "Party A (policy)",
        "Party B (technology)",
    }


def test_its_texts_are_whole_in_three_languages(session: Session):
    visit = the_visit(session, "saudi")
    texts = [visit.delegation.title, visit.delegation.purpose, visit.releases[0].note]
    for stop in visit.stops:
        texts += [stop.title, stop.public_note, stop.site.name, stop.site.entrance_note]
        texts += [stop.party.name] if stop.party else []
    texts += [day.title for day in visit.days]
    assert [text for text in texts if not set(text) >= LANGUAGES] == []


def test_its_roster_has_names_in_three_scripts_and_what_they_need(session: Session):
    rows = select(Delegate).where(
        Delegate.delegation_id == the_visit(session, "saudi").delegation_id
    )
    delegates = session.scalars(rows.order_by(Delegate.precedence)).all()
    assert delegates[0].passport_name == "Fahad AL OTAIBI"
    assert all(d.passport_name and d.hangul_name and d.native_name for d in delegates)
    assert all("halal" in d.meal_needs for d in delegates)
    assert sum("wheelchair" in d.mobility for d in delegates) == 1


def test_the_second_release_moved_one_added_one_and_cancelled_one(session: Session):
    visit = the_visit(session, "mongolia")
    newest = session.get_one(Release, visit.current_release_id)
    assert newest.number == 2
    found = newest.diff
    assert {key: len(found[key]) for key in ("added", "changed", "cancelled")} == {
        "added": 1,
        "changed": 1,
        "cancelled": 1,
    }
    assert set(found["changed"][0]["fields"]) == {"starts", "ends"}
    moved = next(stop for stop in newest.stops if stop.uid == found["changed"][0]["uid"])
    gone = next(stop for stop in newest.stops if stop.uid == found["cancelled"][0])
    assert (moved.state, gone.state) == (PublishedState.CONFIRMED, PublishedState.CANCELLED)


def test_guests_have_links_and_feeds_and_letters_wait(session: Session):
    for key in ("kenya", "saudi", "mongolia"):
        subject = the_visit(session, key).delegation_id
        rows = select(SecretLink.kind).where(
            SecretLink.subject_kind == "delegation", SecretLink.subject_id == subject
        )
        assert set(session.scalars(rows)) == {LinkKind.GUEST, LinkKind.DELEGATION_FEED}
    kinds = session.execute(select(Letter.kind, func.count()).group_by(Letter.kind))
    assert dict(kinds.all())["itineraries.released"] == 5
    feeds = select(SecretLink.subject_id).where(SecretLink.kind == LinkKind.SITE_FEED)
    centre = select(Site.id).where(Site.slug == "urban-information-centre")
    assert session.scalar(centre) in set(session.scalars(feeds))


def test_every_letter_can_be_read_in_the_language_of_its_recipient(app: Flask, session: Session):
    sent = select(Letter).where(Letter.state != LetterState.DROPPED)
    letters = session.scalars(sent.order_by(Letter.id)).all()
    with app.test_request_context():
        composed = [app.extensions["letters"].compose(session, letter) for letter in letters]
    guests = [one for one, letter in zip(composed, letters, strict=True) if letter.language == "ar"]
    assert len(composed) > 15
    assert ["زيارة مركز المعلومات الحضرية المتكامل" in one.text for one in guests] == [True]


def test_every_site_has_its_name_in_three_languages(session: Session):
    sites = session.scalars(select(Site)).all()
    assert len(sites) == 25
    assert [site.slug for site in sites if not set(site.name) >= LANGUAGES] == []
    assert all("Invented for the demonstration" in site.notes for site in sites)


def test_the_host_of_the_control_centre_has_an_account(session: Session):
    centre = session.scalars(select(Site).where(Site.slug == "urban-information-centre")).one()
    host = session.scalars(select(User).where(User.email == "host@example.org")).one()
    assert [contact.user_id for contact in centre.contacts if contact.user_id] == [host.id]


def test_what_is_over_is_closed_and_long_ago_it_has_no_names(session: Session):
    living = [the_visit(session, key).delegation_id for key in LIVING]
    over = select(Delegation).where(Delegation.id.not_in(living))
    delegations = session.scalars(over).all()
    assert {delegation.state for delegation in delegations} == {DelegationState.CLOSED}
    (lately,) = session.scalars(select(Delegation).where(Delegation.id == over_lately(session)))
    named = select(func.count()).where(Delegate.delegation_id.not_in([*living, lately.id]))
    assert session.scalar(named) == 0
    assert (lately.planned, lately.people) == (11, 10)
    assert session.scalar(select(func.count()).where(DelegationCountry.actual.is_(None))) == 4


def test_the_log_says_that_the_command_did_it(session: Session):
    actors = select(AuditEntry.actor_kind, AuditEntry.actor_label).distinct()
    assert session.execute(actors).all() == [("command", "demo")]


def test_every_stop_on_a_programme_is_known_to_the_office(session: Session):
    first = the_visit(session, "kenya").delegation.starts_on
    assert [
        stop.itinerary.delegation.title.to("ko") for stop in queries.stops_on(session, first, first)
    ] == ["케냐 나이로비시 방문단"] * 3
