"""Who reacts to whose notices: the wiring of app.py, read as one list."""

from visits.app import LISTENERS

REVIEWED: dict[str, list[str]] = {
    "kit.uses.UsesOf": [
        "notifications.actions.count_uses",
        "papers.actions.count_uses",
        "delegations.actions.cases.count_uses",
        "intake.actions.deciding.count_uses",
        "itineraries.actions.uses.on_uses_asked",
    ],
    "itineraries.Published": ["calendars.actions.on_published"],
    "itineraries.Released": ["calendars.actions.on_released"],
    "sites.SiteChanged": [
        "itineraries.actions.rechecking.on_site_changed",
        "calendars.actions.on_site_changed",
    ],
    "sites.TravelTimeChanged": ["itineraries.actions.rechecking.on_travel_time_changed"],
    "resources.ResourceChanged": ["itineraries.actions.rechecking.on_resource_changed"],
    "holidays.HolidaysChanged": ["itineraries.actions.rechecking.on_holidays_changed"],
    "delegations.DelegationChanged": [
        "itineraries.actions.rechecking.on_delegation_changed",
        "calendars.actions.on_delegation_changed",
    ],
    "delegations.DelegationDeleted": [
        "itineraries.actions.rechecking.on_delegation_deleted",
        "intake.actions.deciding.on_delegation_deleted",
    ],
    "delegations.RosterChanged": ["itineraries.actions.rechecking.on_roster_changed"],
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
