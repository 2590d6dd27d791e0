"""The plan of a week: who comes on which day, from what stands of their programmes."""

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest

from tests.factories import (
    TUESDAY,
    WEDNESDAY,
    a_delegate,
    a_delegation,
    a_person,
    a_site,
    a_stop,
    an_itinerary,
    wall,
)
from tests.portal.cast import a_row, frozen
from visits.conflicts.rules import Role, StopKind
from visits.delegations.models import DelegationCountry
from visits.delegations.rules import DelegateRole, DelegationState
from visits.holidays.models import Holiday
from visits.holidays.rules import HolidayKind
from visits.itineraries.models import Assignment
from visits.itineraries.rules import Consent, PublishedState, StopMove
from visits.kit.translated import Translated
from visits.statistics.queries.weekly import plan_of_week
from visits.statistics.rules import Period
from visits.statistics.rules.weekly import Receiver, next_week, week_of

MONDAY = date(2099, 3, 2)
WEEK = Period(MONDAY, date(2099, 3, 8))


def a_visit(session, **facts):
    return a_delegation(session, **{"state": DelegationState.CONFIRMED, **facts})


def told(plan):
    """By day of the week: the titles, and of each its stops."""
    return {
        day.day.isoweekday(): [
            (one.visit.title.to("en"), [stop.title.to("en") for stop in one.stops])
            for one in day.visits
        ]
        for day in plan.days
        if day.visits
    }


@pytest.mark.parametrize("day", [MONDAY, TUESDAY, date(2099, 3, 8)])
def test_a_week_runs_from_monday_to_sunday(day):
    assert week_of(day) == WEEK
    assert next_week(day - timedelta(days=7)) == WEEK


def test_a_draft_stands_until_something_is_released(session):
    visit = a_visit(session, title=Translated(en="Riyadh"))
    itinerary = an_itinerary(session, visit)
    site = a_site(session, "Arboretum")
    a_stop(session, itinerary, "14:00", "15:00", title=Translated(en="Garden"), site=site)
    a_stop(session, itinerary, "10:00", "11:00", title=Translated(en="Talk"))
    a_stop(session, itinerary, "12:00", "13:00", title=Translated(en="An idea"), move=None)
    a_stop(session, itinerary, "9:00", "9:30", title=Translated(en="Bus"), kind=StopKind.TRANSFER)
    plan = plan_of_week(session, WEEK)
    assert told(plan) == {2: [("Riyadh", ["Talk", "Garden"])], 3: [("Riyadh", [])]}
    [shown] = plan.visits
    assert (shown.version, plan.has_drafts, plan.people) == (None, True, 9)
    assert [stop.place.to("en") for stop in shown.stops] == ["", "Arboretum"]


def test_what_was_released_stands_whatever_the_draft_says(session):
    visit = a_visit(session, title=Translated(en="Riyadh"))
    frozen(
        session,
        visit,
        a_row(1, title=Translated(en="Talk"), place=Translated(en="City hall")),
        a_row(2, starts=wall("14:00"), state=PublishedState.CANCELLED),
        number=3,
    )
    plan = plan_of_week(session, WEEK)
    assert told(plan) == {2: [("Riyadh", ["Talk"])], 3: [("Riyadh", [])]}
    [shown] = plan.visits
    assert (shown.version, plan.has_drafts) == (3, False)
    assert shown.stops[0].place == Translated(en="City hall")


def test_the_head_is_named_by_office_and_ours_by_name(session):
    visit = a_visit(session)
    a_delegate(session, visit, role=DelegateRole.HEAD, position_en="Deputy Minister")
    stop = a_stop(session, an_itinerary(session, visit))
    mayor = a_person(session, "Choi", position=Translated(en="Mayor"))
    other = a_person(session, "Han")
    stop.assignments = [
        Assignment(role=Role.RECEIVES, person=mayor),
        Assignment(role=Role.RECEIVES, person=other, consent=Consent.DECLINED),
        Assignment(role=Role.ESCORTS, person=other),
    ]
    [shown] = plan_of_week(session, WEEK).visits
    assert shown.head == Translated(en="Deputy Minister")
    assert shown.lead == visit.lead.name
    assert shown.stops[0].receivers == (Receiver(Translated(en="Choi"), Translated(en="Mayor")),)


@pytest.mark.parametrize(
    ("state", "is_there"),
    [
        (DelegationState.DRAFT, False),
        (DelegationState.PLANNING, True),
        (DelegationState.CONFIRMED, True),
        (DelegationState.CLOSED, True),
        (DelegationState.CANCELLED, False),
    ],
)
def test_what_is_not_yet_or_no_longer_planned_is_left_out(session, state, is_there):
    a_delegation(session, state=state)
    assert bool(plan_of_week(session, WEEK).visits) is is_there


def test_a_visit_over_two_weeks_stands_in_both(session):
    a_visit(session, title=Translated(en="Long"), ends_on=date(2099, 3, 10))
    assert list(told(plan_of_week(session, WEEK))) == [2, 3, 4, 5, 6, 7]
    assert list(told(plan_of_week(session, week_of(date(2099, 3, 9))))) == [1, 2]


