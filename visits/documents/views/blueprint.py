"""Where the pages of documents lie."""

from flask import Blueprint

documents = Blueprint("documents", __name__, url_prefix="/office/delegations")
