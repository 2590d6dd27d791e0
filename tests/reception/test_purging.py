"""Free words go with the names; what was planned and spent stays."""

from datetime import timedelta
from pathlib import Path

from tests.factories import AT, WEDNESDAY, a_delegation, a_stop, an_itinerary
from visits.conflicts.rules import StopKind
from visits.identity import actions as identity
from visits.identity.rules import Matter, due_on
from visits.kit.clock import now
from visits.kit.retention import Retention
from visits.kit.translated import Translated
from visits.reception import actions, queries
from visits.reception.rules import ProtocolField

KEEP = Retention()


def test_words_go_with_the_names_and_amounts_stay(session):
    delegation = a_delegation(session)
    by = delegation.lead
    stop = a_stop(session, an_itinerary(session, delegation), kind=StopKind.MEETING)
    protocol = queries.the_protocol(session, delegation)
    actions.write_protocol(session, protocol, {ProtocolField.GIFTS: "For Ms Noura"}, by=by, at=AT)
    line = {"id": "", "label": "Gifts", "planned": 50_000, "spent": 45_000, "note": "Ms Noura"}
    actions.write_budget(session, queries.the_budget(session, delegation), [line], by=by, at=AT)
    actions.write_briefing(
        session,
        queries.the_briefing(session, stop),
        background="Ms Noura studied here.",
        seating="",
        talking_points=[Translated(en="Ask Ms Noura")],
        questions=[],
        by=by,
        at=AT,
    )
    session.commit()
    day = WEDNESDAY + timedelta(days=KEEP.names)
    early, late = (due_on(one, KEEP) for one in (day, day + timedelta(days=1)))
    assert identity.count_due(session, early, at=now())[Matter.NOTES] == 0
    assert identity.count_due(session, late, at=now())[Matter.NOTES] == 3
    identity.purge(session, late, KEEP, by="the night", mail=Path("nowhere"), at=now())
    session.commit()
    assert queries.protocol_of(session, delegation.id).entries == ()
    assert queries.briefing_of(session, stop.id) is None
    kept = queries.budget_of(session, delegation.id)
    assert [(one.label, one.planned, one.spent, one.note) for one in kept] == [
        ("Gifts", 50_000, 45_000, "")
    ]
    assert identity.count_due(session, late, at=now())[Matter.NOTES] == 0
