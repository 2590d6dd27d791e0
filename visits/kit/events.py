"""Upward notices: a capability says what happened, floors above react in the same transaction.

Events are frozen dataclasses in each capability's `events.py`; `app.py` connects the handlers in
one table and hangs it on every session.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

Handler = Callable[[Session, Any], None]
Listeners = Mapping[type, Sequence[Handler]]


def tell(session: Session, event: object) -> None:
    """Call every handler of the event's type, now, in this transaction. Handlers flush at most."""
    listeners: Listeners = session.info.get("listeners", {})
    for handler in listeners.get(type(event), ()):
        handler(session, event)
