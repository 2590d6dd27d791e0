"""Replies out of mails and calendar files, from the bytes up. What comes from outside may be anything.

No calendar library reads them: a reply is five properties of one event, none of which needs a time
zone, and libraries keep what a file says of zones for the whole process.
"""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageError
from email.utils import getaddresses
from enum import StrEnum, auto
from pathlib import Path

from visits.invitations.rules import Reply

MOST_BYTES = 5_000_000
LONGEST_COMMENT = 1000
FOLD = re.compile(rb"\r?\n[ \t]")
PROPERTY = re.compile(
    r'(?P<name>[A-Za-z0-9-]+)(?P<more>(?:;[^:;"]*(?:"[^"]*"[^:;"]*)*)*):(?P<value>.*)'
)
PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^;":]*)')
STAMP = re.compile(r"\d{8}T\d{6}Z?")
ESCAPED = re.compile(r"\\(.)")
CALENDARS = ("text/calendar", "application/ics")
ENCODINGS = ("utf-8-sig", "cp949")
"""Of files from Korea: what is not Unicode is Windows' Korean."""


class Fault(StrEnum):
    """Why a file gives no replies."""

    TOO_LARGE = auto()
    UNREADABLE = auto()
    NO_SENDER = auto()
    """A mail from nobody, or from several: it is not known for whom it may answer."""
    NOT_ENCODED = auto()
    NO_CALENDAR = auto()
    NO_REPLY = auto()
    NOT_WHOLE = auto()


class NotRead(Exception):
    """The file is left out; the others are read."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Property:
    name: str
    parameters: dict[str, str]
    value: str


def files_in(place: Path) -> list[Path]:
    """The file itself, or the mails of a Maildir. Raises NotRead for any other folder."""
    if place.is_file():
        return [place]
    folders = [place / name for name in ("new", "cur")]
    if not any(folder.is_dir() for folder in folders):
        raise NotRead(Fault.UNREADABLE)
    return sorted(
        one
        for folder in folders
        if folder.is_dir()
        for one in folder.iterdir()
        if one.is_file() and not one.name.startswith(".")
    )


def replies_in(path: Path) -> list[Reply]:
    """Every reply in one mail or calendar file. Raises NotRead, whatever is wrong with it."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise NotRead(Fault.TOO_LARGE)
        content = path.read_bytes()
    except OSError as error:
        raise NotRead(Fault.UNREADABLE) from error
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:15].upper()
    if start == b"BEGIN:VCALENDAR":
        return replies_of(content, "")
    return replies_of_mail(content)


BROKEN = (ValueError, LookupError, TypeError, AttributeError, MessageError, RecursionError)
"""What the library raises for hostile mails; parts inside parts inside parts exhaust its stack."""


def replies_of_mail(content: bytes) -> list[Reply]:
    """Those of the calendar part; a mail often holds it twice. Raises NotRead."""
    try:
        message = email.message_from_bytes(content, policy=email.policy.compat32)
        parts = [
            one.get_payload(decode=True)
            for one in message.walk()
            if one.get_content_type() in CALENDARS
        ]
        senders = getaddresses([str(one) for one in message.get_all("From", [])])
    except BROKEN as error:
        raise NotRead(Fault.UNREADABLE) from error
    if not parts or not isinstance(parts[0], bytes):
        raise NotRead(Fault.NO_CALENDAR)
    if len(senders) != 1 or not senders[0][1]:
        raise NotRead(Fault.NO_SENDER)
    return replies_of(parts[0], senders[0][1].casefold())


def replies_of(content: bytes, sender: str) -> list[Reply]:
    """Raises NotRead for what is no reply, or lacks what a reply must have (RFC 5546, 3.2.3)."""
    lines = list(properties(decoded(content)))
    if not any(one.name == "METHOD" and one.value.strip().upper() == "REPLY" for one in lines):
        raise NotRead(Fault.NO_REPLY)
    found = [reply for event in events(lines) for reply in replies_about(event, sender)]
    if not found:
        raise NotRead(Fault.NOT_WHOLE)
    return found


def decoded(content: bytes) -> str:
    """Unfolded before it is decoded: programs cut lines inside a character."""
    octets = FOLD.sub(b"", content)
    for encoding in ENCODINGS:
        try:
            return octets.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotRead(Fault.NOT_ENCODED)


def properties(text: str) -> Iterator[Property]:
    """Its lines, without those that are none."""
    for line in text.replace("\r\n", "\n").split("\n"):
        read = PROPERTY.fullmatch(line.rstrip("\r"))
        if read:
            given = PARAMETER.findall(read["more"])
            parameters = {name.upper(): value.strip('"') for name, value in given}
            yield Property(read["name"].upper(), parameters, read["value"])


def events(lines: list[Property]) -> Iterator[list[Property]]:
    """The properties of each VEVENT, without those of what stands inside it."""
    inside: list[str] = []
    own: list[Property] = []
    for one in lines:
        if one.name == "BEGIN":
            inside.append(one.value.strip().upper())
            own = [] if inside[-1] == "VEVENT" else own
        elif one.name == "END":
            if inside and inside.pop() == "VEVENT":
                yield own
        elif inside and inside[-1] == "VEVENT":
            own.append(one)


def replies_about(event: list[Property], sender: str) -> Iterator[Reply]:
    """One for each attendee who answers; nothing when it does not say about what, or when."""
    said = {one.name: one.value.strip() for one in reversed(event)}
    at = moment(said.get("DTSTAMP", ""))
    number = said.get("SEQUENCE", "0")
    if not said.get("UID") or at is None or not re.fullmatch(r"[0-9]{1,9}", number):
        return
    for one in event:
        if one.name == "ATTENDEE" and one.value.strip().lower().startswith("mailto:"):
            yield Reply(
                uid=said["UID"],
                attendee=mailbox_of(one.value),
                partstat=one.parameters.get("PARTSTAT", "").upper(),
                sequence=int(number),
                at=at,
                comment=plain(said.get("COMMENT", "")),
                sender=sender,
            )


def mailbox_of(address: str) -> str:
    return address.strip().removeprefix("mailto:").removeprefix("MAILTO:").strip().casefold()


def moment(stamp: str) -> datetime | None:
    """DTSTAMP is in UTC (RFC 5545, 3.8.7.2), though some leave its Z out."""
    if not STAMP.fullmatch(stamp):
        return None
    try:
        return datetime.strptime(stamp.rstrip("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def plain(text: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11) as it was written."""
    shown = ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
    return shown.strip()[:LONGEST_COMMENT]
