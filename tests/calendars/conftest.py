"""Addresses of feeds."""

import pytest

from tests.calendars.published import AT


@pytest.fixture
def address(app, session):
    """The path of a new feed's address."""

    def make(kind, subject, language="ko"):
        keeper = app.extensions["links"]
        link = keeper.issue(session, kind, subject, language=language, at=AT)
        session.commit()
        return f"/calendars/{keeper.token(link)}.ics"

    return make
