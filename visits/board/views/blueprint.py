"""Where the boards lie: one for each delegation, one for the week over all of them."""

from flask import Blueprint

board = Blueprint("board", __name__, url_prefix="/office")
OWN = "/delegations/<code>/board"
"""The board of one delegation."""
