"""Letters that carry something for a calendar: those of hosting, and our own.

`hosting` words its letters; here each gets the message that was remembered for it, or, where a
contact has not chosen invitations, a request its file.
"""

from collections.abc import Sequence
from datetime import tzinfo

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.calendars.ics import Method, PartStat, Status
from visits.hosting import letters as hosting
from visits.hosting.queries import requests_in
from visits.hosting.rules import SEES, Fact
from visits.invitations import files, queries
from visits.itineraries.models import Stop
from visits.kit.errors import NotThere
from visits.languages.catalogue import language
from visits.notifications.compose import Composer, Contents, labelled
from visits.notifications.models import Letter


def carrying(session: Session, letter: Letter, found: Contents, zone: tzinfo) -> Contents | None:
    """The letter with its calendar message in place of other files; None when it has none."""
    message = queries.message_of(session, letter.id)
    if message is None:
        return None
    tag = language(letter.language).interface.tag
    entry = files.entry_of(session, message, tag, zone)
    attached, others = files.invitation(letter, message.method, entry, partstat=message.partstat)
    return Contents(
        {**found.facts, "invites": message.partstat is PartStat.NEEDS_ACTION}, attached, others
    )


def with_message(composer: Composer) -> Composer:
    """The letter of hosting, with what it says to a calendar."""

    def compose(session: Session, letter: Letter, links: LinkKeeper, zone: tzinfo) -> Contents:
        found = composer(session, letter, links, zone)
        return carrying(session, letter, found, zone) or found

    return labelled(composer.label, is_internal=True)(compose)  # type: ignore[attr-defined]


host_reminded = with_message(hosting.reminder)
host_reconfirmed = with_message(hosting.reconfirm)
host_settled = with_message(hosting.settled)
host_regretted = with_message(hosting.regret)
office_asked = with_message(hosting.diary)


@labelled(_("Request to a host"), is_internal=True)
def host_asked(session: Session, letter: Letter, links: LinkKeeper, zone: tzinfo) -> Contents:
    """The request with an invitation, or with the stops as a calendar file."""
    found = hosting.asked(session, letter, links, zone)
    return carrying(session, letter, found, zone) or with_file(session, letter, found, zone)


@labelled(_("Request to a host withdrawn"), is_internal=True)
def host_withdrawn(session: Session, letter: Letter, links: LinkKeeper, zone: tzinfo) -> Contents:
    """What is over, with a message or a file that takes it out of a calendar."""
    found = hosting.withdrawn(session, letter, links, zone)
    return carrying(session, letter, found, zone) or with_file(
        session, letter, found, zone, only=Status.CANCELLED
    )


def with_file(
    session: Session,
    letter: Letter,
    found: Contents,
    zone: tzinfo,
    *,
    only: Status | None = None,
) -> Contents:
    """With the stops of the letter as a file; *only* those of this status, whatever else it says."""
    numbers: Sequence[int] = [line.number for line in found.facts["lines"]]
    told = [one for one in requests_in(session, numbers) if Fact.TOPIC in SEES[one.contact.role]]
    file = files.file_of(session, told, letter.language, zone, only=only)
    return Contents(found.facts, (*file, *found.attachments))


# -- our own ---------------------------------------------------------------------------------------


@labelled(_("Test of an invitation"), is_internal=True)
def test(session: Session, letter: Letter, _links: LinkKeeper, zone: tzinfo) -> Contents:
    """To somebody whose calendar may understand invitations."""
    row = queries.tested_as(session, letter.facts["uid"])
    if row is None:
        raise NotThere("test")
    tag = language(letter.language).staff_interface.tag
    entry = files.test_entry(row, tag, zone)
    attached, others = files.invitation(
        letter, Method.REQUEST, entry, partstat=PartStat.NEEDS_ACTION
    )
    return Contents({}, attached, others)


@labelled(_("Invitation"), is_internal=True)
def invited(session: Session, letter: Letter, _links: LinkKeeper, zone: tzinfo) -> Contents:
    """To a reader who hears of a stop by this letter."""
    return about_stop(session, letter, zone)


@labelled(_("Invitation, changed"), is_internal=True)
def updated(session: Session, letter: Letter, _links: LinkKeeper, zone: tzinfo) -> Contents:
    """To a reader whose calendar holds the stop at another time or place."""
    return about_stop(session, letter, zone)


@labelled(_("Invitation, cancelled"), is_internal=True)
def cancelled(session: Session, letter: Letter, _links: LinkKeeper, zone: tzinfo) -> Contents:
    """To a reader whose calendar holds a stop that is not theirs any more."""
    return about_stop(session, letter, zone)


def about_stop(session: Session, letter: Letter, zone: tzinfo) -> Contents:
    """When, what, who, whom to call: as it was published, like the message."""
    message = queries.message_of(session, letter.id)
    stop = session.get(Stop, letter.facts["stop"])
    if message is None or stop is None:
        raise NotThere("stop")
    row, delegation = message.publication, stop.itinerary.delegation
    found = Contents({"row": row, "delegation": delegation, "lead": delegation.lead})
    return carrying(session, letter, found, zone) or found
