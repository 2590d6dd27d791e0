"""The script that keeps the page of the day in the phone, served where it may serve that page."""

from pathlib import Path

from flask import Response, current_app

from visits.access.guard import public
from visits.escorting.views.blueprint import escorting


@escorting.get("/escort-worker.js")
@public
def worker() -> Response:
    """Under an address that never changes, since browsers look there for a newer one."""
    name = Path(current_app.extensions["asset"]("escort-worker.js")).name
    script = (Path(str(current_app.static_folder)) / "dist" / name).read_bytes()
    return Response(script, mimetype="text/javascript", headers={"Cache-Control": "no-cache"})