def test_those_whose_day_begins_first_come_first(session):
    late = an_itinerary(session, a_visit(session, title=Translated(en="Late")))
    early = an_itinerary(session, a_visit(session, title=Translated(en="Early")))
    a_visit(session, title=Translated(en="Unsettled"), ends_on=TUESDAY)
    a_stop(session, late, "14:00", "15:00")
    a_stop(session, early, "9:00", "10:00")
    assert [title for title, _ in told(plan_of_week(session, WEEK))[2]] == [
        "Early",
        "Late",
        "Unsettled",
    ]


def test_an_empty_week_says_when_somebody_comes_next(session):
    assert plan_of_week(session, WEEK).next_on is None
    a_visit(session)
    plan = plan_of_week(session, week_of(MONDAY - timedelta(days=1)))
    assert (plan.visits, plan.next_on) == ([], TUESDAY)


def test_holidays_are_named(session):
    session.add(Holiday(day=MONDAY, name=Translated(en="Substitute"), kind=HolidayKind.SUBSTITUTE))
    plan = plan_of_week(session, WEEK)
    assert plan.days[0].holidays == (Translated(en="Substitute"),)


@pytest.mark.parametrize("count", [1, 3])
def test_more_visits_ask_no_more_queries(session, queries_of, count):
    for _ in range(count):
        itinerary = an_itinerary(session, a_visit(session))
        a_stop(session, itinerary, site=a_site(session))
        a_delegate(session, itinerary.delegation, role=DelegateRole.HEAD)
    session.flush()
    session.expire_all()
    assert queries_of(lambda: plan_of_week(session, WEEK)) == 8


# -- the page --------------------------------------------------------------------------------------


def test_the_page_shows_the_week_and_a_table_to_paste(session, as_):
    visit = a_visit(session, title=Translated(en="Riyadh"))
    a_stop(session, an_itinerary(session, visit), title=Translated(en="Talk"))
    page = as_("viewer").page("statistics.weekly", day="2099-03-05")
    assert page.all("main h2") == ["Tue, Mar 3, 2099", "Wed, Mar 4, 2099"]
    assert page.all("#to-paste thead th") == [
        "Day",
        "Hours",
        "Delegation",
        "What",
        "Where",
        "Received by",
        "Lead officer",
    ]
    assert page.all("#to-paste tbody tr:first-child td")[:4] == [
        "Tue, Mar 3, 2099",
        "10:00–11:00",
        "Riyadh Saudi Arabia · 9 people Head: Working level",
        "Talk",
    ]
    assert page.all("#to-paste tbody tr:last-child td")[3] == "No programme on this day"


def test_an_empty_week_leads_to_the_next_visit(session, as_):
    a_visit(session)
    page = as_("viewer").page("statistics.weekly", day="2099-02-03")
    assert page.all(".empty h2") == ["No delegation comes in this week."]
    assert page.click("Open that week").all("main h3") != []


@pytest.mark.parametrize("typed", ["no day", "0001-01-01", "9999-12-31"])
def test_what_is_no_day_has_no_plan(session, as_, typed):
    page = as_("viewer").page("statistics.weekly", status=422, day=typed)
    assert list(page.errors) == ["day"]
    assert not page.has("section, .empty")
    as_("viewer").page("statistics.weekly_file", kind="xlsx", status=422, day=typed)


def test_the_workbook_has_a_row_for_each_stop(session, as_):
    itinerary = an_itinerary(session, a_visit(session, title=Translated(en="=Riyadh")))
    itinerary.delegation.countries.append(DelegationCountry(country="XX-1", planned=2))
    a_stop(session, itinerary, title=Translated(en="Talk"), move=StopMove.CONFIRM)
    address = as_("viewer").url("statistics.weekly_file", kind="xlsx", day=TUESDAY)
    content = as_("viewer").fetch("GET", address).data
    rows = list(openpyxl.load_workbook(BytesIO(content)).active.iter_rows(values_only=True))
    assert rows[0][0] == "Weekly plan of foreign delegations, Mon, Mar 2 – Sun, Mar 8, 2099"
    assert rows[2][:7] == (
        "Tue, Mar 3, 2099",
        "10:00–11:00",
        "=Riyadh",
        "Saudi Arabia, XX-1",
        11,
        "Working level",
        "Talk",
    )
    assert [row[6] for row in rows[2:]] == ["Talk", "No programme on this day"]


@pytest.mark.parametrize("day", [TUESDAY, WEDNESDAY + timedelta(days=30)])
def test_the_paper_for_hangul_is_made_of_any_week(session, as_, day):
    a_stop(session, an_itinerary(session, a_visit(session, title=Translated(ko="리야드"))))
    browser = as_("viewer", "ko")
    answer = browser.fetch("GET", browser.url("statistics.weekly_file", kind="hwpx", day=day))
    assert (answer.status_code, answer.mimetype) == (200, "application/hwp+zip")
    assert answer.data.startswith(b"PK")
