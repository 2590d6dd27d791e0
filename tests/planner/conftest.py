"""A template as the tests of this folder make it."""

from datetime import time

import pytest

from tests.factories import AT, a_user
from visits.conflicts.rules import StopKind
from visits.kit.translated import Translated
from visits.planner import actions
from visits.planner.rules.templates import Length, Line


def a_line(first="10:00", minutes=60, *, day=0, site=None, **said):
    given = {
        "day": day,
        "starts": time.fromisoformat(first),
        "minutes": minutes,
        "kind": StopKind.SITE_VISIT,
        "title": Translated(en="A visit"),
        "site_id": site.id if site else None,
    }
    return Line(**{**given, **said})


def a_head(title="Smart city", **said):
    given = {
        "title": Translated(en=title),
        "summary": Translated(),
        "length": Length.HALF_DAY,
        "themes": (),
    }
    return {**given, **said}


@pytest.fixture
def a_template(session):
    """A template that is kept with these stops."""

    def made(*lines, by=None, at=AT, **head):
        by = by or a_user(session)
        return actions.add_template(session, a_head(**head), lines or [a_line()], by=by, at=at)

    return made
