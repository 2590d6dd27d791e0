"""Sites that are asked, and the pages of their contacts."""

import pytest

from tests.factories import AT
from visits.access.rules import LinkKind


@pytest.fixture
def token_of(session, app):
    """The token of a contact's own page; the link is made where there is none."""

    def made(contact, **facts) -> str:
        keeper = app.extensions["links"]
        given = {"language": contact.language, "at": AT, **facts}
        subject = ("site_contact", contact.id)
        return keeper.token(keeper.standing(session, LinkKind.HOST, subject, **given))

    return made


@pytest.fixture
def my_site(browser, token_of):
    """The page that the contact's link opens."""

    def opened(contact, lang="en", **options):
        return browser.page("hosting.my_site", lang=lang, token=token_of(contact), **options)

    return opened
