"""What letters to hosts carry for their calendars: a file with the stops that they are asked for.

A file and no invitation: hosts answer by their page or by telephone, and a file opens anywhere.
Its entries have the UID and the SEQUENCE of the feed, so that a later file or feed replaces them.
"""

from collections.abc import Sequence
from datetime import timedelta, tzinfo

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.calendars import feeds, ics
from visits.calendars.feeds import Setting
from visits.calendars.ics import Entry
from visits.calendars.rules import Window
from visits.hosting import letters as hosting
from visits.hosting.models import HostRequest
from visits.hosting.queries import requests_in
from visits.hosting.rules import SEES, Fact
from visits.notifications.compose import Attachment, Contents, labelled, writer
from visits.notifications.models import Letter

A_MOMENT = timedelta(seconds=1)


@labelled(_("Request to a host"), is_internal=True)
def host_asked(session: Session, letter: Letter, links: LinkKeeper, zone: tzinfo) -> Contents:
    """The request with the stops as a calendar file."""
    contents = hosting.asked(session, letter, links, zone)
    numbers = [line.number for line in contents.facts["lines"]]
    office = writer().office
    setting = Setting(zone=str(zone), city=office.city, office=office.name, phone=office.phone)
    told = [one for one in requests_in(session, numbers) if Fact.TOPIC in SEES[one.contact.role]]
    shown = entries_of(session, told, letter.language, setting)
    if not shown:
        return contents
    file = Attachment("visit.ics", "text/calendar", ics.download(*shown), {"charset": "utf-8"})
    return Contents(contents.facts, (file, *contents.attachments))


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
