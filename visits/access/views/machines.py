"""What machines ask for: is it alive, and what may be searched."""

from flask import Response, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from visits.access.guard import public
from visits.access.views.blueprint import access
from visits.kit.db import db

ROBOTS = """\
User-agent: *
Disallow: /office/
Disallow: /calendars/
Disallow: /*/access-list/
Disallow: /*/host/
Disallow: /*/liaison/
Disallow: /*/password/
Disallow: /*/requests/
Disallow: /*/sign-in
Disallow: /*/visit/
"""


@access.get("/robots.txt")
@public
def robots() -> ResponseReturnValue:
    return Response(ROBOTS, mimetype="text/plain")


@access.get("/healthz")
@public
def health() -> ResponseReturnValue:
    """200 while the database answers and is migrated, else 503. Tells nothing that is secret."""
    try:
        revision = db.session.scalar(text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError:
        return jsonify(status="failing", database="unreachable"), 503
    return jsonify(status="ok", database="ok", revision=revision)
