"""Who reacts to whose notices: the wiring of app.py, read as one list."""

import ast

from sqlalchemy.orm import Session

from tests.house.tree import modules, tree_of
from visits.app import LISTENERS
from visits.kit.uses import UsesOf
from visits.notifications import actions as letters
from visits.papers import actions as papers
from visits.records import RECORDS

REVIEWED: dict[str, list[str]] = {
    "kit.uses.UsesOf": [
        "notifications.actions.count_uses",
        "papers.actions.count_uses",
        "delegations.actions.cases.count_uses",
        "intake.actions.deciding.count_uses",
        "itineraries.actions.uses.on_uses_asked",
        "access_lists.actions.count_uses",
        "escorting.actions.listening.count_uses",
        "feedback.actions.listening.count_uses",
        "history.actions.count_uses",
        "hosting.actions.asking.on_uses_asked",
        "outcomes.actions.uses.count_uses",
        "planner.actions.templates.count_uses",
        "reception.actions.count_uses",
        "tasks.actions.following.count_uses",
    ],
    "organisations.OrganisationsMerged": [
        "notifications.actions.on_organisations_merged",
        "papers.actions.on_organisations_merged",
        "delegations.actions.cases.on_organisations_merged",
        "intake.actions.deciding.on_organisations_merged",
        "outcomes.actions.uses.on_organisations_merged",
    ],
    "kit.threads.RowsOf": [
        "intake.actions.deciding.on_rows_asked",
        "itineraries.actions.uses.on_rows_asked",
    ],
    "itineraries.Published": ["calendars.actions.on_published"],
    "itineraries.ReallyTookPlace": ["outcomes.actions.recording.on_really_took_place"],
    "itineraries.Released": [
        "escorting.actions.listening.on_released",
        "calendars.actions.on_released",
        "invitations.actions.following.on_released",
    ],
    "hosting.GoesAlone": ["invitations.actions.following.on_goes_alone_asked"],
    "hosting.WroteTo": ["invitations.actions.following.on_wrote_to"],
    "sites.ContactMoved": ["hosting.actions.asking.on_contact_moved"],
    "itineraries.GuestsAsked": ["feedback.actions.listening.on_guests_asked"],
    "itineraries.UnsentAsks": ["hosting.actions.asking.on_unsent_asked"],
    "itineraries.KnownElsewhere": ["hosting.actions.knowing.on_known_asked"],
    "itineraries.Hurried": ["hosting.actions.knowing.on_hurried"],
    "sites.SiteChanged": [
        "itineraries.actions.rechecking.on_site_changed",
        "calendars.actions.on_site_changed",
    ],
    "sites.TravelTimeChanged": ["itineraries.actions.rechecking.on_travel_time_changed"],
    "resources.ResourceChanged": [
        "itineraries.actions.rechecking.on_resource_changed",
        "calendars.actions.on_resource_changed",
    ],
    "busy.BookedSpans": ["itineraries.actions.uses.on_booked_asked"],
    "busy.BusyChanged": ["itineraries.actions.rechecking.on_busy_changed"],
    "holidays.HolidaysChanged": [
        "itineraries.actions.rechecking.on_holidays_changed",
        "tasks.actions.following.on_holidays_changed",
    ],
    "delegations.DelegationChanged": [
        "itineraries.actions.rechecking.on_delegation_changed",
        "calendars.actions.on_delegation_changed",
        "tasks.actions.following.on_delegation_changed",
    ],
    "delegations.HandedOver": [
        "outcomes.actions.uses.on_handed_over",
        "tasks.actions.following.on_handed_over",
        "calendars.actions.on_handed_over",
    ],
    "intake.RequestAccepted": ["tasks.actions.following.on_request_accepted"],
    "delegations.DelegationDeleted": [
        "itineraries.actions.rechecking.on_delegation_deleted",
        "intake.actions.deciding.on_delegation_deleted",
        "identity.actions.recording.on_delegation_deleted",
        "documents.actions.on_delegation_deleted",
        "reception.actions.on_delegation_deleted",
        "tasks.actions.following.on_delegation_deleted",
    ],
    "delegations.RosterChanged": [
        "identity.actions.recording.on_roster_changed",
        "itineraries.actions.rechecking.on_roster_changed",
        "access_lists.actions.on_roster_changed",
        "hosting.actions.asking.on_roster_changed",
    ],
    "delegations.ListsNaming": [
        "itineraries.actions.uses.on_lists_asked",
        "access_lists.actions.on_lists_asked",
    ],
    "identity.IdentityChanged": [
        "itineraries.actions.rechecking.on_identity_changed",
        "access_lists.actions.on_identity_changed",
    ],
    "itineraries.ItineraryChanged": [
        "access_lists.actions.on_itinerary_changed",
        "hosting.actions.asking.on_itinerary_changed",
        "calendars.actions.on_itinerary_changed",
        "invitations.actions.following.on_itinerary_changed",
    ],
    "identity.Purging": [
        "intake.actions.purging.on_purging",
        "itineraries.actions.receiving.on_purging",
        "itineraries.actions.rechecking.on_purging",
        "access_lists.actions.on_purging",
        "escorting.actions.listening.on_purging",
        "feedback.actions.listening.on_purging",
        "hosting.actions.serving.on_purging",
        "outcomes.actions.purging.on_purging",
        "documents.actions.on_purging",
        "reception.actions.on_purging",
        "tasks.actions.following.on_purging",
    ],
}


def called(thing: object) -> str:
    """`sites.ClosureAdded`, `conflicts.actions.recheck_site`: without the package's own name."""
    module = str(getattr(thing, "__module__", ""))
    name = str(getattr(thing, "__qualname__", ""))
    return f"{module}.{name}".removeprefix("visits.").replace(".events.", ".")


def test_who_listens_to_what_is_reviewed():
    found = {called(event): [called(h) for h in handlers] for event, handlers in LISTENERS.items()}
    assert found == REVIEWED


def test_handlers_are_actions():
    """They flush at most, and run in the transaction of whoever told."""
    others = [
        called(handler)
        for handlers in LISTENERS.values()
        for handler in handlers
        if ".actions." not in f"{handler.__module__}."
    ]
    assert others == []


def kinds_asked_about() -> set[str]:
    """Of rows, before they are deleted: the literals of `refuse_if_used(session, "site", …)`."""
    return {
        ast.literal_eval(call.args[1])
        for name, path in modules()
        for call in ast.walk(tree_of(path))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "refuse_if_used"
    }


def test_every_question_who_uses_a_row_has_somebody_who_answers(session: Session):
    """Letters and papers answer for every kind, but only rows with a name are theirs."""
    unanswered = set()
    for kind in kinds_asked_about() - set(RECORDS.namers):
        question = UsesOf(kind, 1)
        for handler in LISTENERS[UsesOf]:
            if handler not in {letters.count_uses, papers.count_uses}:
                handler(session, question)
        if not question.found:
            unanswered.add(kind)
    assert unanswered == set()
