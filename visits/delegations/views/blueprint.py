"""Where the pages of delegations lie."""

from flask import Blueprint

delegations = Blueprint("delegations", __name__, url_prefix="/office/delegations")
