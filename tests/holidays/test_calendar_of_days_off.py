"""The calendar of days off: filled from the library, kept by the office."""

from datetime import date

import pytest
from sqlalchemy import select

from visits.app import LISTENERS
from visits.holidays import actions, queries
from visits.holidays.events import HolidaysChanged
from visits.holidays.library import known_days
from visits.holidays.models import Holiday
from visits.holidays.rules import HolidayKind
from visits.kit.errors import Refused
from visits.kit.translated import Translated

NOTE = {
    "kind": HolidayKind.WORKING_NOTE,
    "name": Translated(ko="을지연습", en="Ulchi exercise"),
}


@pytest.fixture
def told(session, monkeypatch) -> list[HolidaysChanged]:
    """What the session heard of."""
    heard: list[HolidaysChanged] = []
    listeners = {**LISTENERS, HolidaysChanged: [lambda _, notice: heard.append(notice)]}
    monkeypatch.setitem(session.info, "listeners", listeners)
    return heard


def names_of(session, year: int, tag: str = "ko") -> dict[str, str]:
    return {row.day.isoformat(): row.name.to(tag) for row in queries.of_year(session, year)}


@pytest.mark.parametrize(
    ("day", "sort", "name"),
    [
        ("2026-05-01", "public", "노동절"),
        ("2026-06-03", "election", "지방선거일"),
        ("2026-07-17", "public", "제헌절"),
        ("2026-08-17", "substitute", "광복절 대체공휴일"),
        ("2026-10-05", "substitute", "개천절 대체공휴일"),
        ("2027-01-01", "public", "신정"),
        ("2027-02-09", "substitute", "설날 대체공휴일"),
        ("2027-05-03", "substitute", "노동절 대체공휴일"),
        ("2027-07-19", "substitute", "제헌절 대체공휴일"),
        ("2027-08-16", "substitute", "광복절 대체공휴일"),
        ("2027-10-04", "substitute", "개천절 대체공휴일"),
        ("2027-10-11", "substitute", "한글날 대체공휴일"),
        ("2027-12-25", "public", "성탄절"),
        ("2027-12-27", "substitute", "성탄절 대체공휴일"),
        ("2025-01-27", "temporary", "임시공휴일"),
        ("2025-05-05", "public", "부처님오신날, 어린이날"),
    ],
)
def test_the_days_of_korea_are_known_as_officials_call_them(day, sort, name):
    known = {known.day.isoformat(): known for known in known_days("KR", int(day[:4]))}
    assert (known[day].kind, known[day].name["ko"]) == (sort, name)


@pytest.mark.parametrize(("year", "many"), [(2026, 22), (2027, 24)])
def test_a_year_is_filled_whole(session, year, many):
    assert actions.fill(session, year, country="KR") == many
    assert len(queries.of_year(session, year)) == many


def test_names_stand_in_every_language_that_the_library_has(session):
    actions.fill(session, 2027, country="KR")
    assert names_of(session, 2027, "en")["2027-12-27"] == "Substitute holiday for Christmas Day"
    assert names_of(session, 2027, "en")["2027-05-01"] == "Labour Day"
    assert names_of(session, 2027, "th")["2027-12-25"] == "วันคริสต์มาส"


def test_filling_again_adds_nothing(session, told):
    actions.fill(session, 2026, country="KR")
    assert actions.fill(session, 2026, country="KR") == 0
    assert len(told) == 1
    assert date(2026, 8, 17) in told[0].days


def test_what_was_edited_stays_even_on_another_day_or_as_another_kind(session):
    actions.fill(session, 2026, country="KR")
    rows = {row.day: row for row in queries.of_year(session, 2026)}
    vote, labour = rows[date(2026, 6, 3)], rows[date(2026, 5, 1)]
    renamed = {"name": Translated(ko="지방선거"), "kind": HolidayKind.ELECTION}
    actions.revise(session, vote, {**renamed, "day": date(2026, 6, 4)})
    own = {"name": labour.name, "kind": HolidayKind.OWN_CLOSURE, "day": labour.day}
    actions.revise(session, labour, own)
    session.commit()
    assert actions.fill(session, 2026, country="KR") == 0
    names = names_of(session, 2026)
    assert names["2026-06-04"] == "지방선거"
    assert "2026-06-03" not in names


def test_a_day_entered_by_hand_is_not_filled_beside(session):
    facts = {
        "day": date(2026, 5, 1),
        "kind": HolidayKind.PUBLIC,
        "name": Translated(ko="근로자의 날"),
    }
    actions.add(session, facts, last=date(2026, 5, 1))
    actions.fill(session, 2026, country="KR")
    assert names_of(session, 2026)["2026-05-01"] == "근로자의 날"


