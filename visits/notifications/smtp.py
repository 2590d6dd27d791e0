"""The mail server: its address from VISITS_SMTP_URL, and one sending."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Self
from urllib.parse import unquote, urlsplit

from visits.kit.text import clean
from visits.notifications.rules import Failure, Setback

TIMEOUT_SECONDS = 30
SELF = "localhost"
"""What we call ourselves to the server; asking the name service could take as long as the mail."""
PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}


class NotDelivered(Exception):
    """The server did not take the message; `setback` says why."""

    def __init__(self, failure: Failure, detail: str) -> None:
        super().__init__(failure.value)
        self.setback = Setback(failure, clean(detail)[:200])


@dataclass(frozen=True, slots=True)
class MailServer:
    """`smtp://`, `smtps://` or `smtp+starttls://`, with user and password where it wants them."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def from_url(cls, url: str) -> Self:
        """Raises ValueError, without repeating the password, for an address that cannot be used."""
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname:
            raise ValueError(f"must begin with one of {', '.join(f'{s}://' for s in PORTS)}")
        return cls(
            scheme=parts.scheme,
            host=parts.hostname,
            port=parts.port or PORTS[parts.scheme],
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )

    def send(self, message: EmailMessage) -> None:
        """Hand one message over, on its own connection. Raises NotDelivered."""
        try:
            connection = self.connect()
            try:
                connection.send_message(message)
            finally:
                hang_up(connection)
        except smtplib.SMTPAuthenticationError as error:
            raise NotDelivered(Failure.LOGIN_REFUSED, said(error)) from error
        except smtplib.SMTPRecipientsRefused as error:
            code, answer = next(iter(error.recipients.values()))
            raise NotDelivered(
                refusal(code, Failure.ADDRESS_REFUSED), words(code, answer)
            ) from error
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
            raise NotDelivered(refusal(error.smtp_code, Failure.REFUSED), said(error)) from error
        except (smtplib.SMTPException, OSError) as error:
            raise NotDelivered(Failure.UNREACHABLE, f"{self.host}: {error}") from error

    def dial(self) -> smtplib.SMTP:
        if self.scheme != "smtps":
            return smtplib.SMTP(self.host, self.port, SELF, timeout=TIMEOUT_SECONDS)
        secured = ssl.create_default_context()
        return smtplib.SMTP_SSL(
            self.host, self.port, SELF, timeout=TIMEOUT_SECONDS, context=secured
        )

    def connect(self) -> smtplib.SMTP:
        """An open, secured and signed-in connection."""
        connection = self.dial()
        try:
            if self.scheme == "smtp+starttls":
                connection.starttls(context=ssl.create_default_context())
            if self.user:
                connection.login(self.user, self.password)
        except BaseException:
            connection.close()
            raise
        return connection


def hang_up(connection: smtplib.SMTP) -> None:
    """Say goodbye. A server that does not answer any more has taken the message all the same."""
    with suppress(smtplib.SMTPException, OSError):
        connection.quit()


def refusal(code: int, final: Failure) -> Failure:
    """SMTP (RFC 5321, 4.2.1): 4xx is for now, 5xx is for good."""
    return Failure.POSTPONED if code < 500 else final  # noqa: PLR2004 (the protocol's own number)


def said(error: smtplib.SMTPResponseException) -> str:
    return words(error.smtp_code, error.smtp_error)


def words(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return f"{code} {text}"


def is_sender(text: str) -> bool:
    """Can mail be sent in this name? `office@example.org` or `Office <office@example.org>`."""
    return "@" in parseaddr(text)[1]
