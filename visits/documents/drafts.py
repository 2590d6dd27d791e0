"""One document as it would be taken now: its report, its number, what changed since when.

Gathered twice from the same rows: once to learn which version it is, once to mark what is other.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from visits.delegations.models import Delegation
from visits.documents import queries
from visits.documents.marks import Marks
from visits.documents.models import DocumentVersion
from visits.documents.rules import DocumentKind, Facts, Taken, number_of, version_before
from visits.kit.reports import Item, Report, Section, plain
from visits.kit.zone import zone_of
from visits.languages import dates
from visits.papers.rules import PaperKind


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a document is gathered: in which language, and whether members may be named."""

    tag: str
    names_members: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """How a kind of document is gathered; *name* stands in addresses and file names."""

    kind: DocumentKind
    name: str
    paper: PaperKind
    read: Callable[[Session, Delegation, Reader], Any]
    title: Callable[[Delegation, str], str]
    sections: Callable[[Any, Marks], list[Section]]
    gone: Callable[[Any, Facts], Iterator[str]]
    names_members: bool = False
    """Its files name more people than the head of delegation."""

    @property
    def endpoint(self) -> str:
        return self.name.replace("-", "_")


@dataclass(frozen=True, slots=True)
class Draft:
    report: Report
    number: int
    facts: Facts
    salt: str
    before: Taken | None
    versions: Sequence[DocumentVersion]

    @property
    def fingerprint(self) -> str:
        """The same as long as the paper says the same, whenever it is made."""
        said = plain(replace(self.report, stamp=""))
        return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()

    @property
    def is_taken(self) -> bool:
        """Whether the last version says the same."""
        return bool(self.versions) and self.versions[-1].number == self.number


def draft(
    session: Session,
    document: Document,
    delegation: Delegation,
    *,
    reader: Reader,
    at: datetime,
    salt: str,
    since: int | None = None,
) -> Draft:
    """*salt* serves when no version was taken yet; *since* chooses the version to compare with.

    Facts and number are the same for every reader.
    """
    tag = reader.tag
    versions = queries.versions_of(session, delegation.id, document.kind)
    taken = [one.taken for one in versions if one.facts]
    salt = versions[-1].salt or salt if versions else salt
    rows = document.read(session, delegation, reader)
    unmarked = Marks(salt)
    document.sections(rows, unmarked)
    number = number_of([one.taken for one in versions], unmarked.facts)
    before = next((one for one in taken if one.number == since and since < number), None)
    before = before or version_before(taken, number)
    marks = Marks(salt, before.facts if before else None)
    sections = document.sections(rows, marks)
    gone = list(document.gone(rows, marks.gone))
    if gone:
        sections.append(Section(str(_("No longer there")), [Item(one) for one in gone]))
    mark = str(_("(changed)")) if before else ""
    title = document.title(delegation, tag)
    report = Report(
        title=f"{title} {mark}" if "title" in marks.changed else title,
        language=tag,
        head=[news(before, marks)] if before else (),
        sections=sections,
        stamp=stamp(number, at, tag, zone_of(session)),
        made_at=at,
        mark=mark,
    )
    return Draft(report, number, unmarked.facts, salt, before, versions)


def stamp(number: int, at: datetime, tag: str, zone: Any) -> str:
    moment = dates.moment(at, tag, zone)
    return str(_("Version %(number)s · made %(moment)s", number=number, moment=moment))


def news(before: Taken, marks: Marks) -> tuple[str, str]:
    """How much is other than in a version, for the head of the paper."""
    heading = str(_("Changes since version %(number)s", number=before.number))
    said = list(counted(len(marks.changed), len(marks.gone)))
    if marks.is_reordered:
        said.append(str(_("The order is another.")))
    return heading, " ".join(said) or str(_("Nothing has changed."))


def counted(changed: int, gone: int) -> Iterator[str]:
    if changed:
        yield ngettext(
            "%(num)s line is new or other, and marked.",
            "%(num)s lines are new or other, and marked.",
            changed,
        )
    if gone:
        yield ngettext(
            "%(num)s line is no longer there.", "%(num)s lines are no longer there.", gone
        )