def test_years_ahead_are_filled_once_and_a_deleted_day_does_not_come_back(session):
    assert actions.fill_ahead(session, 2026, country="KR", years=2) == 46
    actions.delete(session, queries.of_year(session, 2026)[0])
    assert actions.fill_ahead(session, 2026, country="KR", years=2) == 0
    assert actions.fill_ahead(session, 2026, country="XX") == 0
    assert len(queries.of_year(session, 2026)) == 21


def test_a_country_without_a_calendar_is_refused(session):
    with pytest.raises(Refused, match="no_calendar"):
        actions.fill(session, 2026, country="XX")


def test_days_between_two_days_count_both(session):
    actions.fill(session, 2026, country="KR")
    found = queries.holidays_between(session, date(2026, 10, 3), date(2026, 10, 5))
    assert [row.day.day for row in found] == [3, 5]


def test_each_change_tells_the_days_it_concerns(session, told):
    facts = {**NOTE, "day": date(2026, 8, 18)}
    rows = actions.add(session, facts, last=date(2026, 8, 20))
    actions.revise(session, rows[0], {**NOTE, "day": date(2026, 8, 21)})
    actions.delete(session, rows[0])
    assert [[day.day for day in notice.days] for notice in told] == [[18, 19, 20], [18, 21], [21]]


def test_an_officer_fills_a_year_with_one_button(session, as_):
    page = as_("coordinator").page("holidays.index", year=2027)
    assert page.has(".empty")
    filled = page.submit('form[action*="/fill"]').follow()
    assert "24 days were added." in filled.text
    assert "246 working days in this year" in filled.text
    assert len(filled.all("tbody tr")) == 24
    again = filled.submit('form[action*="/fill"]').follow()
    assert "Nothing was missing." in again.text


def test_a_week_to_think_twice_is_added_at_once_and_stays_working(session, as_):
    page = as_("coordinator").page("holidays.new")
    typed = {"day": "2027-08-17", "until": "2027-08-20", "kind": "working_note"}
    listed = page.submit(**typed, **{"name-ko": "을지연습"}).follow()
    assert listed.h1 == "Holidays 2027"
    assert listed.all("tbody td:last-child") == ["Working day with a note"] * 4
    assert "261 working days in this year" in listed.text


@pytest.mark.parametrize("until", ["2027-08-16", "2027-09-17"])
def test_a_span_goes_forward_and_is_no_longer_than_a_month(as_, until):
    page = as_("coordinator").page("holidays.new")
    typed = {"day": "2027-08-17", "until": until, "kind": "working_note", "name-ko": "을지연습"}
    back = page.submit(status=422, **typed)
    assert back.errors == {"until": ["Choose a day at most a month after the first."]}


def test_one_day_is_not_twice_of_one_kind(session, as_):
    actions.fill(session, 2027, country="KR")
    session.commit()
    page = as_("coordinator").page("holidays.new")
    back = page.submit(status=422, day="2027-01-01", kind="public", **{"name-ko": "신정"})
    assert back.errors == {"day": ["This day is in the calendar already, as the same kind."]}
    row = session.scalars(select(Holiday).where(Holiday.day == date(2027, 3, 1))).one()
    edit = as_("coordinator").page("holidays.edit", number=row.id)
    moved = edit.submit(status=422, day="2027-01-01")
    assert list(moved.errors) == ["day"]


def test_a_day_is_deleted_after_asking(session, as_):
    actions.fill(session, 2027, country="KR")
    session.commit()
    row = queries.of_year(session, 2027)[0]
    page = as_("coordinator").page("holidays.edit", number=row.id).click("Delete")
    assert len(page.submit().follow().all("tbody tr")) == 23


@pytest.mark.parametrize("asked", ["", "nonsense", "1", "99999"])
def test_a_year_that_cannot_be_shown_is_this_one(as_, asked):
    year = as_("viewer").page("holidays.index").h1
    assert as_("viewer").page("holidays.index", year=asked).h1 == year


def test_a_full_year_costs_one_query_besides_the_reader(session, as_, queries_of):
    actions.fill(session, 2027, country="KR")
    browser = as_("viewer")
    browser.page("holidays.index", year=2027)
    assert queries_of(lambda: browser.page("holidays.index", year=2027)) == 2


def test_a_viewer_changes_nothing(session, as_):
    actions.fill(session, 2027, country="KR")
    session.commit()
    row = queries.of_year(session, 2027)[0]
    page = as_("viewer").page("holidays.index", year=2027)
    assert not page.has("main form[method=post], tbody a")
    as_("viewer").page("holidays.edit", number=row.id, status=403)
