"""The page that asks before a row is deleted; while something uses the row, it says what instead.

used = actions.uses_of_vehicle(db.session, row)
if request.method == "POST" and not used:
    actions.delete_vehicle(db.session, row)
    ...
    db.session.commit()
    return redirect(...)
return deletion("resources/delete_vehicle.html", words.users(InUse(used)), label, url, vehicle=row)
"""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue


def deletion(
    template: str, refused: list[str], label: str, cancel_url: str, **rows: Any
) -> ResponseReturnValue:
    """A page on `layout/confirm.html`; 409 when it was to be done, and could not."""
    body = render_template(
        template, refused=refused, confirm_label=label, cancel_url=cancel_url, **rows
    )
    return body, 409 if refused and request.method == "POST" else 200
