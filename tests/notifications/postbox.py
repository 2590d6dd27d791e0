"""What a mail server of the tests was given, and the letter that tests send."""

import asyncio
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from sqlalchemy.orm import Session

from visits.kit.translated import Translated
from visits.notifications.compose import Attachment, Contents
from visits.notifications.models import Letter

MONDAY = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)

PROGRAMME = """\
{{ _("Programme of %(day)s", day=day(starts.date())) }}

{{ _("Dear %(name)s,", name=recipient) }}

{{ text(place) }}, {{ hours(starts, ends) }} ({{ zone_name }})
{{ note }}

{{ address }}

{% include "notifications/letters/signature.txt" %}
"""


def programme(_session: Session, letter: Letter, _links: Any, zone: Any) -> Contents:
    """The facts of the letters that tests queue."""
    starts = datetime.fromisoformat(letter.facts["starts"])
    return Contents(
        facts={
            "starts": starts,
            "ends": starts + timedelta(minutes=90),
            "place": Translated(letter.facts["place"]),
            "note": letter.facts.get("note", ""),
            "address": letter.facts.get("address", "http://127.0.0.1:8000/en/visit/abc"),
        },
        attachments=[
            Attachment("visit.ics", "text/calendar", b"BEGIN:VCALENDAR\r\n", {"charset": "utf-8"})
        ],
    )


class Postbox:
    """The handler of an SMTP server. `refuse` maps an address to the answer it gets; while it
    `holds_back`, it has the message but does not say so."""

    def __init__(self) -> None:
        self.port = 0
        self.messages: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.refuse: dict[str, str] = {}
        self.answer = "250 OK"
        self.holds_back = False

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            message = message_from_bytes(envelope.content, policy=default)
            assert isinstance(message, EmailMessage)
            self.messages.append(message)
            self.recipients += envelope.rcpt_tos
        while self.holds_back:
            await asyncio.sleep(0.01)
        return self.answer

    @property
    def identifiers(self) -> list[str]:
        return [str(message["Message-ID"]) for message in self.messages]
