"""Where the pages lie."""

from flask import Blueprint

home = Blueprint("home", __name__, url_prefix="/office")
