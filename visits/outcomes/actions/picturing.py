"""Photographs: added, described, cleared, removed. Flush at most."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from visits.delegations.models import Delegation
from visits.kit.errors import Refused
from visits.outcomes import queries
from visits.outcomes.models import OWNER, Photo
from visits.outcomes.rules import Clearance
from visits.papers import actions as papers
from visits.papers.pictures import KeptPicture


def add_photos(
    session: Session,
    delegation: Delegation,
    kept: Sequence[KeptPicture],
    facts: Mapping[str, Any],
    *,
    by: str,
    at: datetime,
) -> list[Photo]:
    """Photographs of this visit; *facts* (stop, caption, whether people are seen) are those of all."""
    photos = []
    for one in kept:
        size = {"width": one.picture.width, "height": one.picture.height}
        photo = Photo(**facts, **size, delegation_id=delegation.id, added_at=at)
        session.add(photo)
        session.flush()
        papers.attach_to(session, (OWNER, photo.id), one.files, by=by, at=at)
        photos.append(photo)
    return photos


def revise_photo(session: Session, photo: Photo, facts: Mapping[str, Any]) -> None:
    """Change what is said of it. Raises Refused (`photo_not_looked_at`), as `clear_photo` does."""
    given = dict(facts)
    clearance, is_checked = given.pop("clearance"), given.pop("is_checked", False)
    for name, value in given.items():
        setattr(photo, name, value)
    clear_photo(session, photo, clearance, is_checked=is_checked)


def clear_photo(session: Session, photo: Photo, clearance: Clearance, *, is_checked: bool) -> None:
    """Who may see it. Where a delegate refused, somebody must have looked whether they are in it.

    Raises Refused (`photo_not_looked_at`).
    """
    is_new = clearance is Clearance.CLEARED and not photo.is_cleared
    is_unseen = is_new and photo.shows_people and not is_checked
    if is_unseen and queries.refusals_of(session, photo.delegation_id):
        raise Refused("photo_not_looked_at")
    photo.clearance = clearance
    session.flush()


def remove_photo(session: Session, photo: Photo, *, folder: Path) -> None:
    """The row and its files; on the disk they go once that is committed."""
    for file in photo.files:
        papers.remove_file(session, file, folder=folder)
    session.delete(photo)
    session.flush()
