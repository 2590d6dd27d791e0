"""Templates with the least that a test must say."""

from datetime import time

from visits.conflicts.rules import StopKind
from visits.kit.translated import Translated
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
