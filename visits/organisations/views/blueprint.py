"""The blueprint of all these pages."""

from flask import Blueprint

organisations = Blueprint("organisations", __name__, url_prefix="/office/organisations")
