"""Who may open which page: declared on the view, enforced in one place."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import update
from sqlalchemy.orm import Session

from visits.access import links, sessions
from visits.access.models import SecretLink, User
from visits.access.rules import LinkKind, LinkState, Permission
from visits.kit.clock import now
from visits.kit.db import db

View = TypeVar("View", bound=Callable[..., Any])
PUBLIC_ENDPOINTS = frozenset({"static"})


def requires(permission: Permission) -> Callable[[View], View]:
    """Only for users whose role has the permission."""

    def mark(view: View) -> View:
        view.asks_for = permission  # type: ignore[attr-defined]
        return view

    return mark


def public(view: View) -> View:
    """For everybody."""
    view.asks_for = "public"  # type: ignore[attr-defined]
    return view


def by_token(*kinds: LinkKind) -> Callable[[View], View]:
    """For whoever has a secret link of one of these kinds; the view finds it in `g.link`."""

    def mark(view: View) -> View:
        view.asks_for = kinds  # type: ignore[attr-defined]
        return view

    return mark


def mark_of(endpoint: str) -> Any:
    """The mark of a route; a route without one is a mistake of ours, and is not served."""
    if endpoint in PUBLIC_ENDPOINTS:
        return "public"
    return getattr(current_app.view_functions[endpoint], "asks_for", None)


def check_access() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None
    mark = mark_of(request.endpoint)
    if mark is None:
        raise RuntimeError(f"{request.endpoint} carries no mark")
    if mark == "public":
        return None
    if isinstance(mark, tuple):
        return check_link(mark)
    return check_user(mark)


def check_user(permission: Permission) -> ResponseReturnValue | None:
    user = sessions.current_user()
    if user is None:
        here = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("access.sign_in_anywhere", next=here))
    if not user.can(permission):
        abort(403)
    return None


def check_link(kinds: tuple[LinkKind, ...]) -> ResponseReturnValue | None:
    secret = str((request.view_args or {}).get("token", ""))
    link = links.find(db.session, kinds, secret)
    if link.state(now()) is not LinkState.OPEN:
        g.closed_link = link.state(now())
        abort(410)
    g.link = link
    count_use(link)
    return None


def count_use(link: SecretLink) -> None:
    """Note the use, at most once in five minutes: reading must not wait for writers."""
    at = now()
    if (
        link.used_at is not None
        and (at - link.used_at).total_seconds() < sessions.NOTE_EVERY_SECONDS
    ):
        return
    link_id, agent = link.id, (request.user_agent.string or "")[:200]

    def note(session: Session) -> None:
        session.execute(
            update(SecretLink.__table__)  # type: ignore[arg-type]
            .where(SecretLink.id == link_id)
            .values(used_at=at, use_count=SecretLink.use_count + 1, used_by=agent)
        )

    db.write_briefly(note)


def protect_privacy(response: Response) -> Response:
    """Personal pages are kept by nobody; secret addresses are told to nobody."""
    if "link" in g or "closed_link" in g:
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers.setdefault("Cache-Control", "private, no-store")
    elif request.path.startswith("/office") or "signed_in" in g:
        response.headers.setdefault("Cache-Control", "private, no-store")
    return response


def the_user() -> User:
    """The signed-in user of this request; only behind `@requires`."""
    user = sessions.current_user()
    if user is None:
        abort(401)
    return user


def init_app(app: Flask) -> None:
    app.before_request(sessions.know_user)
    app.before_request(check_access)
    app.after_request(protect_privacy)
