"""Signing for a release, comparing two of them, approval, what cannot wait."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import AT, a_contact, a_person, a_site, a_stop, an_itinerary, stop_values, wall
from tests.itineraries.test_pages_of_releases import an_impossible_way
from tests.pages import Browser
from visits.access.links import LinkKeeper
from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.conflicts.rules import Role
from visits.itineraries import actions
from visits.itineraries.actions import approving
from visits.itineraries.models import Receipt, Release
from visits.itineraries.rules import StopMove
from visits.kit.clock import now
from visits.kit.errors import Refused
from visits.kit.translated import Translated
from visits.notifications.compose import writer
from visits.notifications.models import Letter

LATER = AT + timedelta(days=1)


def receipts(session):
    session.expire_all()
    rows = session.scalars(select(Receipt).order_by(Receipt.id))
    return [(one.who, one.channel.value, one.person) for one in rows]


def link_path(app, session, kind, subject):
    keeper: LinkKeeper = app.extensions["links"]
    link = keeper.standing(session, kind, subject, language="en", at=now())
    return keeper.address(link).removeprefix(keeper.base_url)


def test_guests_sign_by_their_button_and_the_release_says_so(session, app, browser, as_, release):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary)
    release(itinerary)
    path = link_path(app, session, LinkKind.GUEST, ("delegation", itinerary.delegation_id))
    page = browser.open(path).submit("[aria-labelledby=seen] form").follow()
    assert page.all("[aria-labelledby=seen] button") == []
    assert receipts(session) == [("liaison", "link", "")]
    code = itinerary.delegation.code
    shown = as_("viewer").page("itineraries.show_release", code=code, number=1)
    assert shown.all("[aria-labelledby=receipts] td .badge") == ["Seen v1"]


def test_whoever_read_an_older_version_does_not_sign_for_the_newer(session, app, browser, release):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary)
    release(itinerary)
    path = link_path(app, session, LinkKind.GUEST, ("delegation", itinerary.delegation_id))
    page = browser.open(path)
    actions.move_stop(session, stop, starts=wall("14:00"), ends=wall("15:00"), at=LATER)
    release(itinerary, at=LATER)
    page.submit("[aria-labelledby=seen] form").follow()
    assert receipts(session) == []


def test_a_host_and_an_interpreter_sign_on_their_own_pages(
    session, app, browser, as_, people, release
):
    itinerary, site = an_itinerary(session), a_site(session)
    contact = a_contact(session, site, name="Kim Host", language="en")
    stop = a_stop(session, itinerary, site=site)
    person = a_person(session, user_id=people["interpreter"].id)
    actions.assign_person(session, stop, person, Role.ESCORTS, at=AT)
    release(itinerary)
    path = link_path(app, session, LinkKind.HOST, ("site_contact", contact.id))
    page = browser.open(path).submit("[aria-labelledby=to-sign] form").follow()
    assert not page.has("[aria-labelledby=to-sign] form")
    duties = as_("interpreter").page("hosting.my_duties")
    duties.submit("[aria-labelledby=to-sign] form").follow()
    assert receipts(session) == [
        (f"contact-{contact.id}", "link", "Kim Host"),
        (f"person-{person.id}", "link", people["interpreter"].name),
    ]


def test_an_officer_notes_that_somebody_has_seen_it(session, as_, release):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary)
    release(itinerary)
    code = itinerary.delegation.code
    shown = as_("coordinator").page("itineraries.show_release", code=code, number=1)
    form = shown.click("Note that they have seen it Noura")
    form.submit("main form.form", channel="telephone").follow()
    assert receipts(session) == [("liaison", "telephone", "Noura")]


def test_a_paper_says_whether_it_is_the_newest_and_nothing_else(session, app, browser, release):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, title=Translated(en="A secret visit"))
    release(itinerary)
    link = session.scalars(select(SecretLink).where(SecretLink.kind == LinkKind.PAPER)).one()
    keeper = app.extensions["links"]
    path = keeper.address(link).removeprefix(keeper.base_url)
    assert browser.open(path).all(".callout strong") == ["Yes, this paper is the newest."]
    actions.move_stop(session, stop, starts=wall("14:00"), ends=wall("15:00"), at=LATER)
    release(itinerary, at=LATER)
    page = browser.open(path)
    assert page.all(".callout strong") == ["No, this paper is out of date."]
    assert "secret" not in page.text
    assert itinerary.delegation.title.to("en") not in page.text


def test_two_releases_and_the_draft_stand_side_by_side(session, as_, release):
    itinerary = an_itinerary(session)
    moved = a_stop(session, itinerary, title=Translated(en="Moved"))
    gone = a_stop(session, itinerary, "12:00", "13:00", title=Translated(en="Gone"))
    release(itinerary)
    actions.move_stop(session, moved, starts=wall("9:00"), ends=wall("10:00"), at=LATER)
    actions.cancel_stop(session, gone, at=LATER)
    a_stop(session, itinerary, "15:00", "16:00", title=Translated(en="Added"), at=LATER)
    release(itinerary, at=LATER)
    called = stop_values("9:00", "10:00", title=Translated(en="Moved and renamed"))
    actions.revise_stop(session, moved, called, at=LATER)
    code = itinerary.delegation.code
    browser = as_("viewer")
    page = browser.page("itineraries.compare", code=code, first=1, last=2)
    assert page.all("tbody tr") == [
        "Changed Start, End 10:00–11:00 Moved 09:00–10:00 Moved",
        "Cancelled 12:00–13:00 Gone not in the programme",
        "New not in the programme 15:00–16:00 Added",
    ]
    draft = browser.page("itineraries.compare", code=code)
    assert draft.all("tbody tr") == [
        "Changed Title 09:00–10:00 Moved 09:00–10:00 Moved and renamed",
        "the same 15:00–16:00 Added 15:00–16:00 Added",
    ]


# -- approval, and what cannot wait ----------------------------------------------------------------


@pytest.fixture
def strict(make_app, app):
    """The same data behind an app that wants an approver."""
    return make_app(RELEASE_NEEDS_APPROVAL="minister,working")


def test_an_officer_asks_an_approver_says_yes_to_this_very_programme(session, strict, people):
    itinerary = an_itinerary(session)
    stop = a_stop(session, itinerary, move=StopMove.CONFIRM)
    code = itinerary.delegation.code
    session.commit()
    officer, approver = (
        people.sign_in(who, Browser(strict, session.commit)) for who in ("coordinator", "approver")
    )
    ask = officer.page("itineraries.release", code=code)
    ask.submit("main form.panel", **{"note-en": "Welcome"}).follow()
    assert approver.page("home.dashboard").all("#releases-to-approve + ul a") == [
        itinerary.delegation.title.to("en")
    ]
    page = approver.page("itineraries.release", code=code)
    back = page.submit('form[action$="approve"]', comment="No. 12").follow()
    assert back.all("[aria-labelledby=approval] .badge") == ["Approved"]
    title = itinerary.delegation.title.to("en")
    desk = officer.page("home.dashboard").text
    assert "Approved: release the programme" in desk
    assert "No. 12" in desk
    told = session.scalars(select(Letter).where(Letter.kind == "itineraries.decided")).all()
    assert people["coordinator"].email in {one.recipient for one in told}
    with strict.test_request_context():
        letter = writer().compose(session, told[0])
    assert letter.subject == f"Approved: {title}"
    assert "Comment: No. 12" in letter.text
    session.expire_all()
    actions.move_stop(session, stop, starts=wall("14:00"), ends=wall("15:00"), at=now())
    changed = officer.page("itineraries.release", code=code)
    assert "The programme has changed since it was approved." in changed.text
    session.expire_all()
    actions.move_stop(session, stop, starts=wall("10:00"), ends=wall("11:00"), at=now())
    officer.page("itineraries.release", code=code).submit("main form.panel").follow()
    session.expire_all()
    assert "Approved: release the programme" not in officer.page("home.dashboard").text
    made = session.scalars(select(Release)).one()
    assert (made.approved_by.id, made.approval_note) == (people["approver"].id, "No. 12")
    assert made.note == Translated(en="Welcome")


def test_no_approval_is_asked_for_or_given_while_points_hold_back_the_release(
    session, strict, people
):
    itinerary = an_itinerary(session)
    a_stop(session, itinerary, "15:00", "16:00", move=StopMove.CONFIRM)
    code = itinerary.delegation.code
    session.commit()
    officer, approver = (
        people.sign_in(who, Browser(strict, session.commit)) for who in ("coordinator", "approver")
    )
    ask = officer.page("itineraries.release", code=code)
    ask.submit("main form.panel", **{"note-en": "Welcome"})
    page = approver.page("itineraries.release", code=code)
    assert page.all("[aria-labelledby=approval] .lines") == ["Welcome"]
    assert "Release it yourself" in page.all("main details > summary")
    session.expire_all()
    an_impossible_way(session, itinerary)
    held = approver.page("itineraries.release", code=code)
    assert held.all("[aria-labelledby=approval] button") == ["Send back"]
    back = page.submit('form[action$="approve"]').follow()
    said = "Points to check hold back the release. Mend or override them first; then it can be approved."
    assert back.all(".flashes") == [said]
    assert not officer.page("itineraries.release", code=code).has("form[action$=ask-approval]")
    note, by = Translated(en="Welcome"), people["coordinator"]
    with pytest.raises(Refused, match="findings_hold_release"):
        approving.ask_approval(session, itinerary, note=note, by=by, at=now())


def test_what_cannot_wait_goes_at_once_and_the_approvers_are_told(session, strict, people):
    starts = now() + timedelta(hours=3)
    today = starts.date()
    itinerary = an_itinerary(session, starts_on=today, ends_on=today + timedelta(days=1))
    values = {"starts": starts, "ends": starts + timedelta(hours=1)}
    a_stop(session, itinerary, move=StopMove.CONFIRM, **values)
    code = itinerary.delegation.code
    approver = people["approver"].email
    session.commit()
    officer = people.sign_in("coordinator", Browser(strict, session.commit))
    page = officer.page("itineraries.release", code=code)
    page.submit("main form.panel", status=422)
    page.submit("main form.panel", urgent_reason="The bus broke down").follow()
    session.expire_all()
    assert session.scalars(select(Release)).one().urgent_reason == "The bus broke down"
    rows = session.execute(select(Letter.kind, Letter.recipient).order_by(Letter.id)).all()
    assert [tuple(row) for row in rows] == [
        ("itineraries.released", "noura@example.org"),
        ("itineraries.released_urgently", approver),
    ]
