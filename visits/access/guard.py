"""Who may open which page: declared on the view, enforced in one place."""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import update
from sqlalchemy.orm import Session

from visits.access import links, sessions
from visits.access.links import LinkKeeper
from visits.access.models import SecretLink, User
from visits.access.programs import program_name
from visits.access.rules import NEEDS_SECOND_FACTOR, LinkKind, LinkState, Permission
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.paths import is_for_script, own_page
from visits.kit.sealing import Sealer
from visits.settings import Settings

View = TypeVar("View", bound=Callable[..., Any])
HOME = "/office/"
"""Where staff land: the dashboard."""
PUBLIC_ENDPOINTS = frozenset({"static"})
WITHOUT_SECOND_FACTOR = frozenset(
    {"access.enrol", "access.enrol_picture", "access.confirm_second_factor"}
)
"""Pages for somebody who has yet to set up the second factor that is asked of them."""


def requires(permission: Permission) -> Callable[[View], View]:
    """Only for users whose role has the permission, and only from the staff's networks."""

    def mark(view: View) -> View:
        view.asks_for = permission  # type: ignore[attr-defined]
        return from_office(view)

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


@dataclass(frozen=True, slots=True)
class Feed:
    """The mark of addresses for programs that come every hour: the view finds the link itself."""

    kinds: tuple[LinkKind, ...]


def by_feed_token(*kinds: LinkKind) -> Callable[[View], View]:
    """For programs with a secret address of one of these kinds, which no cookie makes known.

    The view looks its link up together with what it serves, in one query, and must `admit` it.
    """

    def mark(view: View) -> View:
        view.asks_for = Feed(kinds)  # type: ignore[attr-defined]
        return sessions.for_machines(view)

    return mark


def from_office(view: View) -> View:
    """Only from the networks of VISITS_STAFF_NETWORKS, when there are any."""
    view.is_from_office = True  # type: ignore[attr-defined]
    return view


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
    if getattr(current_app.view_functions[request.endpoint], "is_from_office", False):
        check_network()
    if mark == "public" or isinstance(mark, Feed):
        return None
    if isinstance(mark, tuple):
        return check_link(mark)
    return check_user(mark)


def check_network() -> None:
    networks = settings().staff_networks
    if networks and not is_within(request.remote_addr, networks):
        abort(403, description=_("This page opens from the office’s own network only."))


def is_within(address: str | None, networks: tuple[Any, ...]) -> bool:
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return False
    plain = getattr(found, "ipv4_mapped", None) or found
    return any(plain in network for network in networks)


def check_user(permission: Permission) -> ResponseReturnValue | None:
    user = sessions.current_user()
    if user is None:
        return to_sign_in()
    if not user.can(permission):
        abort(403)
    if user.totp_secret is None and needs_second_factor(permission):
        return redirect(url_for("access.enrol", next=own_page()))
    return None


def is_open_to_me(permission: Permission) -> bool:
    """May the present user do this here and now? Some things need a second factor besides."""
    user = the_user()
    lacks_factor = permission in NEEDS_SECOND_FACTOR and user.totp_secret is None
    return user.can(permission) and not lacks_factor


def to_sign_in() -> ResponseReturnValue:
    """And from there back to the page itself, or to the page whose form was sent."""
    if is_for_script():
        abort(401)
    return redirect(url_for("access.sign_in_anywhere", next=own_page()), 303)


def needs_second_factor(permission: Permission) -> bool:
    if request.endpoint in WITHOUT_SECOND_FACTOR:
        return False
    return settings().REQUIRE_TOTP or permission in NEEDS_SECOND_FACTOR


def check_link(kinds: tuple[LinkKind, ...]) -> ResponseReturnValue | None:
    secret = str((request.view_args or {}).get("token", ""))
    admit(links.find(db.session, kinds, secret))
    return None


def once(_link_id: str) -> int:
    """Uses of most links are counted at most once in five minutes."""
    return 1


def admit(link: SecretLink, *, uses: Callable[[str], int] = once) -> None:
    """Let its holder in, unless it was stopped or its time is over. The use is counted.

    *uses* says how many there were since it was asked last.
    """
    if link.state(now()) is not LinkState.OPEN:
        g.closed_link = link.state(now())
        abort(410)
    g.link = link
    db.session.info["actor"] = ("link", link.id, link.label)
    count_use(link, uses)


def count_use(link: SecretLink, uses: Callable[[str], int]) -> None:
    """Note the use, at most once in five minutes: reading must not wait for writers."""
    at = now()
    if (
        link.used_at is not None
        and (at - link.used_at).total_seconds() < sessions.NOTE_EVERY_SECONDS
    ):
        return
    link_id, agent = link.id, (request.user_agent.string or "")[:200]
    number = uses(link_id)
    if not number:
        return
    table: Any = SecretLink.__table__
    more = {"used_at": at, "use_count": table.c.use_count + number, "used_by": agent}

    def note(session: Session) -> None:
        session.execute(update(table).where(table.c.id == link_id).values(**more))

    db.write_briefly(note)


def protect_privacy(response: Response) -> Response:
    """Personal pages are kept by nobody; secret addresses are told to nobody."""
    mark = mark_of(request.endpoint) if request.endpoint else None
    is_served = request.method != "OPTIONS" and response.status_code < 400  # noqa: PLR2004
    if isinstance(mark, Feed) and is_served and "link" not in g:
        raise RuntimeError(f"{request.endpoint} did not ask whether the link is open")
    if isinstance(mark, Feed | tuple):
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


def the_keeper() -> LinkKeeper:
    """What makes, renews and addresses secret links."""
    keeper: LinkKeeper = current_app.extensions["links"]
    return keeper


def the_sealer() -> Sealer:
    """What seals the secrets of second factors."""
    sealer: Sealer = current_app.extensions["totp_sealer"]
    return sealer


def settings() -> Settings:
    found: Settings = current_app.config["SETTINGS"]
    return found


def init_app(app: Flask) -> None:
    app.before_request(sessions.know_user)
    app.before_request(check_access)
    app.after_request(protect_privacy)
    app.jinja_env.filters.update(
        link_address=lambda link: the_keeper().address(link),
        link_state=lambda link: link.state(now()),
        program_name=program_name,
    )
