"""Where the pages of a reception lie: with the delegation's."""

from flask import Blueprint

reception = Blueprint("reception", __name__, url_prefix="/office/delegations/<code>")
