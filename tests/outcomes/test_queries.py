"""What other folders read of a visit's outcomes."""

from datetime import timedelta

from tests.factories import AT, TUESDAY, WEDNESDAY, a_delegate, a_delegation, wall
from tests.outcomes.conftest import OVER
from visits.delegations.rules import PhotoConsent
from visits.itineraries import actions as itineraries
from visits.kit.translated import Translated
from visits.organisations import actions as organisations
from visits.organisations.rules import OrganisationKind
from visits.outcomes import actions, queries
from visits.outcomes.queries import GiftsWanted, Wanted
from visits.outcomes.rules import (
    Clearance,
    Currency,
    FollowUpMove,
    GiftDirection,
    Point,
    PointKind,
    ReportState,
)


def a_body(session, name="Ministry of Cities"):
    facts = {
        "name": Translated(en=name),
        "country": "SA",
        "kind": OrganisationKind.NATIONAL_GOVERNMENT,
    }
    return organisations.add(session, facts, at=AT)


def write(session, delegation, stop, **written):
    return actions.write(
        session, delegation, stop, actions.Written(**written), by=delegation.lead, at=OVER
    )


def test_the_record_has_every_stop_of_the_programme_and_what_was_written(
    session, delegation, stops
):
    first, second = stops
    write(session, delegation, None, decisions="We sign in May")
    write(
        session,
        delegation,
        first,
        began_at=wall("10:10"),
        discussion="Sensors\n- Costs",
        questions=[Point("Who pays?", answer="The city")],
        opinions=[Point("Too dear", agency="Ministry of Cities")],
    )
    record = queries.record_of(session, delegation.id)
    assert [one.stop for one in record.stops] == [first, second]
    assert [one.is_written for one in record.stops] == [True, False]
    assert record.visit.points(PointKind.DECISION) == (Point("We sign in May"),)
    written = record.stops[0]
    assert {kind: written.points(kind) for kind in PointKind} == {
        PointKind.DISCUSSION: (Point("Sensors"), Point("Costs")),
        PointKind.QUESTION: (Point("Who pays?", answer="The city"),),
        PointKind.OPINION: (Point("Too dear", agency="Ministry of Cities"),),
        PointKind.DECISION: (),
    }
    assert (written.began_at, written.ended_at) == (wall("10:10"), None)


def test_a_visit_without_a_programme_has_a_record_of_its_own(session, delegation):
    record = queries.record_of(session, delegation.id)
    assert (record.stops, record.is_written) == ((), False)
    write(session, delegation, None, discussion="They came unannounced")
    assert queries.record_of(session, delegation.id).is_written


def test_a_stop_with_a_record_stays_in_it_when_it_is_cancelled(session, delegation, stops):
    write(session, delegation, stops[0], discussion="Only half an hour")
    itineraries.cancel_stop(session, stops[0], at=AT)
    itineraries.cancel_stop(session, stops[1], at=AT)
    assert [one.stop for one in queries.record_of(session, delegation.id).stops] == [stops[0]]


def test_only_what_has_begun_is_written_about(session, delegation, stops):
    record = queries.record_of(session, delegation.id)
    assert [one.stop for one in record.begun(wall("13:59"))] == [stops[0]]


def test_promises_are_found_by_visit_body_and_person(session, people, delegation, promised):
    body, other = a_body(session), a_body(session, "Harbour")
    mine = promised(organisation_id=body.id, deadline=WEDNESDAY)
    theirs = promised(responsible_body="Road Division")
    elsewhere = promised(
        of=a_delegation(session), organisation_id=other.id, responsible_body="Port"
    )
    assert queries.followups_of(session, delegation.id) == [theirs, mine]

    def found(**wanted):
        page = queries.page_of_followups(session, Wanted(today=WEDNESDAY, **wanted), None)
        return list(page.rows)

    assert found() == [theirs, elsewhere, mine]
    assert found(is_overdue=True) == [theirs, elsewhere]
    assert found(user_id=people["coordinator"].id) == [mine]
    assert found(organisation_id=body.id) == [mine]
    assert queries.bodies_with_promises(session) == [other, body]
    assert list(queries.my_promises(session, delegation.lead_id, TUESDAY)) == [mine]
    assert not queries.my_promises(session, delegation.lead_id, TUESDAY - timedelta(days=14))


def test_a_body_remembers_what_was_kept_and_what_is_open(session, promised):
    body = a_body(session)
    kept, still = (promised(organisation_id=body.id) for _ in range(2))
    actions.move_followup(session, kept, FollowUpMove.SETTLE, on=TUESDAY)
    promises = queries.promises_of_bodies(session, {body.id})
    assert (list(promises.open), promises.open_count) == ([still], 1)
    assert (list(promises.kept), promises.kept_count) == ([kept], 1)


def test_gifts_stand_in_one_register(session, delegation, given):
    vase = given(value=120, currency=Currency.USD)
    tea = given(item="Tea", value=20_000, dated_on=WEDNESDAY)
    bowl = given(item="Bowl", direction=GiftDirection.GIVEN, value=200_000)
    rug = given(item="Rug", of=a_delegation(session), dated_on=TUESDAY - timedelta(days=365))
    assert list(queries.gifts_of(session, delegation.id)) == [vase, bowl, tea]

    def found(**wanted):
        return list(queries.page_of_gifts(session, GiftsWanted(**wanted), None).rows)

    assert found() == [tea, bowl, vase, rug]
    assert found(year=2098) == [rug]
    assert found(direction=GiftDirection.GIVEN) == [bowl]
    for state in ReportState:
        assert found(report=state) == [g for g in found() if g.report_state is state], state
    assert queries.years_of_gifts(session) == [2099, 2098]


def test_only_cleared_photographs_leave_the_office(session, delegation, photographed):
    shown, hidden = photographed(), photographed()
    actions.clear_photo(session, shown, Clearance.CLEARED, is_checked=False)
    assert list(queries.photos_of(session, delegation.id)) == [shown, hidden]
    assert list(queries.photos_of(session, delegation.id, only_cleared=True)) == [shown]


def test_who_does_not_want_to_be_seen_is_known(session, delegation):
    a_delegate(session, delegation)
    shy = a_delegate(session, delegation, photo_consent=PhotoConsent.REFUSED)
    a_delegate(session, delegation, photo_consent=PhotoConsent.REFUSED, withdrawn_at=AT)
    assert list(queries.refusals_of(session, delegation.id)) == [shy]


def test_all_of_it_is_counted_at_once(
    session, delegation, stops, promised, given, photographed, queries_of
):
    write(session, delegation, stops[0], discussion="Sensors")
    promised()
    done = promised()
    actions.move_followup(session, done, FollowUpMove.SETTLE, on=TUESDAY)
    given()
    photographed()
    link = {"title": "Guests in Sejong", "published_on": TUESDAY, "url": "https://example.org/1"}
    actions.add_press_link(session, delegation, link)
    assert queries.counts_of(session, delegation.id, WEDNESDAY) == queries.Counts(
        records=1, open_promises=1, overdue=1, promises=2, gifts=1, photos=1, press=1
    )
    assert queries_of(lambda: queries.counts_of(session, delegation.id, TUESDAY)) == 1
