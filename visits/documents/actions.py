"""Taking documents, writing for the press, and forgetting what they rested on. Flush at most."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.delegations import actions as delegation_actions
from visits.delegations import queries as delegations
from visits.delegations.events import DelegationDeleted
from visits.delegations.models import Delegation
from visits.documents import queries
from visits.documents.models import DocumentVersion, PressText
from visits.documents.rules import LANGUAGES, DocumentKind, Facts, names_in, number_of
from visits.identity.events import Purging
from visits.identity.queries import visits_ended
from visits.identity.rules import Matter
from visits.kit import batches
from visits.kit.errors import Refused
from visits.papers.models import OfficialPaper

PRESS_PARTS = ("headline", "body")


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
    delegation_actions.hold(session, delegation)
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
    """The version went as this official paper, which knows of its number and approval.

    One that was approved stays the paper of the version, however often it is registered again.
    """
    if not version.is_approved:
        version.paper = paper
    session.flush()


def write_for_press(
    session: Session,
    delegation: Delegation,
    text: PressText | None,
    facts: Mapping[str, Any],
    *,
    by_id: int | None,
    at: datetime,
    is_checked: bool = False,
) -> PressText:
    """What goes to the press, from now on in these words.

    Raises Refused (`press_names_guests`; its fact `named` holds the names by field) unless an
    officer *checked* that what looks like a name is none.
    """
    names = guests_names(session, delegation)
    spoken = {
        f"{part}_{tag}": facts[part].get(tag, "") for part in PRESS_PARTS for tag in LANGUAGES
    }
    named = {field: found for field, text in spoken.items() if (found := names_in([text], names))}
    if named and not is_checked:
        raise Refused("press_names_guests", named=named)
    text = text or PressText(delegation=delegation)
    for name, value in facts.items():
        setattr(text, name, value)
    text.written_by_id, text.written_at = by_id, at
    session.add(text)
    session.flush()
    return text


def guests_names(session: Session, delegation: Delegation) -> list[str]:
    """Every name of everybody on the roster, also the family's alone, and the liaison's."""
    people = delegations.rosters(session, [delegation.id])[delegation.id]
    names = [
        (one.passport_name, one.hangul_name, one.native_name, one.family_name) for one in people
    ]
    return [name for four in names for name in four if name] + [delegation.liaison_name]


def on_delegation_deleted(session: Session, notice: DelegationDeleted) -> None:
    """Versions and press text of a draft go with it."""
    own = select(Delegation.id).where(Delegation.id == notice.delegation_id)
    for rows in (queries.of_visits(own), queries.press_texts_of(own)):
        for row in session.scalars(rows):
            session.delete(row)
    session.flush()


def on_purging(session: Session, notice: Purging) -> None:
    """With the names goes what versions say of people: ids, and fingerprints of free words."""
    due = queries.of_visits(visits_ended(notice.due.names)).where(DocumentVersion.salt != "")
    notice.counted[Matter.NOTES] += batches.number_of(session, due)
    for version in batches.in_batches(session, due, DocumentVersion.id) if notice.removes else ():
        version.facts, version.salt = {}, ""
    session.flush()
