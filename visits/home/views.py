"""The dashboard."""

from flask import Blueprint, render_template

from visits.access.guard import requires
from visits.access.rules import Permission

home = Blueprint("home", __name__, url_prefix="/office")


@home.get("/")
@requires(Permission.SEE_HOME)
def dashboard() -> str:
    return render_template("home/dashboard.html")
