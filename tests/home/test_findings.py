"""Points to check over all visits: by gravity, kind, officer and week, with what would mend them."""

from datetime import timedelta

import pytest

from tests.factories import AT, TUESDAY, a_delegation, a_site, a_stop, a_user, an_itinerary, today
from visits.conflicts.rules import Code
from visits.delegations.rules import DelegationState
from visits.itineraries import actions, queries
from visits.itineraries.rules import StopMove
from visits.kit.translated import Translated

WEEK = timedelta(days=7)


def titled(name, **facts):
    return {"title": Translated(en=name), **facts}


@pytest.fixture
def visits(session):
    """One with a caution and one, a week later, that cannot be released."""
    first = an_itinerary(session, a_delegation(session, **titled("Amman")))
    a_stop(session, first, site=a_site(session, min_group=20), move=StopMove.CONFIRM)
    lead = a_user(session, name="Kim")
    later = {"starts_on": TUESDAY + WEEK, "ends_on": TUESDAY + WEEK, "lead": lead}
    facts = titled("Siem Reap", languages=("km",), own_interpreter=False, **later)
    second = an_itinerary(session, a_delegation(session, **facts))
    a_stop(
        session,
        second,
        site=a_site(session),
        day=TUESDAY + WEEK,
        title=Translated(km="ដំណើរ"),
        move=StopMove.CONFIRM,
    )
    return first, second


def shown(page):
    return page.all(".finding strong")


def test_the_next_visit_stands_first(as_, visits):
    page = as_("coordinator").page("home.findings")
    assert page.all("main section h2") == ["Amman", "Siem Reap"]
    assert shown(page) == ["Group too small", "No interpretation"]
    assert page.all("main section > details > summary") == ["1 caution"]
    assert page.all("main .stack > p .badge") == ["Holds back the release: 1", "Caution: 1"]


def test_the_list_is_narrowed(as_, visits):
    _, second = visits
    browser = as_("viewer")

    def found(**asked):
        return shown(browser.page("home.findings", **asked))

    assert found(severity="hindering") == ["No interpretation"]
    assert found(severity="WARN") == ["Group too small"]
    assert found(code="MIN_GROUP") == ["Group too small"]
    assert found(code="HOLIDAY") == []
    assert found(lead=second.delegation.lead_id) == ["No interpretation"]
    assert found(week=TUESDAY + timedelta(days=2)) == ["Group too small"]
    assert found(week=TUESDAY + WEEK, severity="WARN") == []
    assert len(found(week="never", severity="odd", code="ODD", lead="x")) == 2


def test_what_is_settled_or_over_is_left_out(session, as_, visits):
    first, second = visits
    key = queries.open_findings(session, first)[0].finding.key
    actions.override(session, first, key, reason="Agreed", by=a_user(session), at=AT)
    second.delegation.state = DelegationState.CLOSED
    assert as_("coordinator").page("home.findings").all(".empty h2") == ["Nothing stands open."]


def test_a_visit_that_was_is_left_out(session, as_):
    days = {"starts_on": today() - WEEK, "ends_on": today() - timedelta(days=1)}
    itinerary = an_itinerary(session, a_delegation(session, **days))
    a_stop(session, itinerary, site=a_site(session, min_group=20), move=StopMove.CONFIRM)
    assert shown(as_("coordinator").page("home.findings")) == []


def test_each_point_is_mended_from_here(as_, visits):
    page = as_("coordinator").page("home.findings", severity="hindering")
    frames = [str(one["data-load"]) for one in page.soup.select("details[data-load]")]
    assert [one.endswith("back=/office/findings?severity%3Dhindering") for one in frames] == [True]


def test_forty_points_come_in_pages_and_cost_what_one_costs(session, as_, visits, queries_of):
    first, _ = visits
    browser = as_("coordinator")
    few = queries_of(lambda: browser.page("home.findings"))
    for hour in range(40):
        site = a_site(session, f"Site {hour}", min_group=20)
        clock = f"{9 + hour // 4}:{hour % 4 * 15:02}"
        a_stop(
            session, first, clock, f"{9 + hour // 4}:{hour % 4 * 15 + 5:02}", site=site, move=None
        )
    page = browser.page("home.findings", code=Code.MIN_GROUP.value)
    assert len(shown(page)) == 25
    assert len(shown(page.click("Next"))) == 16
    assert queries_of(lambda: browser.page("home.findings")) == few <= 9


def test_the_dashboard_leads_here(session, as_, visits):
    page = (
        as_("coordinator")
        .page("home.dashboard", whose="all")
        .click("Points that hold back a release")
    )
    assert shown(page) == ["No interpretation"]
