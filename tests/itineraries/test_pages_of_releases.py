"""Releasing by page: what goes, what holds it back, overrides, releases as they were frozen."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import (
    AT,
    TUESDAY,
    WEDNESDAY,
    a_contact,
    a_delegate,
    a_party,
    a_person,
    a_site,
    a_stop,
    a_vehicle,
    an_itinerary,
    wall,
)
from tests.itineraries.conftest import NOTHING
from tests.itineraries.reading import sentences
from tests.pages import Browser
from visits.conflicts.rules import Role, StopStatus
from visits.itineraries import actions
from visits.itineraries.models import Override, Release
from visits.itineraries.rules import StopMove
from visits.kit.translated import Translated
from visits.notifications.models import Letter


def open_release(browser, itinerary, *, status=200):
    return browser.page("itineraries.release", code=itinerary.delegation.code, status=status)


def an_impossible_way(session, itinerary):
    """Ten minutes for a way of 37."""
    near, far = a_site(session, "Near"), a_site(session, "Far", lat=36.58)
    a_stop(session, itinerary, "10:00", "11:00", site=near)
    return a_stop(session, itinerary, "11:10", "12:00", site=far, title=Translated(en="Far one"))


def test_a_programme_goes_out_as_v1_and_then_as_v2(session, as_):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, site=a_site(session))
    browser = as_("coordinator")
    page = open_release(browser, itinerary)
    assert page.all("main form button[type=submit]")[-1] == "Release v1"
    assert "With this first release the visit counts as confirmed." in page.text
    shown = page.submit(**{"note-en": "See you soon"}).follow()
    assert "The visit is confirmed." in shown.text
    assert shown.h1.startswith("Release v1")
    assert shown.all("[aria-labelledby^=day-] tbody tr") == [
        "10:00–11:00 A visit · Site visit Arboretum Provisional"
    ]
    actions.change_status(session, stop, StopMove.CONFIRM, at=AT)
    again = open_release(browser, itinerary)
    assert again.all("[aria-labelledby=changes] dl > div") == [
        "Status Provisional becomes Confirmed"
    ]
    assert "the visit counts as confirmed" not in again.text
    second = again.submit().follow()
    assert second.h1.startswith("Release v2")
    assert [row.number for row in session.scalars(select(Release)).all()] == [1, 2]


def test_a_change_is_told_field_by_field(session, as_, release):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, title=Translated(en="Talk", ko="면담"))
    release(itinerary)
    changed = replace(
        actions.values_of(stop),
        title=Translated(en="Long talk", ko="면담"),
        public_note=Translated(en="Bring cards", ko="명함"),
        starts=wall("9:30"),
        languages=("en", "ko"),
    )
    actions.revise_stop(session, stop, changed, at=AT)
    actions.cancel_stop(session, a_stop(session, itinerary, day=WEDNESDAY), at=AT)
    page = open_release(as_("coordinator"), itinerary)
    assert page.all("[aria-labelledby=changes] dl > div") == [
        "Title Talk becomes Long talk",
        "Note for guests empty becomes English : Bring cards Korean : 명함",
        "Start Tue, Mar 3, 2099 10:00 becomes Tue, Mar 3, 2099 09:30",
        "Languages empty becomes English and Korean",
    ]


def test_what_stays_behind_and_what_is_not_in_every_language_is_named(session, as_):
    itinerary = an_itinerary(session, languages=("en", "ar"))
    a_stop(session, itinerary, title=Translated(en="Goes"))
    a_stop(session, itinerary, "14:00", "15:00", title=Translated(en="An idea"), move=None)
    page = open_release(as_("coordinator"), itinerary)
    assert page.all("[aria-labelledby=stays] li") == [
        "Idea An idea · Tue, Mar 3, 2099 14:00",
        "Arabic 1 stop is read partly in another language: Goes (Title)",
        "Goes (Title)",
    ]


def test_who_is_told_and_who_cannot_be_reached_by_mail_is_named(session, as_):
    itinerary = an_itinerary(session, liaison_email="")
    site = a_site(session)
    a_contact(session, site, name="Mr Lee", email="lee@example.org")
    a_stop(session, itinerary, site=site, move=StopMove.CONFIRM)
    page = open_release(as_("coordinator"), itinerary)
    assert page.all(".table tbody tr") == [
        (
            "Noura Programme released English No e-mail address: to be told by hand"
            " Change or leave out Noura"
        ),
        "Mr Lee Visits at a site Korean lee@example.org Change or leave out Mr Lee",
    ]


def test_a_release_writes_the_letters_that_were_named(session, as_):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary)
    open_release(as_("coordinator"), itinerary).submit()
    letters = session.scalars(select(Letter.recipient)).all()
    assert letters == ["noura@example.org"]


# -- what holds it back ----------------------------------------------------------------------------


def test_a_release_is_refused_with_the_points_named(session, as_):
    itinerary = an_itinerary(session)
    an_impossible_way(session, itinerary)
    page = open_release(as_("coordinator"), itinerary)
    assert page.all(".callout-danger strong") == ["These points hold back the release."]
    waiting = page.one("main form.panel button")
    assert (waiting["type"], waiting["aria-disabled"]) == ("button", "true")
    assert page.all(f"#{waiting['aria-describedby']}") == [
        "The release waits until the points above are mended or overridden."
    ]
    back = page.submit("main form.panel", status=422)
    assert back.all(".error-summary h2") == ["Please check the following."]
    assert sentences(back, "[aria-labelledby=hinders] .finding-block-release p")[0] == (
        "From Near to Far takes 37 minutes, 5 of them to board (estimated); there are 10."
    )
    assert session.scalars(select(Release)).all() == []


def test_an_override_with_a_reason_lets_it_go_and_stays_with_the_release(session, as_):
    itinerary = an_itinerary(session)
    an_impossible_way(session, itinerary)
    browser = as_("coordinator")
    page = open_release(browser, itinerary).click("Override with a reason")
    assert page.submit("main form.form", status=422).errors == {
        "reason": ["This field is required."]
    }
    page = page.submit("main form.form", reason="Police escort").follow()
    assert page.all("[aria-labelledby=hinders] .callout-success") == [
        "Nothing holds back the release."
    ]
    assert not page.has("main form.panel [aria-disabled]")
    shown = page.submit("main form.panel").follow()
    assert sentences(shown, "[aria-labelledby=overrides] li") == [
        "Travel time impossible: Police escort (Kim Haneul)"
    ]


def test_an_override_is_taken_back(session, as_):
    itinerary = an_itinerary(session)
    an_impossible_way(session, itinerary)
    browser = as_("coordinator")
    code = itinerary.delegation.code
    page = browser.page("itineraries.show", code=code)
    found = page.soup.select_one(".plan-findings .finding-block-release a[href*=override]")
    page = browser.open(found["href"]).submit("main form.form", reason="Police escort").follow()
    assert page.all(".finding-overridden .badge") == ["Overridden"]
    page.click("Change or take back").submit('form[action$="count-again"]')
    assert session.scalars(select(Override)).all() == []


def test_a_caution_that_was_seen_leaves_the_open_list_and_is_named_at_the_release(session, as_):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, site=a_site(session, min_group=20), move=StopMove.CONFIRM)
    browser = as_("coordinator")
    page = open_release(browser, itinerary)
    assert page.all("[aria-labelledby=hinders] .more > summary")[:1] == ["1 caution"]
    assert "Override with a reason" not in page.all("a")
    page = page.click("Note as seen")
    assert page.submit("main form.form", status=422).errors == {
        "reason": ["This field is required."]
    }
    page = page.submit("main form.form", reason="The host knows").follow()
    assert page.all(".flashes") == ["The point is noted as seen; the reason is kept."]
    assert not page.has("[aria-labelledby=hinders] summary")
    plan = browser.page("itineraries.show", code=itinerary.delegation.code)
    assert not plan.has(".plan-findings")
    assert plan.all("[aria-labelledby=points] summary") == ["1 caution was seen"]
    shown = page.submit("main form.panel").follow()
    assert sentences(shown, "[aria-labelledby=overrides] li") == [
        "Group too small: The host knows (Kim Haneul)"
    ]


def test_a_caution_can_count_again(session, as_):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, site=a_site(session, min_group=20), move=StopMove.CONFIRM)
    browser = as_("coordinator")
    page = open_release(browser, itinerary).click("Note as seen")
    page = page.submit("main form.form", reason="The host knows").follow()
    page = page.click("Change or take back").submit('form[action$="count-again"]').follow()
    assert page.has(".plan-findings .finding-warn")
    assert session.scalars(select(Override)).all() == []


def test_a_point_that_is_no_longer_open_cannot_be_overridden(session, as_):
    itinerary = an_itinerary(session)
    session.commit()
    code = itinerary.delegation.code
    as_("coordinator").page("itineraries.override", code=code, key="nothing", status=404)


def test_a_programme_that_changed_while_it_was_read_is_read_again(session, as_):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary)
    page = open_release(as_("coordinator"), itinerary)
    moved = {"starts": wall("14:00"), "ends": wall("15:00")}
    actions.move_stop(session, stop, **moved, at=AT)
    back = page.submit(status=422, **{"note-en": "Kept"})
    assert back.one("[name=note-en]").text.strip() == "Kept"
    assert "The programme was changed while you read it." in back.text
    assert session.scalars(select(Release)).all() == []
    back.submit().follow()


@pytest.mark.parametrize("move", [None, StopMove.HOLD])
def test_what_nobody_was_asked_cannot_be_released(session, as_, move):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, move=move)
    back = open_release(as_("coordinator"), itinerary).submit(status=422)
    assert "There is no asked or confirmed stop to release yet." in back.text


def test_without_news_there_is_nothing_to_press(session, as_, release):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary)
    release(itinerary)
    page = open_release(as_("coordinator"), itinerary)
    assert page.all("[aria-labelledby=changes] p") == [
        "Nothing has changed since the last release."
    ]
    assert not page.has("main form[method=post]")


def test_a_release_that_a_colleague_made_meanwhile_is_not_made_again(session, as_, release):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary)
    page = open_release(as_("coordinator"), itinerary)
    release(itinerary)
    page.submit(status=422)
    session.expire_all()
    assert [one.number for one in itinerary.releases] == [1]


def test_an_empty_programme_leads_to_its_first_stop(session, as_):
    itinerary = an_itinerary(session)
    session.delete(itinerary)
    session.commit()
    page = open_release(as_("coordinator"), itinerary)
    assert page.all(".empty h2") == ["Nothing is planned yet."]


# -- rights ----------------------------------------------------------------------------------------


def test_a_viewer_releases_nothing_and_reads_what_was_released(session, as_, release):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary)
    release(itinerary)
    open_release(as_("viewer"), itinerary, status=403)
    code = itinerary.delegation.code
    page = as_("viewer").page("itineraries.releases", code=code).click("Release v1")
    assert page.all("[aria-labelledby^=day-] tbody th") == ["10:00–11:00"]


@pytest.fixture
def strict(make_app, app):
    """The same data behind an app that wants an approver."""
    return make_app(RELEASE_NEEDS_APPROVAL="1")


def test_where_approval_is_wanted_only_an_approver_has_the_button(session, strict, people):
    code = a_stop(session, an_itinerary(session)).itinerary.delegation.code
    session.commit()
    officer, approver = (
        people.sign_in(who, Browser(strict, session.commit)) for who in ("coordinator", "approver")
    )
    asked = (
        "A visit of this level is released with an approver’s yes to this very programme."
        f" Approvers: {people['approver'].name}"
    )
    assert officer.page("itineraries.release", code=code).all(".callout-info")[-1] == asked
    approver.page("itineraries.release", code=code).submit()
    assert [row.number for row in session.scalars(select(Release)).all()] == [1]


# -- what was released -----------------------------------------------------------------------------


def test_releases_are_listed_newest_first_with_what_they_changed(session, as_, release):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary)
    release(itinerary)
    actions.cancel_stop(session, stop, at=AT)
    a_stop(session, itinerary, day=WEDNESDAY)
    release(itinerary, note=Translated(en="Sorry"))
    session.commit()
    page = as_("viewer").page("itineraries.releases", code=itinerary.delegation.code)
    assert page.all("tbody th") == ["Release v2 What guests see", "Release v1"]
    assert page.all("tbody td:nth-of-type(3)") == [
        "new: 1, changed: 0, cancelled: 1",
        "new: 1, changed: 0, cancelled: 0",
    ]


def test_a_release_stays_as_it_was_whatever_the_draft_does(session, as_, release):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary)
    release(itinerary)
    actions.move_stop(session, stop, starts=wall("14:00"), ends=wall("15:00"), at=AT)
    release(itinerary)
    session.commit()
    code = itinerary.delegation.code
    first = as_("viewer").page("itineraries.show_release", code=code, number=1)
    assert first.all("[aria-labelledby^=day-] tbody th") == ["10:00–11:00"]
    second = as_("viewer").page("itineraries.show_release", code=code, number=2)
    assert second.all("[aria-labelledby^=day-] tbody th") == ["14:00–15:00"]
    assert second.all("[aria-labelledby=changes] dt") == ["Start", "End"]
    assert stop.status is StopStatus.ASKED


def test_a_release_that_was_not_made_is_not_there(session, as_):
    itinerary = an_itinerary(session)
    session.commit()
    code = itinerary.delegation.code
    as_("viewer").page("itineraries.show_release", code=code, number=1, status=404)
    page = as_("viewer").page("itineraries.releases", code=code)
    assert page.all(".empty h2") == ["Nothing was released yet."]


def a_full_programme(session, many):
    """A released draft with so many days of everything that a release looks at, and a change."""
    itinerary = an_itinerary(session, ends_on=TUESDAY + timedelta(days=many))
    members = [a_delegate(session, itinerary.delegation) for _ in range(3)]
    party = a_party(session, itinerary.delegation, *members)
    stops = []
    for n in range(many):
        site, day = a_site(session, f"Site {n}"), TUESDAY + timedelta(days=n)
        a_contact(session, site)
        stops.append(a_stop(session, itinerary, day=day, site=site, party_id=party.id))
        person = a_person(session, f"Escort {n}")
        actions.assign_person(session, stops[-1], person, Role.ESCORTS, at=AT)
        actions.assign_vehicle(session, stops[-1], a_vehicle(session), at=AT)
        texts = {"title": Translated(en=f"Day {n}"), "note": NOTHING, "rain_plan": NOTHING}
        actions.set_day(session, itinerary, day, **texts, at=AT)
    return itinerary, stops


@pytest.mark.parametrize("many", [2, 5])
def test_the_page_costs_the_same_for_few_days_and_for_many(session, as_, release, queries_of, many):
    itinerary, stops = a_full_programme(session, many)
    release(itinerary)
    actions.change_status(session, stops[0], StopMove.CONFIRM, at=AT)
    browser = as_("coordinator")
    path = browser.url("itineraries.release", code=itinerary.delegation.code)
    browser.open(path)
    assert queries_of(lambda: browser.open(path)) == 15


def test_who_releases_releases_what_they_read(session, as_, release):
    """Somebody added a stop meanwhile: the page is shown again as the programme stands now."""
    itinerary = an_itinerary(session)
    a_stop(session, itinerary)
    page = open_release(as_("coordinator"), itinerary)
    a_stop(session, itinerary, "14:00", "15:00", title=Translated(en="Added"))
    back = page.submit(status=422)
    assert "The programme was changed while you read it. Please read it again." in back.text
    assert session.scalars(select(Release)).all() == []
    assert back.submit().follow().h1.startswith("Release v1")
