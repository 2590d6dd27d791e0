"""A visit that is over, with two stops, and promises, gifts and photographs to give it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories import AT, TUESDAY, a_delegation, a_site, a_stop, an_itinerary, wall
from tests.people import People
from visits.delegations.models import Delegation
from visits.itineraries.models import Stop
from visits.outcomes import actions
from visits.outcomes.models import FollowUp, Gift, Photo
from visits.outcomes.rules import Currency, GiftDirection
from visits.papers.pictures import Picture, keep_picture

OVER = wall("20:00")
"""The evening of the visit."""
PICTURE = Picture(b"\xff\xd8\xff large", b"\xff\xd8\xff small", 1200, 800)


@pytest.fixture
def delegation(session: Session, people: People) -> Delegation:
    return a_delegation(session, lead=people["coordinator"])


@pytest.fixture
def stops(session: Session, delegation: Delegation) -> list[Stop]:
    """At ten and at two on the Tuesday; and an idea that came to nothing."""
    itinerary = an_itinerary(session, delegation)
    first = a_stop(session, itinerary, site=a_site(session, "Control Centre"))
    second = a_stop(session, itinerary, "14:00", "15:00", site=a_site(session))
    a_stop(session, itinerary, "16:00", "17:00", site=a_site(session, "Bridge"), move=None)
    return [first, second]


@pytest.fixture
def promised(session: Session, delegation: Delegation) -> Callable[..., FollowUp]:
    """`promised(what="Send the data")`: by the lead until the Tuesday, unless said otherwise."""

    def make(*, at=AT, of: Delegation | None = None, **facts: Any) -> FollowUp:
        given = {"what": "Send the traffic data", "deadline": TUESDAY}
        if "responsible_body" not in facts:
            given["responsible_id"] = (of or delegation).lead_id
        return actions.add_followup(session, of or delegation, {**given, **facts}, at=at)

    return make


@pytest.fixture
def given(session: Session, delegation: Delegation) -> Callable[..., Gift]:
    """`given(item="Vase", value=100)`: received in won on the Tuesday, unless said otherwise."""

    def make(*, of: Delegation | None = None, **facts: Any) -> Gift:
        usual = {
            "direction": GiftDirection.RECEIVED,
            "item": "Vase",
            "dated_on": TUESDAY,
            "currency": Currency.KRW,
        }
        return actions.add_gift(session, of or delegation, {**usual, **facts})

    return make


@pytest.fixture
def folder(data_dir: Path) -> Path:
    return data_dir / "files"


@pytest.fixture
def photographed(session: Session, delegation: Delegation, folder: Path) -> Callable[..., Photo]:
    """`photographed(shows_people=False)`: with two small files on the disk."""

    def make(*, picture: Picture = PICTURE, **facts: Any) -> Photo:
        kept = keep_picture(folder, replace(picture))
        (photo,) = actions.add_photos(session, delegation, [kept], facts, by="Kim", at=AT)
        return photo

    return make
