"""What has served its purpose is destroyed: here what lies below, by notice what lies above."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, cast, not_, or_, select
from sqlalchemy.orm import Session

from visits.access.links import links_to, revoke
from visits.access.models import SecretLink
from visits.delegations.models import Delegate, Delegation, RosterEntry
from visits.identity import queries
from visits.identity.events import Purging
from visits.identity.keys import keeper_of
from visits.identity.models import (
    DestructionRecord,
    IdentityCode,
    IdentityConsent,
    IdentityInvitation,
    IdentityKey,
    IdentityLook,
    IdentityRecord,
    PurgeRun,
)
from visits.identity.rules import (
    KEPT_AS,
    METHODS,
    Due,
    Matter,
)
from visits.kit.batches import in_batches, number_of
from visits.kit.events import tell
from visits.kit.files import remove_with
from visits.kit.retention import Retention
from visits.kit.threads import rows_of
from visits.notifications.actions import strip
from visits.notifications.models import Letter
from visits.papers import actions as papers
from visits.papers.models import File, OfficialPaper
from visits.papers.storage import folder_of

TO_PERSONS, TO_DESKS = "identity.", "access_lists."
"""Letters of these kinds are about identity data alone."""
SAYS_SOMETHING = or_(
    Letter.recipient != "",
    Letter.recipient_name != "",
    Letter.subject.is_not(None),
    Letter.text.is_not(None),
)
"""Whether a letter still says something of people."""
LETTER_FILE = re.compile(r"letter-(\d+)\.")


def count_due(session: Session, due: Due, *, at: datetime) -> Counter[Matter]:
    """What a purge would destroy now. Changes nothing."""
    return run(session, Purging(due, at, removes=False))


def purge(
    session: Session, due: Due, keep: Retention, *, by: str, mail: Path, at: datetime
) -> Counter[Matter]:
    """Destroy it and write it down; figures stay. *mail* is the folder of letters on the disk.

    Keys and files go when the transaction is committed; then destroy stray keys (destroy_strays) and
    wipe the database (kit/wiping.py).
    """
    counted = run(session, Purging(due, at, removes=True))
    for matter, count in sorted(counted.items()):
        if count:
            session.add(record_of(matter, count, due, keep, by=by, at=at))
    session.add(PurgeRun(at=at, by=by, destroyed=counted.total()))
    session.flush()
    remove_letter_files(session, mail)
    return counted


def note_wiped(session: Session) -> None:
    """The files of the database were made anew after the last purge."""
    last = queries.last_purge(session)
    if last is not None:
        last.is_wiped = True
    session.flush()


def record_of(
    matter: Matter, count: int, due: Due, keep: Retention, *, by: str, at: datetime
) -> DestructionRecord:
    """A line of the destruction record: it names nobody."""
    kept_as = KEPT_AS[matter]
    return DestructionRecord(
        at=at,
        matter=matter,
        count=count,
        until=getattr(due, kept_as),
        keep_days=getattr(keep, kept_as),
        method=METHODS[matter],
        by=by,
    )


def run(session: Session, notice: Purging) -> Counter[Matter]:
    """What lies above first: it may rest on what lies here."""
    tell(session, notice)
    purge_files(session, notice)
    purge_letters(session, notice)
    purge_identity(session, notice)
    purge_needs(session, notice)
    purge_names(session, notice)
    purge_looks(session, notice)
    session.flush()
    return notice.counted


# -- identity data ---------------------------------------------------------------------------------


def purge_identity(session: Session, notice: Purging) -> None:
    """Records and own links of visits that are over; their keys, so that no backup opens either."""
    over = queries.visits_over(notice.due.identity)
    due = select(IdentityRecord).where(IdentityRecord.delegation_id.in_(over))
    notice.counted[Matter.IDENTITY] += number_of(session, due)
    if not notice.removes:
        return
    for record in in_batches(session, due, IdentityRecord.id):
        session.delete(record)
    forget_links(session, notice)
    consents = select(IdentityConsent).where(
        IdentityConsent.delegation_id.in_(over), IdentityConsent.person != ""
    )
    for consent in session.scalars(consents):
        consent.person = ""
    session.flush()
    for key in session.scalars(select(IdentityKey).where(IdentityKey.delegation_id.in_(over))):
        keeper_of(session).destroy(session, key.file)
        session.delete(key)


def destroy_strays(session: Session, *, at: datetime) -> int:
    """Keys that no row names any more, once the purge is committed. Returns how many went."""
    known = session.scalars(select(IdentityKey.file)).all()
    return keeper_of(session).destroy_strays(known, at=at)


def forget_links(session: Session, notice: Purging) -> None:
    """Delegates' own links, the addresses they went to, and the codes typed behind them."""
    over = queries.visits_over(notice.due.identity)
    rows = select(IdentityInvitation).where(IdentityInvitation.delegation_id.in_(over))
    for row in session.scalars(rows):
        for link in session.scalars(links_to(("delegate", row.delegate_id))):
            revoke(link, at=notice.at)
        session.delete(row)
    liaison = select(SecretLink.id).where(
        SecretLink.subject_kind == "delegation", SecretLink.subject_id.in_(over)
    )
    own = select(SecretLink.id).where(
        SecretLink.subject_kind == "delegate",
        SecretLink.subject_id.in_(select(Delegate.id).where(Delegate.delegation_id.in_(over))),
    )
    codes = select(IdentityCode).where(
        or_(IdentityCode.link_id.in_(liaison), IdentityCode.link_id.in_(own))
    )
    for code in session.scalars(codes):
        session.delete(code)


