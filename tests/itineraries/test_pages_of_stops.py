"""The form of a stop: what is proposed, what is refused in place, checking before saving."""

import pytest
from sqlalchemy import select

from tests.factories import (
    AT,
    TUESDAY,
    WEDNESDAY,
    a_delegate,
    a_delegation,
    a_party,
    a_person,
    a_site,
    a_stop,
    a_vehicle,
    an_itinerary,
    wall,
)
from tests.itineraries.reading import sentences
from tests.itineraries.stop_forms import TIMES, TITLE, edit_stop, new_stop, the_only_stop
from tests.pages import fields_of
from visits.conflicts.rules import Mode, Role, StopKind, StopStatus
from visits.itineraries import actions
from visits.itineraries.models import Booking, Itinerary, Stop
from visits.itineraries.rules import Consent, StopMove, Visibility
from visits.kit.translated import Translated
from visits.sites.models import Space


def pressed(page, value):
    """The form sent by another of its buttons: the one with this address."""
    form = page.one("main form[method=post]")
    response = page.browser.fetch("POST", value, data=fields_of(form))
    return page.browser.checked(response, value, response.status_code)


def test_the_first_stop_begins_the_programme(session, as_):
    delegation = a_delegation(session)
    session.commit()
    page = as_("coordinator").page("itineraries.new", code=delegation.code)
    shown = page.submit(**TITLE, **TIMES).follow()
    stop = the_only_stop(session)
    assert (stop.title, stop.status) == (Translated(en="Briefing"), StopStatus.IDEA)
    assert (stop.starts, stop.ends) == (wall("10:00"), wall("11:00"))
    assert session.scalars(select(Itinerary.delegation_id)).all() == [delegation.id]
    assert shown.all(".plan-stop h3") == ["Briefing"]


def test_everything_that_is_typed_is_kept(session, as_):
    itinerary = an_itinerary(session)
    site, end = a_site(session, "Start"), a_site(session, "End", lat=36.49)
    site.spaces.append(Space(name=Translated(en="Hall")))
    party = a_party(session, itinerary.delegation, a_delegate(session, itinerary.delegation))
    session.flush()
    typed = {
        "kind": "cultural",
        "site_id": str(site.id),
        "space_id": str(site.spaces[0].id),
        "end_site_id": str(end.id),
        "place-ko": "2층",
        "end_place-en": "Gate 2",
        "mode": "on_foot",
        "party_id": str(party.id),
        "headcount": "1",
        "languages": ["en", "ko"],
        "visibility": "staff",
        "public_note-en": "Passports",
        "internal_note": "Flags\nGifts",
        "is_pinned": True,
        "move": "hold",
    }
    new_stop(as_("coordinator"), itinerary).submit(**TITLE, **TIMES, **typed)
    stop = the_only_stop(session)
    assert (stop.kind, stop.mode, stop.status) == (
        StopKind.CULTURAL,
        Mode.ON_FOOT,
        StopStatus.HOLD,
    )
    assert (stop.site, stop.space.name, stop.end_site) == (site, Translated(en="Hall"), end)
    assert (stop.place, stop.end_place) == (Translated(ko="2층"), Translated(en="Gate 2"))
    assert (stop.party, stop.headcount, stop.languages) == (party, 1, ("en", "ko"))
    assert (stop.visibility, stop.is_pinned) == (Visibility.STAFF, True)
    assert (stop.public_note, stop.internal_note) == (Translated(en="Passports"), "Flags\nGifts")


@pytest.mark.parametrize(
    ("has_site", "facts", "opened"),
    [
        (True, {}, []),
        (True, {"place": Translated(en="Lobby")}, ["place"]),
        (True, {"end_place": Translated(ko="2층")}, ["end_place"]),
        (False, {}, ["place"]),
    ],
)
def test_places_in_words_are_folded_unless_they_say_something(
    session, as_, has_site, facts, opened
):
    site = a_site(session) if has_site else None
    stop = a_stop(session, an_itinerary(session), site=site, **facts)
    page = edit_stop(as_("coordinator"), stop)
    found = page.soup.select("[aria-labelledby=where] > details")
    assert [one.fieldset["id"] for one in found] == ["place", "end_place"]
    assert [one.fieldset["id"] for one in found if one.has_attr("open")] == opened


