"""A visit of two with a call and a tour, and everything that a plan may say of it."""

from tests.factories import (
    AT,
    a_delegate,
    a_delegation,
    a_person,
    a_site,
    a_stop,
    added,
    an_itinerary,
)
from visits.conflicts.rules import Role, StopKind
from visits.delegations.rules import DelegateRole
from visits.itineraries.models import Assignment
from visits.itineraries.rules import Consent
from visits.kit.translated import Translated
from visits.reception.models import Budget, BudgetLine, Protocol, ProtocolEntry
from visits.reception.rules import ProtocolField


def a_visit(session, **facts):
    """Nine are announced, two have names; the mayor receives them at ten, a tour follows at two."""
    visit = a_delegation(
        session,
        title=Translated(en="Delegation of Riyadh", ko="리야드시 방문단"),
        purpose=Translated(en="To learn how the city runs its traffic"),
        **facts,
    )
    names = {"family_name": "Al-Harbi", "given_name": "Noura", "hangul_name": "누라 알하르비"}
    a_delegate(session, visit, nationality="SA", position_en="Engineer")
    a_delegate(
        session,
        visit,
        **names,
        role=DelegateRole.HEAD,
        nationality="SA",
        position_en="Vice-minister",
    )
    programme = an_itinerary(session, visit)
    mayor = a_person(session, "Choi Minho", position=Translated(en="Mayor"))
    call = a_stop(
        session,
        programme,
        "10:00",
        "10:30",
        site=a_site(session, "City Hall"),
        kind=StopKind.COURTESY_CALL,
        title=Translated(en="Courtesy call on the Mayor", ko="시장 접견"),
    )
    serves = Assignment(role=Role.RECEIVES, person=mayor, consent=Consent.CONSENTED)
    call.assignments.append(serves)
    a_stop(
        session,
        programme,
        "14:00",
        "15:00",
        site=a_site(session, "Control Centre"),
        title=Translated(en="Tour of the control centre"),
    )
    session.flush()
    return visit


def with_protocol(session, visit, **texts):
    entries = [ProtocolEntry(field=ProtocolField(name), text=text) for name, text in texts.items()]
    return added(session, Protocol(delegation=visit, entries=entries, changed_at=AT))


def with_budget(session, visit, **lines):
    rows = [
        BudgetLine(label=label, planned=planned, spent=spent, position=place)
        for place, (label, (planned, spent)) in enumerate(lines.items())
    ]
    return added(session, Budget(delegation=visit, lines=rows, changed_at=AT))
