"""The evening of a visit: one page, one stop at a time, nothing lost."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.factories import AT, a_delegation, a_site, a_stop, an_itinerary, wall
from tests.outcomes.test_queries import write
from visits.delegations.models import Delegation
from visits.kit.clock import now
from visits.outcomes.models import VisitRecord
from visits.outcomes.rules import Point

DAY = date(2024, 3, 5)
"""A Tuesday that is over."""


@pytest.fixture
def stops(session, delegation):
    """At ten and at two of a day that is over; and an idea that came to nothing."""
    delegation.starts_on = delegation.ends_on = DAY
    itinerary = an_itinerary(session, delegation)
    return [
        a_stop(session, itinerary, "10:00", "11:00", day=DAY, site=a_site(session, "Centre")),
        a_stop(session, itinerary, "14:00", "15:00", day=DAY, site=a_site(session)),
        a_stop(session, itinerary, "16:00", "17:00", day=DAY, move=None),
    ][:2]


def fresh(session, row):
    session.expire_all()
    return session.get_one(type(row), row.id)


def records(session) -> list[VisitRecord]:
    session.expire_all()
    return list(session.scalars(select(VisitRecord).order_by(VisitRecord.id)))


def test_each_stop_that_has_begun_stands_there_with_its_times(as_, delegation, stops):
    page = as_("coordinator").page("outcomes.record", code=delegation.code)
    assert page.all("section h2 .badge") == ["Nothing written yet"] * 3
    assert "10:00" in page.text
    assert "16:00" not in page.text


def test_what_is_still_to_come_is_only_counted(as_, session, delegation):
    stop = a_stop(session, an_itinerary(session, delegation), site=a_site(session))
    page = as_("coordinator").page("outcomes.record", code=delegation.code)
    assert "No stop of the programme has begun yet." in page.text
    page = as_("coordinator").page("outcomes.write_stop", code=delegation.code, uid=stop.uid)
    assert page.has("textarea[name=discussion]")


def test_a_stop_is_written_and_the_next_one_opens(as_, session, delegation, stops):
    browser = as_("coordinator")
    page = browser.page("outcomes.write_stop", code=delegation.code, uid=stops[0].uid)
    typed = {
        "began": "1005",
        "ended": "11.20",
        "discussion": "- Sensors\n- Costs",
        "questions-0-text": "Who pays?",
        "questions-0-answer": "The city",
        "opinions-0-agency": "Ministry of Cities",
        "opinions-0-text": "Too dear",
        "decisions": "We send the data",
    }
    done = page.submit("main form.form", **typed, next="y")
    assert stops[1].uid in done.location
    (record,) = records(session)
    assert (record.began_at, record.ended_at) == (wall("10:05", DAY), wall("11:20", DAY))
    assert (record.discussion, record.decisions) == ("- Sensors\n- Costs", "We send the data")
    assert [line.point for line in record.questions] == [Point("Who pays?", answer="The city")]
    assert [line.point for line in record.opinions] == [
        Point("Too dear", agency="Ministry of Cities")
    ]
    assert record.written_by.name == "Kim Haneul"
    last = done.follow()
    assert last.one("textarea[name=discussion]").get_text().strip() == ""
    assert not last.has("button[name=next]")
    seen = last.submit("main form.form", discussion="Trees").follow()
    assert "Sensors" in seen.text
    assert "really 10:05" in seen.text
    assert "Written by Kim Haneul" in seen.text


def test_writing_on_shows_what_was_written_and_a_blank_row(as_, session, delegation, stops):
    write(session, delegation, stops[0], questions=[Point("Who pays?", answer="The city")])
    browser = as_("coordinator")
    page = browser.page("outcomes.write_stop", code=delegation.code, uid=stops[0].uid)
    assert page.all("textarea[name^=questions][name$=text]") == ["Who pays?", ""]
    page.submit("main form.form", **{"questions-1-text": "And when?"})
    (record,) = records(session)
    assert [line.text for line in record.questions] == ["Who pays?", "And when?"]
    assert record.version == 2


def test_a_text_of_ten_thousand_signs_is_kept_whole(as_, session, delegation, stops):
    browser = as_("coordinator")
    page = browser.page("outcomes.write_visit", code=delegation.code)
    long = "가나다라마바사아자\n" * 999 + "가나다라마바사아자차"
    assert len(long) == 10_000
    page.submit("main form.form", discussion=long, **{"questions-0-text": long})
    (record,) = records(session)
    assert record.discussion == long
    assert record.questions[0].text == long
    page = browser.page("outcomes.write_visit", code=delegation.code)
    again = page.submit("main form.form", discussion=long + "!", status=422)
    assert again.errors == {"discussion": ["Field cannot be longer than 10000 characters."]}
    assert again.one("textarea[name=discussion]").get_text().strip() == long + "!"


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"began": "15:00", "ended": "14:30"}, {"ended": ["The end lies before the start."]}),
        ({"began": "25:00"}, {"began": ["Enter a time such as 14:30."]}),
        (
            {"questions-0-answer": "The city"},
            {"questions-0-text": ["Write the question as well."]},
        ),
        ({"opinions-0-agency": "Harbour"}, {"opinions-0-text": ["Write what they said."]}),
    ],
)
def test_what_cannot_be_is_said_in_place(as_, session, delegation, stops, typed, errors):
    browser = as_("coordinator")
    page = browser.page("outcomes.write_stop", code=delegation.code, uid=stops[0].uid)
    page = page.submit("main form.form", discussion="Sensors", status=422, **typed)
    assert page.errors == errors
    assert page.one("textarea[name=discussion]").get_text().strip() == "Sensors"
    assert records(session) == []


def test_two_officers_on_different_stops_lose_nothing(as_, session, delegation, stops):
    opened = [
        as_(who).page("outcomes.write_stop", code=delegation.code, uid=stop.uid)
        for who, stop in zip(("coordinator", "colleague"), stops, strict=True)
    ]
    for page, text in zip(opened, ("Sensors", "Trees"), strict=True):
        page.submit("main form.form", discussion=text)
    assert [record.discussion for record in records(session)] == ["Sensors", "Trees"]


@pytest.mark.parametrize("was_written", [False, True])
def test_two_on_one_stop_see_both_versions(as_, session, delegation, stops, was_written):
    if was_written:
        write(session, delegation, stops[0], discussion="Begun")
    opened = [
        as_(who).page("outcomes.write_stop", code=delegation.code, uid=stops[0].uid)
        for who in ("coordinator", "colleague")
    ]
    opened[0].submit("main form.form", discussion="Sensors")
    stale = opened[1].submit("main form.form", discussion="Trees", status=409)
    assert stale.h1 == "Someone else saved first"
    assert "Sensors" in stale.text
    assert [record.discussion for record in records(session)] == ["Sensors"]
    stale.submit("main form").follow()
    assert [record.discussion for record in records(session)] == ["Trees"]


def test_how_many_came_stands_beside_what_was_planned(as_, session, delegation):
    browser = as_("coordinator")
    page = browser.page("outcomes.record", code=delegation.code)
    assert page.all("td.number") == ["9"]
    page.submit("main form.stack", **{"countries-0-actual": "7"}).follow()
    country = fresh(session, delegation).countries[0]
    assert (country.planned, country.actual) == (9, 7)
    page = browser.page("outcomes.record", code=delegation.code)
    assert page.one("[name=countries-0-actual]")["value"] == "7"
    assert page.submit("main form.stack", **{"countries-0-actual": "-1"}, status=422).errors


def test_the_number_of_people_is_not_written_over_another_save(as_, session, delegation):
    opened = [
        as_(who).page("outcomes.record", code=delegation.code)
        for who in ("coordinator", "colleague")
    ]
    opened[0].submit("main form.stack", **{"countries-0-actual": "7"})
    opened[1].submit("main form.stack", **{"countries-0-actual": "8"}, status=409)
    assert fresh(session, delegation).countries[0].actual == 7


def test_a_visit_without_stops_and_without_numbers_has_its_page(as_, delegation):
    page = as_("viewer").page("outcomes.record", code=delegation.code)
    assert "This visit has no programme." in page.text
    assert page.all("td.number") == ["9", "—"]
    assert not page.has("main form")


def test_only_who_edits_may_write(as_, delegation, stops):
    seen = {"code": delegation.code, "uid": stops[0].uid}
    as_("viewer").page("outcomes.write_stop", **seen, status=403)
    as_("host").page("outcomes.record", code=delegation.code, status=403)


def test_a_stop_of_another_visit_is_not_there(as_, session, delegation):
    other = an_itinerary(session, a_delegation(session))
    stop = a_stop(session, other, move=None)
    page = {"code": delegation.code, "uid": stop.uid}
    as_("coordinator").page("outcomes.write_stop", **page, status=404)


def test_the_page_of_the_visit_leads_there(as_, session, people, delegation, promised):
    today = now().date()
    delegation.starts_on = delegation.ends_on = today
    promised(deadline=AT.date())
    page = as_("coordinator").page("delegations.show", code=delegation.code)
    assert "1 open" in page.text
    assert page.click("Record").h1.startswith("Record of")


def test_the_page_costs_the_same_with_one_stop_and_with_many(
    as_, session, delegation, stops, queries_of
):
    browser = as_("coordinator")
    browser.page("outcomes.record", code=delegation.code)
    few = queries_of(lambda: browser.page("outcomes.record", code=delegation.code))
    itinerary = stops[0].itinerary
    for hour in range(3):
        stop = a_stop(session, itinerary, f"{6 + hour}:00", f"{6 + hour}:30", day=DAY)
        write(session, delegation, stop, discussion="Sensors", questions=[Point("Who pays?")])
    many = queries_of(lambda: browser.page("outcomes.record", code=delegation.code))
    assert many <= few + 1
    assert many <= 15
    assert session.get_one(Delegation, delegation.id).code == delegation.code
