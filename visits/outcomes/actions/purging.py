"""What is destroyed of a visit's outcomes once names are: what was said, who is seen, who gave.

What remains is what was promised and became of it, what was given, and what the press published.
"""

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from visits.identity.events import Purging
from visits.identity.queries import visits_ended
from visits.identity.rules import Matter
from visits.kit.batches import in_batches, number_of
from visits.outcomes.actions.picturing import remove_photo
from visits.outcomes.models import FollowUp, Gift, Photo, RecordLine, VisitRecord
from visits.papers.storage import folder_of


def on_purging(session: Session, notice: Purging) -> None:
    """As long after the visit as names are kept."""
    ended = visits_ended(notice.due.names)
    purge_records(session, ended, notice)
    purge_notes(session, ended, notice)
    purge_photos(session, ended, notice)
    session.flush()


def purge_records(session: Session, ended: Select[int], notice: Purging) -> None:
    """What was said; when a stop really took place stays."""
    has_lines = VisitRecord.id.in_(select(RecordLine.record_id))
    says = or_(VisitRecord.discussion != "", VisitRecord.decisions != "", has_lines)
    due = select(VisitRecord).where(VisitRecord.delegation_id.in_(ended), says)
    notice.counted[Matter.RECORDS] += number_of(session, due)
    for record in in_batches(session, due, VisitRecord.id) if notice.removes else ():
        record.discussion = record.decisions = ""
        record.lines = []


def purge_notes(session: Session, ended: Select[int], notice: Purging) -> None:
    """Names of who gave and got gifts, and free words about gifts and promises.

    A promise that is still open keeps its words until it is settled.
    """
    gifts = select(Gift).where(
        Gift.delegation_id.in_(ended), or_(Gift.person != "", Gift.notes != "")
    )
    promises = select(FollowUp).where(
        FollowUp.delegation_id.in_(ended),
        FollowUp.settled_on.is_not(None),
        or_(FollowUp.details != "", FollowUp.reason != ""),
    )
    notice.counted[Matter.GIFTS] += number_of(session, gifts) + number_of(session, promises)
    if not notice.removes:
        return
    for gift in in_batches(session, gifts, Gift.id):
        gift.person = gift.notes = ""
    for promise in in_batches(session, promises, FollowUp.id):
        promise.details = promise.reason = ""


def purge_photos(session: Session, ended: Select[int], notice: Purging) -> None:
    """Photographs in which people are seen; those of things and places stay."""
    due = select(Photo).where(Photo.delegation_id.in_(ended), Photo.shows_people)
    notice.counted[Matter.PHOTOS] += number_of(session, due)
    for photo in in_batches(session, due, Photo.id) if notice.removes else ():
        remove_photo(session, photo, folder=folder_of(session))
