"""What guests read about a second release."""

from tests.factories import WEDNESDAY, a_site, a_stop, an_itinerary, stop_values, wall
from visits.conflicts.rules import Mode
from visits.itineraries import actions
from visits.itineraries.rules import StopMove, Visibility
from visits.kit.translated import Translated
from visits.portal.rules import GuestStop, news_of

AT = wall("9:00")


def revise(session, stop, first="10:00", last="11:00", **values):
    given = stop_values(first, last, **{"title": stop.title, **values})
    actions.revise_stop(session, stop, given, at=AT)


def news(page):
    """Each piece of news with what changed about it."""
    return [
        (
            " ".join(item.select_one(".badge").get_text().split()),
            " ".join(item.select_one("a").get_text().split()),
            [
                tuple(" ".join(node.get_text(" ").split()) for node in row.select("dt, del, ins"))
                for row in item.select(".differences > div")
            ],
        )
        for item in page.soup.select(".changes li")
    ]


def test_a_first_release_has_no_news(session, release, guest_page):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary)
    release(itinerary, note=Translated(en="We look forward to you"))
    page = guest_page(itinerary.delegation)
    assert not page.has(".changes")
    assert page.all(".panel.lines") == ["We look forward to you"]


def test_it_says_what_is_new_what_changed_and_what_is_cancelled(session, release, guest_page):
    itinerary = an_itinerary(session)
    tour = a_stop(session, itinerary, title=Translated(en="Tour"))
    tea = a_stop(session, itinerary, "14:00", "15:00", title=Translated(en="Tea"))
    release(itinerary)
    revise(session, tour, "10:30", "11:00", place=Translated(en="Hall B"), mode=Mode.TAXI)
    actions.cancel_stop(session, tea, at=AT)
    a_stop(session, itinerary, "9:00", "9:30", day=WEDNESDAY, title=Translated(en="Farewell"))
    release(itinerary, at=AT, note=Translated(en="Tea is no more."))
    page = guest_page(itinerary.delegation)
    assert page.all(".changes > p") == ["Tea is no more."]
    assert news(page) == [
        (
            "Changed",
            "Tour",
            [
                ("Time", "before: Tue, Mar 3 10:00–11:00", "now: Tue, Mar 3 10:30–11:00"),
                ("Place", "now: Hall B"),
                ("Way there", "now: Taxi"),
            ],
        ),
        ("Cancelled", "Tea", []),
        ("New", "Farewell", []),
    ]


def test_a_cancelled_stop_stays_in_sight_without_buttons(session, release, guest_page):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary)
    tea = a_stop(session, itinerary, "14:00", "15:00", title=Translated(en="Tea"))
    release(itinerary)
    actions.cancel_stop(session, tea, at=AT)
    release(itinerary, at=AT)
    page = guest_page(itinerary.delegation)
    assert page.all(".stop-cancelled h3") == ["Tea"]
    assert page.all(".stop-cancelled .badge-cancelled") == ["Cancelled"]
    assert not page.has(".stop-cancelled .fold")


def test_a_stop_that_becomes_the_staffs_alone_is_cancelled_for_guests(session, release, guest_page):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary)
    tea = a_stop(session, itinerary, "14:00", "15:00", title=Translated(en="Tea"))
    release(itinerary)
    hidden = {"visibility": Visibility.STAFF, "public_note": Translated(en="Never told")}
    revise(session, tea, "14:00", "15:00", **hidden)
    release(itinerary, at=AT)
    page = guest_page(itinerary.delegation)
    assert page.all(".stop-cancelled h3") == ["Tea"]
    assert "Never told" not in page.response.text


def test_what_the_staff_alone_see_is_no_news(session, release, guest_page):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary)
    release(itinerary)
    a_stop(session, itinerary, "14:00", "15:00", visibility=Visibility.STAFF)
    release(itinerary, at=AT)
    assert not guest_page(itinerary.delegation).has(".changes")


def test_a_text_mended_in_another_language_is_no_news(session, release, guest_page):
    itinerary = an_itinerary(session)
    tour = a_stop(session, itinerary, title=Translated(en="Tour"))
    release(itinerary)
    revise(session, tour, title=Translated(en="Tour", ar="جولة"))
    release(itinerary, at=AT)
    assert news(guest_page(itinerary.delegation, "en")) == []
    assert len(news(guest_page(itinerary.delegation, "ar"))) == 1


def test_the_draft_goes_on_unseen(session, release, guest_page):
    itinerary = an_itinerary(session)
    tour = a_stop(session, itinerary, title=Translated(en="Tour"))
    release(itinerary)
    revise(session, tour, "15:00", "16:00", title=Translated(en="Another tour"))
    a_stop(session, itinerary, "9:00", "9:30", move=StopMove.HOLD, title=Translated(en="Held"))
    page = guest_page(itinerary.delegation)
    assert page.all(".stop h3") == ["Tour"]
    assert page.all(".stop-time time") == ["10:00"]


def test_columns_that_guests_do_not_see_are_no_news():
    stop = GuestStop(uid="a", kind="meeting", title=Translated(en="A"), starts=AT, ends=AT)
    fields = {
        "lat": [1.0, 2.0],
        "delegate_ids": [["1"], ["2"]],
        "state": ["tentative", "confirmed"],
    }
    difference = {"added": [], "cancelled": [], "changed": [{"uid": "a", "fields": fields}]}
    assert news_of(difference, [stop]) == ()


def test_the_site_of_a_stop_may_be_gone(session, release, guest_page):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, site=a_site(session, "Old hall"))
    release(itinerary).stops[0].site_id = 999_999
    assert guest_page(itinerary.delegation).all(".stop-fact")[-1] == "Old hall"
