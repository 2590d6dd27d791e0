"""A delegation has another liaison: the page and the letters of the former one."""

from sqlalchemy import select

from tests.factories import AT, a_delegation
from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.delegations import actions
from visits.notifications.models import Letter

SAID = "Whoever has the former e-mail address can open nothing any more: the link is a new one now."


def with_page(session, app):
    """A delegation whose liaison has a page, and a reminder that nobody has sent yet."""
    visit = a_delegation(session)
    keeper = app.extensions["links"]
    subject = ("delegation", visit.id)
    link = keeper.issue(session, LinkKind.LIAISON, subject, language="en", at=AT)
    actions.remind(session, visit, link=link, at=AT)
    session.commit()
    return visit, keeper.token(link)


def saved(browser, visit, **facts):
    page = browser.page("delegations.edit", code=visit.code)
    return page.submit(**facts).follow().all(".flashes .callout")


def test_the_page_of_the_former_liaison_opens_nothing(session, app, as_, new_browser):
    visit, former = with_page(session, app)
    said = saved(as_("coordinator"), visit, liaison_name="Sami", liaison_email="sami@example.org")
    assert said == ["The delegation was saved.", SAID]
    session.expire_all()
    link = session.scalars(select(SecretLink).where(SecretLink.kind == LinkKind.LIAISON)).one()
    liaison = new_browser()
    now_open = app.extensions["links"].token(link)
    statuses = [
        liaison.fetch("GET", f"/en/liaison/{token}").status_code for token in (former, now_open)
    ]
    assert statuses == [404, 200]


def test_the_draft_to_the_former_liaison_is_one_to_the_new_one(session, app, as_):
    visit, _token = with_page(session, app)
    saved(as_("coordinator"), visit, liaison_name="Sami", liaison_email="sami@example.org")
    letter = session.scalars(select(Letter)).one()
    assert (letter.recipient, letter.recipient_name) == ("sami@example.org", "Sami")


def test_another_telephone_leaves_the_page_as_it_is(session, app, as_):
    visit, _token = with_page(session, app)
    said = saved(as_("coordinator"), visit, liaison_phone="+966 50 123 4567")
    assert said == ["The delegation was saved."]
