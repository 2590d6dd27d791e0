"""The page that asks before a row is deleted, and says what still uses it when it cannot be.

refused: list[str] = []
if request.method == "POST":
    refused = tried(partial(actions.delete_vehicle, db.session, row))
    if not refused:
        ...
        db.session.commit()
        return redirect(...)
return deletion("resources/delete_vehicle.html", refused, label, cancel_url, vehicle=row)
"""

from collections.abc import Callable
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from visits.kit import words
from visits.kit.errors import InUse


def tried(delete: Callable[[], None]) -> list[str]:
    """Delete it; else what still uses it, a line for each kind. Refused, nothing was written."""
    try:
        delete()
    except InUse as error:
        return words.users(error)
    return []


def deletion(
    template: str, refused: list[str], label: str, cancel_url: str, **rows: Any
) -> ResponseReturnValue:
    """A page on `layout/confirm.html`; 409 when it was to be done, and could not."""
    body = render_template(
        template, refused=refused, confirm_label=label, cancel_url=cancel_url, **rows
    )
    return body, 409 if refused and request.method == "POST" else 200
