"""The letters of the next release as they would read, before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256

from visits.itineraries import letters
from visits.itineraries.letters import About
from visits.itineraries.models import Itinerary, LetterChoice
from visits.itineraries.queries import ReleasePreview
from visits.itineraries.recipients import Recipient
from visits.itineraries.rules import Will
from visits.itineraries.views.shared import zone
from visits.kit.db import db
from visits.kit.translated import Translated
from visits.notifications.compose import Composed, writer
from visits.notifications.models import Letter
from visits.sites.models import Site


@dataclass(frozen=True, slots=True)
class Prepared:
    """One letter: as it is composed, and what an officer decided about it and wrote over it."""

    recipient: Recipient
    original: Composed
    choice: LetterChoice | None

    @property
    def composed(self) -> Composed:
        """As its reader would get it; secret addresses are left out."""
        one = self.choice
        if one is None:
            return self.original
        subject, text = one.subject or self.original.subject, one.text or self.original.text
        return replace(self.original, subject=subject, text=text)

    @property
    def will(self) -> Will:
        return self.choice.will if self.choice else Will.SEND

    @property
    def goes(self) -> bool:
        return self.will is Will.SEND

    @property
    def is_in_other_language(self) -> bool:
        """Whether letters are not written in the reader's language, and nobody wrote this one."""
        is_written = self.choice is not None and bool(self.choice.text)
        return self.original.language.tag != self.recipient.language and not is_written

    @property
    def is_edited(self) -> bool:
        return self.choice is not None and bool(self.choice.subject or self.choice.text)

    @property
    def is_outdated(self) -> bool:
        """Whether an officer wrote over another letter than this one has become."""
        is_other = self.choice is not None and self.choice.digest != digest(self.original)
        return self.goes and self.is_edited and is_other


def digest(composed: Composed) -> str:
    return sha256(f"{composed.subject}\n{composed.text}".encode()).hexdigest()


def prepared(
    itinerary: Itinerary,
    preview: ReleasePreview,
    note: Translated,
) -> Sequence[Prepared]:
    """All letters of the release, in the order in which they will be written."""
    what = About(
        delegation=itinerary.delegation,
        number=preview.number,
        note=note,
        stops=preview.frozen.snapshots,
        zone=zone(),
    )
    sites = sites_of(itinerary, preview.recipients)
    choices = {one.who: one for one in itinerary.plan.choices} if itinerary.plan else {}
    return [
        Prepared(one, composed_of(one, what, sites), choices.get(one.who))
        for one in preview.recipients
    ]


def composed_of(recipient: Recipient, what: About, sites: Mapping[int, Site]) -> Composed:
    """Secret addresses are made when the letter is."""
    letter = Letter(kind=recipient.kind, language=recipient.language, recipient_name=recipient.name)
    base = writer().office.base_url
    return writer().draft(letter, partial(letters.preview, recipient, what, sites, base)).masked()


def sites_of(itinerary: Itinerary, recipients: Sequence[Recipient]) -> Mapping[int, Site]:
    """Where the stops of people of ours are and were; those of the draft are loaded already."""
    known = {stop.site.id: stop.site for stop in itinerary.stops if stop.site}
    rows = [
        row
        for one in recipients
        if one.person
        for _contact, item in one.items
        for row in (item.row, item.former)
        if row and row.site_id and row.site_id not in known
    ]
    return known | letters.sites_at(db.session, rows) if rows else known
