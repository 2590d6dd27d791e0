"""The letters of a release by page: read, changed, left out before anything goes."""

from sqlalchemy import select

from tests.factories import a_contact, a_site, a_stop, an_itinerary
from tests.itineraries.test_pages_of_releases import open_release
from visits.access.models import SecretLink
from visits.itineraries.models import Release
from visits.itineraries.rules import StopMove
from visits.kit.translated import Translated
from visits.notifications.models import Letter
from visits.notifications.rules import LetterState


def with_a_host(session):
    """A programme that goes to the liaison and to one host."""
    itinerary, site = an_itinerary(session), a_site(session)
    a_contact(session, site, name="Kim Host", language="en")
    a_stop(session, itinerary, site=site, move=StopMove.CONFIRM)
    return itinerary


def test_the_letters_are_read_before_anything_goes(session, as_):
    itinerary = with_a_host(session)
    page = open_release(as_("coordinator"), itinerary)
    read = page.submit("main form.panel", read="y", **{"note-en": "See you soon"}).follow()
    assert read.all("[aria-labelledby=letters] summary bdi:first-child") == ["Noura", "Kim Host"]
    assert "See you soon" in read.all("[aria-labelledby=letters] p.lines")[0]
    assert "10:00–11:00 A visit" in read.all("[aria-labelledby=letters] p.lines")[1]
    session.expire_all()
    for kind in (Release, Letter, SecretLink):
        assert session.scalars(select(kind)).all() == []
    shown = read.submit("main form.panel").follow()
    assert shown.h1.startswith("Release v1")
    assert session.scalars(select(Release)).one().note == Translated(en="See you soon")


def test_a_letter_that_is_not_in_its_readers_language_says_so_before_it_goes(session, as_):
    itinerary = an_itinerary(session, liaison_language="mn")
    a_stop(session, itinerary, move=StopMove.CONFIRM)
    page = open_release(as_("coordinator"), itinerary)
    said = "The letter is in English"
    assert page.all("[aria-labelledby=letters] td .badge") == [said]
    letter = page.click("Change or leave out Noura")
    assert said in letter.text
    letter.submit(text="Sain baina uu")
    page = open_release(as_("coordinator"), itinerary)
    assert page.all("[aria-labelledby=letters] td .badge") == ["Changed by hand"]


def test_letters_kept_as_drafts_are_changed_and_sent(session, as_):
    itinerary = with_a_host(session)
    browser = as_("coordinator")
    shown = open_release(browser, itinerary).submit("main form.panel", are_drafts=True).follow()
    assert shown.all(".flashes") == [
        "Release v1 is out; its letters are drafts. The visit is confirmed."
    ]
    assert shown.all("[aria-labelledby=letters] .badge") == ["Draft", "Draft"]
    edit = shown.click("Programme released").click("Edit")
    edit.submit(subject="Tuesday in Sejong")
    thread = browser.page("notifications.index", about="delegation", id=itinerary.delegation_id)
    sent = thread.submit("form[action*=drafts]").follow()
    assert sent.all(".flashes") == ["2 letters were released."]
    session.expire_all()
    assert [(one.state, one.subject) for one in session.scalars(select(Letter))] == [
        (LetterState.QUEUED, "Tuesday in Sejong"),
        (LetterState.QUEUED, None),
    ]


def the_letter(browser, itinerary, who):
    code = itinerary.delegation.code
    return browser.page("itineraries.choose_letter", code=code, who=who)


def test_what_an_officer_wrote_over_a_letter_goes_with_its_secret_address(session, as_, app):
    itinerary = with_a_host(session)
    browser = as_("coordinator")
    page = the_letter(browser, itinerary, "liaison")
    text = page.one("textarea[name=text]").text.strip()
    back = page.submit("main form.form", text=text.replace("Noura", "Noura and all")).follow()
    assert back.all("[aria-labelledby=letters] tbody tr:first-child .badge") == ["Changed by hand"]
    back.submit("main form.panel").follow()
    session.expire_all()
    letter, other = session.scalars(select(Letter).order_by(Letter.id))
    link = session.get(SecretLink, letter.facts["link"])
    assert app.extensions["links"].token(link) not in letter.text
    assert (f"⟦{link.id}⟧" in letter.text, "Noura and all" in letter.text) == (True, True)
    assert (other.subject, other.text) == (None, None)


def test_a_text_that_was_written_for_an_earlier_programme_is_read_again(session, as_):
    itinerary = with_a_host(session)
    browser = as_("coordinator")
    the_letter(browser, itinerary, "liaison").submit("main form.form", text="Come at ten.")
    a_stop(session, itinerary, "14:00", "15:00", title=Translated(en="Tea"))
    back = open_release(browser, itinerary).submit("main form.panel", status=422)
    assert "The programme has changed since the text of a letter was written." in back.text
    assert session.scalars(select(Release)).all() == []
    page = the_letter(browser, itinerary, "liaison")
    assert page.one("textarea[name=text]").text.strip() == "Come at ten."
    assert "14:00–15:00 Tea" in page.text
    page.submit("main form.form", text="Come at ten, and to tea.")
    open_release(browser, itinerary).submit("main form.panel").follow()
    session.expire_all()
    texts = session.scalars(select(Letter.text).order_by(Letter.id)).all()
    assert texts[0] == "Come at ten, and to tea."


def test_who_is_left_out_this_time_is_written_to_next_time_and_never_means_never(session, as_):
    itinerary = with_a_host(session)
    host = itinerary.stops[0].site.contacts[0]
    browser = as_("coordinator")
    the_letter(browser, itinerary, "liaison").submit("main form.form", will="later")
    the_letter(browser, itinerary, f"contact-{host.id}").submit("main form.form", will="never")
    page = open_release(browser, itinerary)
    assert page.all("[aria-labelledby=letters] tbody .badge") == ["Left out", "Left out"]
    page.submit("main form.panel").follow()
    session.expire_all()
    assert session.scalars(select(Letter.state)).all() == [LetterState.DROPPED] * 2
    again = open_release(browser, itinerary)
    assert again.all("[aria-labelledby=letters] tbody th") == ["Noura"]
    shown = again.submit("main form.panel").follow()
    assert shown.h1.startswith("Release v2")


def test_nobody_elses_letter_is_there(session, as_):
    itinerary = with_a_host(session)
    code = itinerary.delegation.code
    as_("coordinator").page("itineraries.choose_letter", code=code, who="contact-0", status=404)
