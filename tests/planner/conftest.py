"""A template as the tests of this folder make it."""

import pytest

from tests.factories import AT, a_user
from tests.planner.lines import a_head, a_line
from visits.planner import actions


@pytest.fixture
def a_template(session):
    """A template that is kept with these stops."""

    def made(*lines, by=None, at=AT, **head):
        by = by or a_user(session)
        return actions.add_template(session, a_head(**head), lines or [a_line()], by=by, at=at)

    return made
