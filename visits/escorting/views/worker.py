"""The script that keeps the page of the day in the phone, served where it may serve that page."""

from pathlib import Path

from flask import Response, current_app, send_file

from visits.access.guard import public
from visits.escorting.views.blueprint import escorting


@escorting.get("/escort-worker.js")
@public
def worker() -> Response:
    """Under an address that never changes, since browsers look there for a newer one."""
    name = Path(current_app.extensions["asset"]("escort-worker.js")).name
    folder = Path(str(current_app.static_folder)) / "dist"
    response = send_file(folder / name, mimetype="text/javascript", max_age=0)
    response.headers["Cache-Control"] = "no-cache"
    return response
