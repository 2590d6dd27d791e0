"""Visits as their guests meet them, for the tests of this folder."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.factories import AT, wall
from visits.conflicts.rules import StopKind
from visits.delegations.models import Delegation
from visits.itineraries import actions
from visits.itineraries.models import Release, ReleasedStop
from visits.itineraries.rules import PublishedState, Visibility
from visits.kit.translated import Translated

EMPTY = Translated()
TEXTS = ("public_note", "site_name", "place", "entrance_note", "end_place", "party_name")


def a_row(number: int = 1, **facts: Any) -> ReleasedStop:
    """What a release keeps of a stop: half an hour from ten, seen by guests."""
    starts: datetime = facts.get("starts", wall("10:00"))
    given: dict[str, Any] = {
        "uid": f"{number}@visits",
        "sequence": 0,
        "state": PublishedState.CONFIRMED,
        "visibility": Visibility.GUESTS,
        "kind": StopKind.MEETING,
        "title": Translated(en=f"Talk {number}"),
        **dict.fromkeys(TEXTS, EMPTY),
        "address_ko": "",
        "address_roman": "",
        "starts": starts,
        "ends": starts + timedelta(minutes=30),
        "delegate_ids": (),
        "languages": (),
        "created_at": AT,
        "changed_at": AT,
    }
    return ReleasedStop(**{**given, **facts})


def frozen(session: Session, delegation: Delegation, *rows: ReleasedStop, **facts: Any) -> Release:
    """A first release of these rows, as it lies in the tables; guests see it."""
    itinerary = actions.open_itinerary(session, delegation, at=AT)
    given: dict[str, Any] = {
        "number": 1,
        "note": EMPTY,
        "at": AT,
        "by_id": delegation.lead_id,
        "diff": {"added": [], "changed": [], "cancelled": [], "days": []},
        "days": [],
        "overrides": [],
    }
    release = Release(itinerary_id=itinerary.id, stops=list(rows), **{**given, **facts})
    session.add(release)
    session.flush()
    itinerary.current_release_id = release.id
    session.flush()
    return release