def purge_files(session: Session, notice: Purging) -> None:
    """Files marked as identity data of visits that are over; of no visit, once they are as old.
    Those that name members of a delegation go with the names."""
    soon, late = notice.due.identity, notice.due.names
    with_names = and_(File.holds_names, not_(File.is_identity))
    for matter, due in (
        (
            Matter.IDENTITY_FILES,
            marked(session, File.is_identity.is_(True), queries.visits_over(soon), soon),
        ),
        (Matter.NAMES, marked(session, with_names, queries.visits_ended(late), late)),
    ):
        notice.counted[matter] += len(due)
        for file in due if notice.removes else ():
            papers.remove_file(session, file, folder=folder_of(session))


def marked(
    session: Session, mark: ColumnElement[bool], visits: Select[int], last: date
) -> list[File]:
    """Files with this mark of these visits alone; of no visit, those added on *last* or before."""
    rows = rows_of(session, visits)
    over = {(kind, number) for kind, ids in rows for number in session.scalars(ids)}
    files = session.scalars(select(File).where(mark).order_by(File.id)).all()
    return [file for file in files if is_over(session, file, over, last)]


def is_over(session: Session, file: File, over: set[tuple[str, int]], last: date) -> bool:
    """Whether everything that the file belongs to is over."""
    owners = [(file.owner_kind, file.owner_id)]
    if file.owner_kind == papers.OWNER:
        paper = session.get_one(OfficialPaper, file.owner_id)
        owners = [(row.subject_kind, row.subject_id) for row in paper.subjects]
    if not owners:
        return file.added_at.date() <= last
    return set(owners) <= over


# -- letters ---------------------------------------------------------------------------------------


def purge_letters(session: Session, notice: Purging) -> None:
    """Of identity letters after the visit, of all letters with the names: recipient and own words.

    A desk that must hear that a cancelled visit's list is withdrawn still gets its letter.
    """
    soon, late = notice.due.identity, notice.due.names
    of_identity = or_(
        *letters_about(session, queries.visits_over(soon), TO_PERSONS),
        *letters_about(session, queries.visits_ended(soon), TO_DESKS),
    )
    of_names = or_(*letters_about(session, queries.visits_ended(late), ""))
    saying = select(Letter).where(SAYS_SOMETHING)
    strip_some(session, saying.where(of_identity), Matter.LETTERS, notice)
    strip_some(session, saying.where(of_names, not_(of_identity)), Matter.OTHER_LETTERS, notice)


def letters_about(
    session: Session, visits: Select[int], kinds: str
) -> Iterator[ColumnElement[bool]]:
    """Conditions: letters of these visits, of kinds that begin so."""
    for kind, ids in rows_of(session, visits):
        yield and_(
            Letter.about_kind == kind, Letter.about_id.in_(ids), Letter.kind.startswith(kinds)
        )


def strip_some(session: Session, due: Select[Letter], matter: Matter, notice: Purging) -> None:
    notice.counted[matter] += number_of(session, due)
    for letter in in_batches(session, due, Letter.id) if notice.removes else ():
        strip(letter, at=notice.at)


def remove_letter_files(session: Session, mail: Path) -> None:
    """Letters that lie as files and whose row says nothing of people any more, or is gone."""
    if not mail.is_dir():
        return
    session.flush()
    for path in mail.iterdir():
        number = LETTER_FILE.match(path.name)
        letter = session.get(Letter, int(number[1])) if number else None
        if number and (letter is None or not (letter.recipient or letter.recipient_name)):
            remove_with(session, path)


# -- what the roster says --------------------------------------------------------------------------


NEEDS = {
    "meal_needs": (),
    "meal_note": "",
    "mobility": (),
    "mobility_note": "",
    "arrangements": (),
    "arrival_on": None,
    "arrival_time": None,
    "arrival": "",
    "arrival_place": "",
    "departure_on": None,
    "departure_time": None,
    "departure": "",
    "departure_place": "",
}
"""Meals, mobility and flights, as they are when nothing is known of them."""


def purge_needs(session: Session, notice: Purging) -> None:
    due = delegates_of(queries.visits_ended(notice.due.needs)).where(
        or_(*(says_more(getattr(Delegate, name), than) for name, than in NEEDS.items()))
    )
    notice.counted[Matter.NEEDS] += number_of(session, due)
    for delegate in in_batches(session, due, Delegate.id) if notice.removes else ():
        for name, nothing in NEEDS.items():
            setattr(delegate, name, nothing)


def says_more(column: ColumnElement[Any], than: tuple[()] | str | None) -> ColumnElement[bool]:
    """PostgreSQL compares no JSON; an empty list is written as `[]` in both databases."""
    return cast(column, String) != "[]" if than == () else column.is_distinct_from(than)


def purge_names(session: Session, notice: Purging) -> None:
    """The people go, the numbers by country stay: figures count those."""
    ended = queries.visits_ended(notice.due.names)
    due = delegates_of(ended)
    notice.counted[Matter.NAMES] += number_of(session, due)
    if not notice.removes:
        return
    for delegate in in_batches(session, due, Delegate.id):
        session.delete(delegate)
    for delegation in session.scalars(select(Delegation).where(Delegation.id.in_(ended))):
        delegation.liaison_name = delegation.liaison_position = ""
        delegation.liaison_email = delegation.liaison_phone = ""
    entries = select(RosterEntry).where(
        RosterEntry.delegation_id.in_(ended), RosterEntry.person != ""
    )
    for entry in session.scalars(entries):
        entry.person = ""


def delegates_of(delegations: Select[int]) -> Select[Delegate]:
    return select(Delegate).where(Delegate.delegation_id.in_(delegations))


def purge_looks(session: Session, notice: Purging) -> None:
    due = queries.looks_until(session, notice.due.looks)
    notice.counted[Matter.LOOKS] += number_of(session, due)
    for row in in_batches(session, due, IdentityLook.id) if notice.removes else ():
        session.delete(row)
