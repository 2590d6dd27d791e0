"""Where the office's pages of requests lie."""

from flask import Blueprint

intake = Blueprint("intake", __name__, url_prefix="/office/requests")
