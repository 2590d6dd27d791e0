"""Where the pages of tasks lie."""

from flask import Blueprint

tasks = Blueprint("tasks", __name__, url_prefix="/office")
CHECKLIST = "/delegations/<code>/tasks"
