"""Taking documents, and forgetting what they rested on. Flush at most."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.delegations.events import DelegationDeleted
from visits.delegations.models import Delegation
from visits.documents import queries
from visits.documents.models import DocumentVersion
from visits.documents.rules import DocumentKind, Facts, number_of
from visits.identity.events import Purging
from visits.identity.queries import visits_ended
from visits.identity.rules import Matter
from visits.kit.errors import Refused
from visits.papers.models import OfficialPaper


def take(
    session: Session,
    delegation: Delegation,
    kind: DocumentKind,
    facts: Facts,
    *,
    number: int,
    salt: str,
    by_id: int | None,
    at: datetime,
) -> DocumentVersion:
    """Keep what a document rests on under the number that stands in its file.

    What says the same as the last version is that version again. Raises Refused
    (`document_taken`) when somebody else took another version since the file was made.
    """
    session.execute(select(Delegation.id).where(Delegation.id == delegation.id).with_for_update())
    versions = queries.versions_of(session, delegation.id, kind)
    if number_of([one.taken for one in versions], facts) != number:
        raise Refused("document_taken")
    if versions and versions[-1].number == number:
        return versions[-1]
    version = DocumentVersion(
        delegation=delegation,
        kind=kind,
        number=number,
        facts=dict(facts),
        salt=salt,
        taken_by_id=by_id,
        taken_at=at,
    )
    session.add(version)
    session.flush()
    return version


def note_paper(session: Session, version: DocumentVersion, paper: OfficialPaper) -> None:
    """The version went as this official paper, which knows of its number and approval."""
    version.paper = paper
    session.flush()


def on_delegation_deleted(session: Session, notice: DelegationDeleted) -> None:
    """Versions of a draft go with it."""
    own = select(Delegation.id).where(Delegation.id == notice.delegation_id)
    for version in session.scalars(queries.of_visits(own)):
        session.delete(version)
    session.flush()


def on_purging(session: Session, notice: Purging) -> None:
    """With the names goes what versions say of people: ids, and fingerprints of free words."""
    ended = visits_ended(notice.due.names)
    due = [row for row in session.scalars(queries.of_visits(ended)) if row.facts]
    notice.counted[Matter.NOTES] += len(due)
    for version in due if notice.removes else ():
        version.facts, version.salt = {}, ""
    session.flush()
