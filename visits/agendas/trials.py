"""What taking an agenda over would bring: judged by the rules that judge a save, nothing is saved."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from visits.agendas.actions import values_of
from visits.agendas.rules import Item
from visits.conflicts import rules
from visits.conflicts.rules import Finding, Severity
from visits.itineraries.judging import changed_facts, judge
from visits.itineraries.models import Itinerary
from visits.itineraries.programme import programme_of, roster_of
from visits.kit.zone import zone_of


def brought(
    session: Session, itinerary: Itinerary, items: Sequence[Item], *, at: datetime
) -> dict[int | None, list[Finding]]:
    """New findings by the number of the line that they are about; None for all others.

    Raises Refused for values that cannot be.
    """
    roster = roster_of(session, itinerary.delegation)
    before = programme_of(itinerary, roster)
    zone, spoken = zone_of(session), itinerary.delegation.languages
    facts = [
        changed_facts(None, values_of(item, spoken, zone).checked(), None, roster) for item in items
    ]
    after = replace(before, stops=(*before.stops, *facts))
    judged = judge(session, before, after, at=at)
    lines = {fact.uid: item.number for fact, item in zip(facts, items, strict=True)}
    found: dict[int | None, list[Finding]] = defaultdict(list)
    for finding in rules.introduced(judged.before, judged.after, least=Severity.WARN):
        found[lines.get(finding.stop or "")].append(finding)
    return found
