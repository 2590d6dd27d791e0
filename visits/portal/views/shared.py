"""What several pages by link need: codes for cameras, the keeper of links, settings."""

import io
from zoneinfo import ZoneInfo

import segno
from flask import Response, current_app, url_for

from visits.access.links import LinkKeeper
from visits.settings import Settings

QUIET_ZONE = 4
"""White modules around a code, as its standard asks."""


def code(text: str) -> Response:
    """A QR code as a picture."""
    picture = io.BytesIO()
    segno.make(text, micro=False).save(
        picture, kind="svg", border=QUIET_ZONE, light="#fff", xmldecl=False, omitsize=True
    )
    return Response(picture.getvalue(), mimetype="image/svg+xml")


def default_language_url(endpoint: str, token: str) -> str:
    """The page for readers of none of our languages: in English where it is offered."""
    offered = [one.tag for one in current_app.extensions["languages"]]
    return url_for(endpoint, lang="en" if "en" in offered else offered[0], token=token)


def keeper() -> LinkKeeper:
    found: LinkKeeper = current_app.extensions["links"]
    return found


def settings() -> Settings:
    found: Settings = current_app.config["SETTINGS"]
    return found


def city_zone() -> ZoneInfo:
    zone: ZoneInfo = current_app.config["ZONE"]
    return zone
