"""A composed letter as a mail: plain text, the same as HTML or otherwise, and its attachments."""

import email.policy
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from email_validator import EmailNotValidError, validate_email
from markupsafe import Markup, escape

from visits.kit.text import clean
from visits.notifications.compose import Composed, Office, Uncomposable
from visits.notifications.models import Letter
from visits.notifications.rules import Failure

POLICY = email.policy.SMTP.clone(cte_type="7bit")
"""Bodies as base64 or quoted-printable: every server takes them."""
MOST_BYTES = 10_000_000
"""What government mailboxes take, attachments in their encoded form."""
PAGE = Markup(
    '<!DOCTYPE html>\n<html lang="{tag}" dir="{dir}">\n<head><meta charset="utf-8">'
    "<title>{subject}</title></head>\n<body>\n{body}\n</body>\n</html>\n"
)


def message_of(letter: Letter, composed: Composed, office: Office, *, at: datetime) -> EmailMessage:
    """The mail with the letter's own Message-ID. Raises Uncomposable for what no server would take."""
    message = EmailMessage(policy=POLICY)
    message.set_content(composed.text)
    message.add_alternative(html_of(composed, office.base_url), subtype="html")
    for other in composed.alternatives:
        main, _, sub = other.type.partition("/")
        message.add_alternative(
            other.content, maintype=main, subtype=sub, params=dict(other.parameters)
        )
    for attachment in composed.attachments:
        main, _, sub = attachment.type.partition("/")
        message.add_attachment(
            attachment.content,
            maintype=main,
            subtype=sub,
            filename=clean(attachment.name),
            params=dict(attachment.parameters),
        )
    message["Subject"] = clean(composed.subject)
    message["From"] = sender_of(office, composed.language.tag)
    if letter.recipient:
        message["To"] = address_of(letter.recipient, letter.recipient_name)
    message["Reply-To"] = office.email
    message["Date"] = format_datetime(at.astimezone(UTC))
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = composed.language.tag
    if len(message.as_bytes()) > MOST_BYTES:
        raise Uncomposable(Failure.TOO_LARGE)
    return message


def sender_of(office: Office, tag: str) -> Address:
    """VISITS_MAIL_FROM, with the name it gives or the office's."""
    name, address = parseaddr(office.mail_from)
    return Address(display_name=name or office.name.to(tag), addr_spec=address)


def address_of(address: str, name: str) -> Address:
    """Raises Uncomposable for what is no mail address."""
    try:
        valid = validate_email(
            address, check_deliverability=False, allow_smtputf8=False, globally_deliverable=False
        )
        return Address(display_name=clean(name), addr_spec=valid.ascii_email or valid.normalized)
    except (EmailNotValidError, ValueError) as error:
        raise Uncomposable(Failure.BAD_ADDRESS, str(error)) from error


def html_of(composed: Composed, base_url: str) -> str:
    """The text as a page: everything escaped, and no link but to ourselves, alone on its line."""
    paragraphs = [
        Markup("<p>{}</p>").format(
            Markup("<br>\n").join(line_of(line, base_url) for line in block.split("\n"))
        )
        for block in composed.text.split("\n\n")
        if block.strip()
    ]
    return str(
        PAGE.format(
            tag=composed.language.tag,
            dir=composed.language.dir,
            subject=composed.subject,
            body=Markup("\n").join(paragraphs),
        )
    )


def line_of(line: str, base_url: str) -> Markup:
    address = line.strip()
    if address.startswith(f"{base_url}/") and address.isascii() and len(address.split()) == 1:
        return Markup('<a href="{0}" dir="ltr">{0}</a>').format(address)
    return escape(line)
