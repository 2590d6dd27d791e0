"""A contact of a site is another person now: what the former one holds opens nothing any more."""

from sqlalchemy import select

from tests.factories import a_contact, a_site
from tests.hosting.cast import an_asked_stop
from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.notifications.models import Letter

SAID = "Whoever has the former e-mail address can open nothing any more: the link is a new one now."


def saved(browser, contact, **facts):
    page = browser.page("sites.edit_contact", slug=contact.site.slug, number=contact.id)
    return page.submit("main form.form", **facts).follow().all(".flashes .callout")


def the_link(session, contact) -> SecretLink:
    rows = select(SecretLink).where(
        SecretLink.kind == LinkKind.HOST, SecretLink.subject_id == contact.id
    )
    return session.scalars(rows).one()


def test_the_link_of_the_former_contact_opens_nothing(session, app, as_, new_browser):
    _stop, contact = an_asked_stop(session)
    keeper = app.extensions["links"]
    former = keeper.token(the_link(session, contact))
    session.commit()
    said = saved(as_("coordinator"), contact, name="Ms Oh", email="oh@example.org")
    assert said == ["The contact was saved.", SAID]
    session.expire_all()
    host = new_browser()
    host.page("hosting.my_site", lang="en", token=former, status=404)
    host.page("hosting.my_site", lang="en", token=keeper.token(the_link(session, contact)))


def test_what_waited_for_the_former_contact_goes_to_the_new_one(session, as_):
    _stop, contact = an_asked_stop(session)
    session.commit()
    saved(as_("coordinator"), contact, name="Ms Oh", email="oh@example.org")
    letter = session.scalars(select(Letter).where(Letter.kind == "hosting.asked")).one()
    assert (letter.recipient, letter.recipient_name) == ("oh@example.org", "Ms Oh")


def test_another_telephone_leaves_the_link_as_it_is(session, app, as_):
    _stop, contact = an_asked_stop(session)
    former = the_link(session, contact).fingerprint
    session.commit()
    said = saved(as_("coordinator"), contact, phone="044 300 1234", email=contact.email.upper())
    assert said == ["The contact was saved."]
    session.expire_all()
    assert the_link(session, contact).fingerprint == former


def test_a_contact_without_a_link_is_saved_without_a_word_of_it(session, as_):
    contact = a_contact(session, a_site(session))
    session.commit()
    assert saved(as_("coordinator"), contact, email="oh@example.org") == ["The contact was saved."]
