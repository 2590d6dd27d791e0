"""Where the pages of people and vehicles lie."""

from flask import Blueprint

resources = Blueprint("resources", __name__, url_prefix="/office/resources")
