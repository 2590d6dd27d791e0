"""Addresses of our own: which may be followed, which page a request belongs to,
and who asks."""

from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException

from visits.kit.next_path import is_own_path

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def is_for_script() -> bool:
    """Whether a script of ours asks, which reads data and no page."""
    return bool(request.accept_mimetypes.best == "application/json")


def own_page() -> str:
    """The page to come back to after this request: itself, or the page whose form was sent.

    A form is sent to an address that is a page too, or else its page is named by the referrer.
    """
    here = request.full_path.rstrip("?")
    if request.method in SAFE_METHODS or is_page(request.path):
        return here
    came_from = urlsplit(request.referrer or "")
    path = f"{came_from.path}?{came_from.query}".rstrip("?")
    if came_from.netloc == request.host and is_own_path(path) and is_page(came_from.path):
        return path
    return "/"


def is_page(path: str) -> bool:
    try:
        current_app.url_map.bind(request.host).match(path, method="GET")
    except HTTPException:
        return False
    return True
