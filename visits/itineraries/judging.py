"""What is wrong with a draft: judged before it is kept, written down, told to whoever saves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from visits.conflicts.rules import Finding
from visits.itineraries.models import Itinerary, Stop
from visits.itineraries.rules import StopValues
from visits.kit.errors import Refused


class Blocked(Refused):
    """What was asked for cannot be, because of these findings. Nothing of it was kept."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("blocked", findings=tuple(findings))
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would bring: what refuses it, what it adds, all that is then said of the stop."""

    blocking: tuple[Finding, ...]
    introduced: tuple[Finding, ...]
    about_stop: tuple[Finding, ...]


def preview(
    session: Session,
    itinerary: Itinerary,
    values: StopValues,
    *,
    at: datetime,
    stop: Stop | None = None,
) -> Preview:
    """What saving these values would bring, by the rules that judge the save. Changes nothing."""
    raise NotImplementedError
