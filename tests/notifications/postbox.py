"""What a mail server of the tests was given."""

import asyncio
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

MONDAY = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)


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
