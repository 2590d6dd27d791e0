"""What letters carry for calendars: by default a file with the stops, else one invitation.

A file opens anywhere, also where invitations are stripped. Its entries have the UID and the
SEQUENCE of the feed, so that a later file, feed or invitation replaces them.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta, tzinfo
from email.utils import parseaddr

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from visits.calendars import feeds, ics, words
from visits.calendars import queries as calendars
from visits.calendars.feeds import Setting
from visits.calendars.ics import Busy, Entry, Mail, Method, Status
from visits.calendars.rules import Standing, Window, Words
from visits.hosting.models import HostRequest
from visits.invitations.models import CalendarReader, InvitationMessage
from visits.notifications.compose import Attachment, writer
from visits.notifications.message import address_of
from visits.notifications.models import Letter

A_MOMENT = timedelta(seconds=1)
TEST_AT = time(9)
TEST_LASTS = timedelta(minutes=15)
CHARSET = {"charset": "utf-8"}


def setting_in(zone: tzinfo) -> Setting:
    office = writer().office
    return Setting(zone=str(zone), city=office.city, office=office.name, phone=office.phone)


# -- files -----------------------------------------------------------------------------------------


def file_of(
    session: Session,
    requests: Sequence[HostRequest],
    tag: str,
    zone: tzinfo,
    *,
    only: Status | None = None,
) -> list[Attachment]:
    """The stops of these requests as one file; none when no calendar shows them, or not so."""
    found = entries_of(session, requests, tag, setting_in(zone))
    shown = [entry for entry in found if only in (None, entry.status)]
    return (
        [Attachment("visit.ics", "text/calendar", ics.download(*shown), CHARSET)] if shown else []
    )


def entries_of(
    session: Session, requests: Sequence[HostRequest], tag: str, setting: Setting
) -> list[Entry]:
    """The stops of these requests, as the feeds of their sites show them."""
    return [
        entry
        for site in dict.fromkeys(one.contact.site for one in requests)
        for own in [{one.stop.uid: one for one in requests if one.contact.site is site}]
        for entry in feeds.site_entries(session, site, tag, window_of(list(own.values())), setting)
        if entry.uid in own
    ]


def window_of(requests: Sequence[HostRequest]) -> Window:
    starts = [one.starts for one in requests]
    return Window(min(starts), max(starts) + A_MOMENT)


# -- invitations -----------------------------------------------------------------------------------


def invitation(
    letter: Letter, method: Method, entry: Entry, *, partstat: ics.PartStat
) -> tuple[list[Attachment], list[Attachment]]:
    """The same bytes as an attachment and as the last form of the text (RFC 6047, 2.4)."""
    mail = Mail(
        method=method,
        organizer=parseaddr(writer().office.mail_from)[1],
        attendee=address_of(letter.recipient, "").addr_spec,
        at=letter.claimed_at or letter.created_at,
        partstat=partstat,
    )
    body = ics.message(entry, mail)
    spoken = {**CHARSET, "method": method.value}
    return [Attachment("invite.ics", "application/ics", body)], [
        Attachment("invite.ics", "text/calendar", body, spoken)
    ]


def entry_of(session: Session, message: InvitationMessage, tag: str, zone: tzinfo) -> Entry:
    """The stop as the message says it; what waits for an answer is no different from what has one,
    since the reader's calendar shows that itself, and is right when they accept."""
    row = message.publication
    places = {row.site_id: calendars.site_of(session, row.site_id)} if row.site_id else {}
    groups = calendars.delegations_of(session, {row.itinerary_id})
    standing = [Standing(row, row, row, is_lost=False)]
    (shown,) = feeds.entries_of(standing, places, groups, tag, setting_in(zone))
    return stated(shown, message.method, message.sequence, words.words_in(tag))


def stated(entry: Entry, method: Method, sequence: int, texts: Words) -> Entry:
    off = method is Method.CANCEL
    return replace(
        entry,
        sequence=sequence,
        status=Status.CANCELLED if off else Status.CONFIRMED,
        prefix=texts.cancelled if off else "",
    )


def test_entry(row: CalendarReader, tag: str, zone: tzinfo) -> Entry:
    """Fifteen minutes of the next morning that occupy nobody."""
    day = row.tested_at.astimezone(zone).date() + timedelta(days=1)
    starts = datetime.combine(day, TEST_AT, zone)
    return Entry(
        uid=row.test_uid,
        sequence=0,
        status=Status.CONFIRMED,
        starts=starts,
        ends=starts + TEST_LASTS,
        zone=str(zone),
        summary=_("Test of an invitation: please accept it"),
        language=tag,
        created=row.tested_at,
        changed=row.tested_at,
        description=_("Nothing takes place. You can delete this entry once you have answered."),
        busy=Busy.FREE,
    )