def test_an_unchanged_form_changes_nothing(session, as_):
    itinerary = an_itinerary(session)
    site = a_site(session)
    stop = a_stop(session, itinerary, site=site, internal_note="Flags", headcount=4, move=None)
    actions.assign_person(session, stop, a_person(session), Role.RECEIVES, at=AT)
    actions.assign_vehicle(session, stop, a_vehicle(session), at=AT)
    session.commit()
    before = actions.values_of(stop)
    edit_stop(as_("coordinator"), stop).submit()
    stop = the_only_stop(session)
    assert actions.values_of(stop) == before
    assert [one.role for one in stop.assignments] == [Role.RECEIVES, Role.DRIVES]


def test_the_title_is_that_of_the_site_when_none_is_typed(session, as_):
    itinerary = an_itinerary(session)
    site = a_site(session, name="Arboretum")
    new_stop(as_("coordinator"), itinerary).submit(**TIMES, site_id=str(site.id))
    assert the_only_stop(session).title == site.name


def test_a_stop_without_title_and_site_is_asked_for_one(session, as_):
    itinerary = an_itinerary(session)
    back = new_stop(as_("coordinator"), itinerary).submit(status=422, **TIMES, internal_note="Kept")
    assert back.all(".error-summary li") == ["Title, 한국어: Enter a title, or choose a site."]
    assert back.one("[name=internal_note]").text.strip() == "Kept"
    assert session.scalars(select(Stop)).all() == []


@pytest.mark.parametrize(
    ("what", "at_site", "ends"),
    [
        ("site_visit", True, "10:40"),
        ("site_visit", False, "11:00"),
        ("courtesy_call", True, "10:30"),
        ("lecture", False, "11:30"),
    ],
)
def test_an_empty_end_takes_the_usual_length(session, as_, what, at_site, ends):
    """The site's typical visit is 40 minutes."""
    itinerary = an_itinerary(session)
    site = str(a_site(session).id) if at_site else ""
    typed = {**TIMES, "ends": "", "kind": what, "site_id": site}
    new_stop(as_("coordinator"), itinerary).submit(**TITLE, **typed)
    assert the_only_stop(session).ends == wall(ends)


def test_a_night_ends_on_the_next_day_when_one_says_so(session, as_):
    itinerary = an_itinerary(session)
    typed = {"day": str(TUESDAY), "starts": "2230", "ends": "00.30"}
    page = new_stop(as_("coordinator"), itinerary)
    back = page.submit(status=422, **TITLE, **typed)
    assert back.errors == {
        "ends": ["The end lies before the start. Does it end on the next day? Say so."]
    }
    shown = back.submit(ends_next_day=True).follow()
    assert the_only_stop(session).ends == wall("0:30", WEDNESDAY)
    assert shown.all(".plan-time") == ["22:30–00:30 until the next day Site visit"]


def test_more_than_a_day_is_refused_at_the_end(session, as_):
    itinerary = an_itinerary(session)
    typed = {**TIMES, "ends": "10:30", "ends_next_day": True}
    back = new_stop(as_("coordinator"), itinerary).submit(status=422, **TITLE, **typed)
    assert back.errors == {"ends": ["A stop lasts 24 hours at most."]}


def test_a_room_of_another_site_is_refused_at_its_field(session, as_):
    itinerary = an_itinerary(session)
    site, other = a_site(session, "One"), a_site(session, "Two", lat=36.49)
    other.spaces.append(Space(name=Translated(en="Hall")))
    session.flush()
    typed = {"site_id": str(site.id), "space_id": str(other.spaces[0].id)}
    back = new_stop(as_("coordinator"), itinerary).submit(status=422, **TITLE, **TIMES, **typed)
    assert back.errors == {"space_id": ["This room belongs to another site."]}
    assert session.scalars(select(Stop)).all() == []


def test_a_day_goes_on_where_its_last_stop_ends(session, as_):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, "10:00", "11:20")
    page = new_stop(as_("coordinator"), itinerary, day=TUESDAY)
    assert page.one("[name=starts]")["value"] == "11:20"
    tomorrow = new_stop(as_("coordinator"), itinerary, day=WEDNESDAY)
    assert tomorrow.one("[name=starts]")["value"] == "10:00"


# -- what cannot be --------------------------------------------------------------------------------


def a_vehicle_taken(session):
    """A vehicle that another delegation has from 10:00 to 12:00."""
    vehicle, others = a_vehicle(session, plate="12GA3456"), an_itinerary(session)
    theirs = a_stop(session, others, "10:00", "12:00", title=Translated(en="Ride"))
    actions.assign_vehicle(session, theirs, vehicle, at=AT)
    return vehicle, others.delegation.code


