"""The typical programmes of the demonstration: kept templates that the public may see."""

from datetime import datetime, time

from sqlalchemy.orm import Session

from visits.conflicts.rules import Mode, StopKind
from visits.demo.people import Staff
from visits.demo.reading import rows_of, texts
from visits.demo.sites import Sites
from visits.planner import actions
from visits.planner.rules.templates import Length, Line


def add_templates(session: Session, staff: Staff, sites: Sites, *, at: datetime) -> None:
    """Half a day twice, a day, a week; each in the languages of the public pages."""
    for row in rows_of("templates"):
        head = {
            "title": texts(row, "title"),
            "summary": texts(row, "summary"),
            "length": Length(row["length"]),
            "themes": tuple(theme.strip() for theme in row["themes"].split(",")),
        }
        lines = lines_of(row["key"], sites)
        made = actions.add_template(session, head, lines, by=staff.officer, at=at)
        actions.show_to_public(session, made, is_public=True)


def lines_of(key: str, sites: Sites) -> list[Line]:
    return [
        Line(
            day=int(row["day"]) - 1,
            starts=time.fromisoformat(row["starts"].zfill(5)),
            minutes=int(row["minutes"]),
            kind=StopKind(row["kind"]),
            title=texts(row, "title"),
            site_id=sites[row["site"]].id,
            mode=Mode.OWN_BUS,
        )
        for row in rows_of("template_stops")
        if row["template"] == key
    ]
