"""Which template is proposed for wishes, and why the others are not."""

from datetime import timedelta

from tests.factories import TUESDAY, WEDNESDAY, a_delegation, a_site, an_itinerary, wall
from tests.planner.lines import a_line
from visits.conflicts.rules import Code, Finding, Severity
from visits.intake.rules import Half
from visits.planner.rules.proposing import (
    Lacks,
    Offer,
    Place,
    Variant,
    Wishes,
    choose,
    places,
    why_not,
)
from visits.planner.rules.templates import Length

MORNING = Offer(version=1, lines=(a_line("10:00"),), themes=frozenset({"water"}))
OTHER = Offer(version=2, lines=(a_line("10:00"),))


def wishes(**said):
    return Wishes(**{"length": Length.HALF_DAY, "first": TUESDAY, "last": TUESDAY, **said})


def a_variant(offer, *codes, later=0):
    found = tuple(Finding(code=code, severity=Severity.WARN) for code in codes)
    return Variant(Place(offer, TUESDAY, later), found)


# -- plain values ----------------------------------------------------------------------------------


def test_a_template_is_tried_on_every_day_and_in_the_half_that_is_wished():
    asked = wishes(last=WEDNESDAY, half=Half.AFTERNOON)
    assert [(one.first, one.later) for one in places(MORNING, asked)] == [
        (day, later) for day in (TUESDAY, WEDNESDAY) for later in (120, 180, 240, 270, 300)
    ]
    assert [one.later for one in places(MORNING, wishes(half=Half.MORNING))] == [
        *(0, 30, -30, 60, -60, 90, -90, 120),
    ]


def test_a_template_that_is_longer_than_the_visit_fits_nowhere():
    long = Offer(version=3, lines=(a_line(), a_line(day=1)))
    assert list(places(long, wishes(length=Length.TWO_DAYS))) == []


def test_without_a_finding_beats_all_wishes_and_what_is_still_to_settle_is_none():
    clean = a_variant(OTHER, Code.HOST_NOT_CONFIRMED, Code.INTERPRETER_LANGUAGE_MISSING)
    wished = a_variant(MORNING, Code.SITE_LEAD_TIME)
    choice = choose([wished, clean], wishes(themes=frozenset({"water"})))
    assert (choice.taken, choice.others) == (clean, (wished,))


def test_of_clean_ones_the_wishes_decide_then_the_usual_times():
    asked = wishes(themes=frozenset({"water"}))
    moved = a_variant(MORNING, later=60)
    kept = a_variant(OTHER)
    choice = choose([kept, moved, a_variant(MORNING, later=90)], asked)
    assert (choice.taken, choice.others) == (moved, (kept,))
    assert why_not(kept, moved, asked) is Lacks.THEMES
    assert why_not(moved, kept, wishes()) is Lacks.MOVED


def test_what_the_programme_shows_already_is_not_shown_again():
    again = Offer(version=1, lines=(a_line(site_id=5),))
    fresh = Offer(version=2, lines=(a_line(site_id=6),))
    asked = wishes(seen=frozenset({5}), sites=frozenset({5}))
    choice = choose([a_variant(again), a_variant(fresh)], asked)
    assert choice.taken == a_variant(fresh)
    assert why_not(a_variant(again), a_variant(fresh), asked) is Lacks.NEWS


def test_of_equal_ones_that_is_taken_for_which_least_is_to_be_settled():
    foreign = a_variant(MORNING, Code.INTERPRETER_LANGUAGE_MISSING)
    shared = a_variant(OTHER, later=30)
    choice = choose([foreign, shared], wishes())
    assert choice.taken == shared
    assert why_not(foreign, shared, wishes()) is Lacks.SETTLING


def test_nothing_is_taken_when_all_have_findings():
    choice = choose([a_variant(OTHER, Code.SITE_CLOSURE)], wishes())
    assert choice.taken is None
    assert len(choice.others) == 1


# -- its page --------------------------------------------------------------------------------------


def propose(browser, itinerary, **asked):
    code = itinerary.delegation.code
    form = browser.page("planner.propose", code=code)
    return form.submit("main form[method=get]", status=200, **asked)


def test_the_best_template_is_shown_with_what_stands_against_the_others_and_taken(
    session, as_, a_template
):
    open_site, closed = a_site(session, "Library"), a_site(session, closed_weekdays=("2", "3"))
    a_template(a_line("10:00", site=closed), title="Closed")
    a_template(a_line("10:00", site=open_site), title="Open")
    itinerary = an_itinerary(session, a_delegation(session, ends_on=TUESDAY))
    shown = propose(as_("coordinator"), itinerary)
    assert shown.all("main h2")[:1] == ["Open"]
    assert shown.all("[aria-labelledby=others] h3") == ["Closed"]
    assert shown.all("[aria-labelledby=others] .finding strong") == ["Site closed"]
    shown.submit()
    session.expire_all()
    assert [(stop.starts, stop.site_id) for stop in itinerary.stops] == [
        (wall("10:00"), open_site.id)
    ]


def test_two_days_are_two_templates_where_there_is_none_of_two_days(session, as_, a_template):
    day = (a_line("10:00"), a_line("12:00", kind="meal"), a_line("15:30"))
    a_template(*day, title="A day", length=Length.ONE_DAY)
    a_template(a_line("10:00"), title="Half a day")
    itinerary = an_itinerary(session)
    shown = propose(as_("coordinator"), itinerary, length="two_days")
    assert shown.all("main h2")[:1] == ["A day · Half a day"]
    shown.submit()
    session.expire_all()
    assert [stop.starts for stop in itinerary.stops] == [
        *(wall(clock) for clock in ("10:00", "12:00", "15:30")),
        wall("10:00", TUESDAY + timedelta(days=1)),
    ]


def test_when_nothing_fits_it_says_what_is_in_the_way(session, as_, a_template):
    a_template(a_line("10:00", site=a_site(session, closed_weekdays=("2",))), title="Closed")
    itinerary = an_itinerary(session, a_delegation(session, ends_on=TUESDAY))
    shown = propose(as_("coordinator"), itinerary)
    assert "No template fits these days without a finding." in shown.text
    assert not shown.has("main form[method=post]")


def test_a_wished_site_that_is_in_no_template_leads_to_its_slots(session, as_, a_template):
    a_template(a_line("10:00"))
    wished = a_site(session, "Bridge")
    itinerary = an_itinerary(session, a_delegation(session, ends_on=TUESDAY))
    shown = propose(as_("coordinator"), itinerary, sites=[str(wished.id)])
    assert shown.all(".callout-info li") == ["Bridge · Find a slot Bridge"]
    slots = shown.click("Find a slot Bridge")
    assert slots.all("tbody td[data-label=Site]")[:1] == ["Bridge"]