def test_a_vehicle_that_another_delegation_has_is_refused_in_place(session, as_):
    vehicle, code = a_vehicle_taken(session)
    itinerary = an_itinerary(session)
    page = new_stop(as_("coordinator"), itinerary).submit(status=200, add="vehicles")
    chosen = {"vehicles-0-vehicle_id": str(vehicle.id), "move": "ask", "internal_note": "Kept"}
    back = page.submit(status=422, **TITLE, **TIMES, **chosen)
    assert sentences(back, ".callout-danger .finding p") == [
        f"The vehicle Bus 12GA3456 is booked by {code} from 10:00 to 11:00: Ride.",
        "Free again from 12:00.",
    ]
    assert back.one("[name=vehicles-0-vehicle_id] option[selected]")["value"] == str(vehicle.id)
    assert back.one("[name=internal_note]").text.strip() == "Kept"
    assert session.scalars(select(Stop).where(Stop.itinerary_id == itinerary.id)).all() == []
    assert back.click("Ride").h1 == "Ride"
    back.submit(starts="12:00", ends="13:00").follow()
    session.expire_all()
    rows = select(Booking.stop_uid).where(Booking.resource_id == vehicle.id)
    assert len(session.scalars(rows.where(Booking.resource_kind == "vehicle")).all()) == 2


def test_a_change_that_cannot_be_leaves_the_stop_as_it_was(session, as_):
    vehicle, _code = a_vehicle_taken(session)
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, "13:00", "14:00", title=Translated(en="Mine"))
    actions.assign_vehicle(session, stop, vehicle, at=AT)
    back = edit_stop(as_("coordinator"), stop).submit(status=422, starts="11:00", ends="13:00")
    assert len(back.all(".callout-danger .finding")) == 1
    session.expire_all()
    assert (stop.starts, stop.ends) == (wall("13:00"), wall("14:00"))


def test_what_only_warns_is_saved_and_told(session, as_):
    itinerary = an_itinerary(session)
    site = a_site(session, min_group=20)
    page = new_stop(as_("coordinator"), itinerary)
    shown = page.submit(**TITLE, **TIMES, site_id=str(site.id), move="ask").follow()
    assert shown.all(".flashes .callout") == [
        "The stop was saved. There are 2 points to check. First: Host has not confirmed."
    ]
    assert shown.all(".plan-stop .finding strong") == ["Host has not confirmed", "Group too small"]


def test_a_hold_over_a_vehicle_that_is_taken_names_the_clash_first(session, as_):
    vehicle, _code = a_vehicle_taken(session)
    itinerary = an_itinerary(session)
    site = a_site(session, min_group=20)
    stop = a_stop(session, itinerary, "13:00", "14:00", site=site, move=StopMove.HOLD)
    actions.assign_vehicle(session, stop, vehicle, at=AT)
    shown = edit_stop(as_("coordinator"), stop).submit(starts="11:00", ends="12:30").follow()
    assert shown.one(".flashes .callout").text.strip().endswith("First: Vehicle booked twice.")


# -- checking --------------------------------------------------------------------------------------


def test_checking_says_what_saving_would_and_saves_nothing(session, as_):
    vehicle, code = a_vehicle_taken(session)
    itinerary = an_itinerary(session)
    session.commit()
    where = itinerary.delegation.code
    browser = as_("coordinator")
    page = new_stop(browser, itinerary).submit(status=200, add="vehicles")
    form = {
        **fields_of(page.one("main form[method=post]")),
        **TITLE,
        **TIMES,
        "move": "ask",
        "vehicles-0-vehicle_id": str(vehicle.id),
    }
    address = browser.url("itineraries.check_new", code=where)
    checked = browser.checked(browser.fetch("POST", address, data=form), address, 200)
    assert sentences(checked, ".callout-danger .finding p") == [
        f"The vehicle Bus 12GA3456 is booked by {code} from 10:00 to 11:00: Ride.",
        "Free again from 12:00.",
    ]
    assert checked.one("[name=title-en]")["value"] == "Briefing"
    assert session.scalars(select(Stop).where(Stop.itinerary_id == itinerary.id)).all() == []
    free = checked.submit(starts="13:00", ends="14:00").follow()
    assert free.all(".plan-stop h3") == ["Briefing"]


def test_checking_a_stop_against_which_nothing_stands_says_so(session, as_):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary)
    browser = as_("coordinator")
    page = edit_stop(browser, stop)
    address = browser.url("itineraries.check", code=itinerary.delegation.code, uid=stop.uid)
    checked = pressed(page, address)
    assert checked.all(".callout-success strong") == [
        "Checked, not saved yet: nothing new stands against it."
    ]
    assert page.one(f'button[formaction="{address}"]').text == "Check without saving"


