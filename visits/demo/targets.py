"""What the years are to reach, invented as round numbers."""

from sqlalchemy.orm import Session

from visits.statistics import actions

TARGETS = (
    {"people": 240, "countries": 24, "delegations": 20},
    {"people": 300, "countries": 30, "delegations": 24},
)
"""Of last year and of this."""


def add_targets(session: Session, year: int) -> None:
    for each, facts in zip((year - 1, year), TARGETS, strict=True):
        actions.set_targets(session, each, facts)
