"""What kinds of rows, their columns, actions and actors are called in the log.

The log knows rows of every floor by name alone; a column that has no word here is shown by its own
name, and a test says which those are.
"""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

ACTORS = {
    "user": _("person"),
    "link": _("by link"),
    "command": _("command line"),
    "worker": _("automatic"),
}
ACTIONS = {
    "created": _("Created"),
    "changed": _("Changed"),
    "deleted": _("Deleted"),
}
KINDS = {
    "User": _("User"),
    "SecretLink": _("Secret link"),
    "Letter": _("Letter"),
}
COLUMNS = {
    "about_id": _("Number of the record"),
    "about_kind": _("About"),
    "created_at": _("Created"),
    "due_at": _("Due"),
    "email": _("E-mail address"),
    "expires_at": _("Works until"),
    "facts": _("Facts"),
    "fingerprint": _("Address"),
    "generation": _("How often renewed"),
    "is_enabled": _("Active"),
    "key": _("Key"),
    "kind": _("Kind"),
    "label": _("Label"),
    "language": _("Language"),
    "last_error": _("Last error"),
    "message_id": _("Message number"),
    "name": _("Name"),
    "password_hash": _("Password"),
    "phone": _("Telephone"),
    "recipient": _("Recipient"),
    "recipient_name": _("Name of the recipient"),
    "revoked_at": _("Stopped"),
    "role": _("Role"),
    "sent_at": _("Sent"),
    "sent_by": _("Sent by"),
    "state": _("State"),
    "subject": _("Subject"),
    "subject_id": _("Number of the record"),
    "subject_kind": _("Leads to"),
    "text": _("Text"),
    "totp_last_step": _("Last code"),
    "totp_secret": _("Second factor"),
}


def kind_name(kind: str) -> str:
    return str(KINDS.get(kind) or kind)


def action_name(action: str) -> str:
    return str(ACTIONS.get(action) or humanised(action))


def column_name(column: str) -> str:
    return str(COLUMNS.get(column) or humanised(column))


def humanised(name: str) -> str:
    """`lead_days` as `Lead days`."""
    return name.replace("_", " ").strip().capitalize()


def plain_value(value: Any) -> str:
    """A value without a date in it, as people read it."""
    if value is None or value in ("", [], {}):
        return "—"
    if isinstance(value, bool):
        return str(gettext("Yes") if value else gettext("No"))
    if isinstance(value, list):
        return ", ".join(plain_value(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{humanised(key)}: {plain_value(inner)}" for key, inner in value.items())
    return str(value)