def test_checking_what_cannot_be_read_says_so_at_the_field(session, as_):
    itinerary = an_itinerary(session)
    session.commit()
    browser = as_("coordinator")
    page = new_stop(browser, itinerary)
    address = browser.url("itineraries.check_new", code=itinerary.delegation.code)
    checked = pressed(page, address)
    assert checked.response.status_code == 422
    assert checked.all(".error-summary li") == ["Title, 한국어: Enter a title, or choose a site."]


# -- two officers ----------------------------------------------------------------------------------


def test_a_stale_form_shows_both_versions_and_loses_nothing(session, as_):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, move=None)
    session.commit()
    mine = edit_stop(as_("coordinator"), stop)
    edit_stop(as_("colleague"), stop).submit(starts="9:00", internal_note="Theirs")
    stale = mine.submit(status=409, internal_note="Mine")
    rows = {tuple(row.split(" Differs ")) for row in stale.all("tbody tr")}
    assert rows == {("Start", "10:00 09:00"), ("Internal note", "Mine Theirs")}
    stale.submit()
    session.expire_all()
    assert (stop.internal_note, stop.starts) == ("Mine", wall("10:00"))


def test_two_officers_who_change_who_serves_do_not_overwrite_each_other(session, as_):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, move=None)
    one, two = a_person(session, "One"), a_person(session, "Two")
    mine = edit_stop(as_("coordinator"), stop).submit(status=200, add="people")
    theirs = edit_stop(as_("colleague"), stop).submit(status=200, add="people")
    theirs.submit(**{"people-0-person_id": str(one.id)})
    mine.submit(status=409, **{"people-0-person_id": str(two.id)})
    assert [served.person for served in the_only_stop(session).assignments] == [one]


def test_a_stop_of_another_delegation_is_not_there(session, as_):
    stop = a_stop(session, an_itinerary(session))
    other = an_itinerary(session)
    session.commit()
    code = other.delegation.code
    as_("viewer").page("itineraries.stop", code=code, uid=stop.uid, status=404)


def test_a_confirmed_stop_is_asked_again_unless_its_host_agreed(session, as_):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, site=a_site(session), move=StopMove.CONFIRM)
    session.commit()
    edit_stop(as_("coordinator"), stop).submit(starts="10:30", host_agreed=True)
    session.expire_all()
    assert stop.status is StopStatus.CONFIRMED
    edit_stop(as_("coordinator"), stop).submit(starts="10:15")
    session.expire_all()
    assert stop.status is StopStatus.ASKED


def test_whoever_serves_is_asked_again_unless_they_agreed(session, as_):
    stop = a_stop(session, an_itinerary(session), site=a_site(session), move=StopMove.CONFIRM)
    escort = actions.assign_person(
        session, stop, a_person(session), Role.ESCORTS, at=AT, consent=Consent.CONSENTED
    )
    session.commit()
    edit_stop(as_("coordinator"), stop).submit(starts="10:30", people_agreed=True)
    session.expire_all()
    assert escort.consent is Consent.CONSENTED
    edit_stop(as_("coordinator"), stop).submit(starts="10:15")
    session.expire_all()
    assert escort.consent is Consent.REQUESTED
    code = stop.itinerary.delegation.code
    page = as_("coordinator").page("itineraries.stop", code=code, uid=stop.uid)
    assert page.all("[aria-labelledby=served] .badge") == ["Not answered yet"]


def test_nobody_answers_for_an_arrival(session, as_):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, kind=StopKind.ARRIVAL, move=None)
    session.commit()
    code = itinerary.delegation.code
    page = as_("coordinator").page("itineraries.stop", code=code, uid=stop.uid)
    assert "Note the host’s answer" not in page.text
    assert page.all("[aria-labelledby=gestures] button") == ["Hold", "Mark as confirmed"]


def test_a_stop_outside_the_visit_is_pointed_out_when_it_is_saved(session, as_):
    stop = a_stop(session, an_itinerary(session), move=None)
    session.commit()
    page = edit_stop(as_("coordinator"), stop).submit(day="2099-03-20").follow()
    assert "Outside the dates of the visit" in page.text
    assert "The visit lasts from" in page.text


def test_the_form_offers_the_moves_that_there_are(session, as_):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, move=StopMove.CONFIRM)
    session.commit()
    page = edit_stop(as_("coordinator"), stop)
    assert page.all("[name=move] option") == ["Confirmed", "Asked", "Declined"]
    page.submit(move="decline")
    session.expire_all()
    assert stop.status is StopStatus.DECLINED
