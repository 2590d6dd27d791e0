"""The blueprint that every page of the figures hangs on."""

from flask import Blueprint

statistics = Blueprint("statistics", __name__, url_prefix="/office/figures")
