"""The factory: settings, extensions, blueprints, who listens to what, error pages. The only wiring."""

import importlib
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from visits import assets, cli, errors, navigation, records
from visits.access import guard
from visits.access.links import LinkKeeper
from visits.access_lists import actions as access_lists
from visits.access_lists.actions import KEEP_DAYS
from visits.audit import recorder
from visits.board import actions as board
from visits.busy import actions as busy
from visits.busy.events import BookedSpans, BusyChanged
from visits.calendars import actions as calendars
from visits.calendars import stamps
from visits.composers import COMPOSERS
from visits.delegations import actions as delegations
from visits.delegations.events import (
    DelegationChanged,
    DelegationDeleted,
    HandedOver,
    ListsNaming,
    RosterChanged,
)
from visits.delegations.rules import Level
from visits.documents import actions as documents
from visits.escorting import actions as escorting
from visits.feedback import actions as feedback
from visits.history import actions as history
from visits.holidays.events import HolidaysChanged
from visits.hosting.actions import asking as hosts
from visits.hosting.actions import knowing, serving
from visits.hosting.actions.tending import tend as tend_hosts
from visits.hosting.events import GoesAlone, WroteTo
from visits.identity import actions as identity
from visits.identity.events import IdentityChanged, Purging
from visits.identity.keys import EXTENSION as IDENTITY_KEYS
from visits.identity.keys import FOLDER, PURPOSE, KeyKeeper
from visits.intake import actions as intake
from visits.intake.events import RequestAccepted
from visits.invitations import actions as invitations
from visits.itineraries.actions import receiving, rechecking, steps, uses
from visits.itineraries.events import (
    GuestsAsked,
    Hurried,
    ItineraryChanged,
    KnownElsewhere,
    Published,
    ReallyTookPlace,
    Released,
    UnsentAsks,
)
from visits.kit import files, logs, once, search, typeset
from visits.kit.db import db
from visits.kit.events import Handler
from visits.kit.sealing import Sealer
from visits.kit.threads import RowsOf
from visits.kit.uses import UsesOf
from visits.languages import html, routing
from visits.languages.catalogue import BY_TAG
from visits.notifications import actions as letters
from visits.notifications import compose
from visits.notifications.smtp import MailServer, is_sender
from visits.organisations.events import OrganisationsMerged
from visits.outcomes import actions as outcomes
from visits.papers import actions as papers
from visits.papers.storage import FILES
from visits.planner import actions as planner
from visits.reception import actions as reception
from visits.resources.events import ResourceChanged
from visits.settings import BadSetting, Settings, keys_for
from visits.sites.events import ContactMoved, SiteChanged, TravelTimeChanged
from visits.tasks import actions as tasks

Tending = Callable[..., Mapping[str, int]]

ROOT = Path(__file__).resolve().parent.parent

CAPABILITIES = (
    "access",
    "audit",
    "notifications",
    "organisations",
    "sites",
    "resources",
    "holidays",
    "papers",
    "busy",
    "delegations",
    "identity",
    "intake",
    "itineraries",
    "access_lists",
    "agendas",
    "board",
    "escorting",
    "feedback",
    "history",
    "hosting",
    "outcomes",
    "planner",
    "reception",
    "tasks",
    "calendars",
    "documents",
    "portal",
    "statistics",
    "home",
    "welcome",
    "invitations",
)
"""Folders with models or views, floor by floor. Their blueprints are called like the folder."""

LISTENERS: dict[type, Sequence[Handler]] = {
    UsesOf: (
        letters.count_uses,
        papers.count_uses,
        delegations.count_uses,
        intake.count_uses,
        uses.on_uses_asked,
        access_lists.count_uses,
        escorting.count_uses,
        feedback.count_uses,
        history.count_uses,
        hosts.on_uses_asked,
        outcomes.count_uses,
        planner.count_uses,
        reception.count_uses,
        tasks.count_uses,
    ),
    OrganisationsMerged: (
        letters.on_organisations_merged,
        papers.on_organisations_merged,
        delegations.on_organisations_merged,
        intake.on_organisations_merged,
        outcomes.on_organisations_merged,
    ),
    RowsOf: (intake.on_rows_asked, uses.on_rows_asked),
    Published: (calendars.on_published,),
    Released: (escorting.on_released, calendars.on_released, invitations.on_released),
    GoesAlone: (invitations.on_goes_alone_asked,),
    WroteTo: (invitations.on_wrote_to,),
    GuestsAsked: (feedback.on_guests_asked,),
    UnsentAsks: (hosts.on_unsent_asked,),
    KnownElsewhere: (knowing.on_known_asked,),
    Hurried: (knowing.on_hurried,),
    ContactMoved: (hosts.on_contact_moved,),
    SiteChanged: (rechecking.on_site_changed, calendars.on_site_changed),
    TravelTimeChanged: (rechecking.on_travel_time_changed,),
    ResourceChanged: (rechecking.on_resource_changed, calendars.on_resource_changed),
    BookedSpans: (uses.on_booked_asked,),
    BusyChanged: (rechecking.on_busy_changed,),
    HolidaysChanged: (rechecking.on_holidays_changed, tasks.on_holidays_changed),
    DelegationChanged: (
        rechecking.on_delegation_changed,
        calendars.on_delegation_changed,
        tasks.on_delegation_changed,
    ),
    HandedOver: (outcomes.on_handed_over, tasks.on_handed_over, calendars.on_handed_over),
    RequestAccepted: (tasks.on_request_accepted,),
    DelegationDeleted: (
        rechecking.on_delegation_deleted,
        intake.on_delegation_deleted,
        identity.on_delegation_deleted,
        documents.on_delegation_deleted,
        reception.on_delegation_deleted,
        tasks.on_delegation_deleted,
    ),
    RosterChanged: (
        identity.on_roster_changed,
        rechecking.on_roster_changed,
        access_lists.on_roster_changed,
        hosts.on_roster_changed,
    ),
    ReallyTookPlace: (outcomes.on_really_took_place,),
    ItineraryChanged: (
        access_lists.on_itinerary_changed,
        hosts.on_itinerary_changed,
        calendars.on_itinerary_changed,
        invitations.on_itinerary_changed,
    ),
    ListsNaming: (uses.on_lists_asked, access_lists.on_lists_asked),
    IdentityChanged: (rechecking.on_identity_changed, access_lists.on_identity_changed),
    Purging: (
        intake.on_purging,
        receiving.on_purging,
        rechecking.on_purging,
        access_lists.on_purging,
        escorting.on_purging,
        feedback.on_purging,
        serving.on_purging,
        outcomes.on_purging,
        documents.on_purging,
        reception.on_purging,
        tasks.on_purging,
    ),
}
"""Who reacts to whose notices, in the same transaction."""

TENDING: Sequence[Tending] = (
    intake.tend,
    delegations.tend,
    steps.tend,
    board.tend,
    outcomes.tend,
    tasks.tend,
    busy.tend,
)
"""What happens by itself, once an hour (`flask visits tend`): each is called with the session and
`links`, `folder` (where files lie), `at`; says how many of what it did; flushes at most."""

CSP = (
    "default-src 'self'; img-src 'self'{tiles}; style-src 'self'; script-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def create_app(settings: Settings | None = None) -> Flask:
    settings = settings or Settings.from_env(os.environ)
    app = Flask(
        "visits", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static")
    )
    configure(app, settings)
    db.init_app(app)
    load_models()
    sessions = db._app_state[app].sessionmaker  # noqa: SLF001 (before there is an app context)
    sessions.configure(
        info={
            "listeners": LISTENERS,
            "zone": settings.zone,
            "links": app.extensions["links"],
            FILES: settings.DATA_DIR / "files",
            IDENTITY_KEYS: app.extensions[IDENTITY_KEYS],
            KEEP_DAYS: settings.KEEP_IDENTITY_DAYS,
        }
    )
    check_levels(settings)
    recorder.install(sessions)
    search.install(sessions)
    stamps.install(sessions)
    files.install(sessions)
    set_up_languages(app, settings)
    guard.init_app(app)
    logs.mask(app.logger)
    CSRFProtect(app)
    once.init_app(app)
    html.init_app(app)
    set_up_letters(app, settings)
    typeset.init_app(
        app,
        templates=ROOT / "templates",
        fonts=settings.font_folders,
        office=settings.OFFICE_NAME,
    )
    app.extensions["tending"] = (*TENDING, partial(tend_hosts, hold_days=settings.HOLD_DAYS))
    assets.init_app(app)
    errors.init_app(app)
    navigation.init_app(app)
    records.init_app(app)
    register_views(app)
    cli.init_app(app)
    app.after_request(add_headers)
    serve_static(app, settings)
    return app


def configure(app: Flask, settings: Settings) -> None:
    keys = keys_for(settings)
    prefix = "__Host-" if settings.is_secure else ""
    app.config.from_mapping(
        SETTINGS=settings,
        SECRET_KEY=keys["SECRET_KEY"],
        SQLALCHEMY_ENGINES={"default": settings.database_url},
        ZONE=settings.zone,
        TIME_ZONE=settings.TIME_ZONE,
        BABEL_TRANSLATION_DIRECTORIES=str(ROOT / "translations"),
        IDLE_MINUTES=settings.IDLE_MINUTES,
        SESSION_HOURS=settings.SESSION_HOURS,
        SESSION_COOKIE_NAME=f"{prefix}visits",
        SESSION_COOKIE_SECURE=settings.is_secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=settings.SESSION_HOURS),
        WTF_CSRF_TIME_LIMIT=None,
        # Pages behind secret links send no referrer, which this check would ask for under https.
        WTF_CSRF_SSL_STRICT=False,
        TRUSTED_HOSTS=settings.trusted_hosts,
        MAX_CONTENT_LENGTH=(settings.UPLOAD_MEGABYTES + 1) * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        MAX_FORM_PARTS=5_000,
        STRICT_TRANSPORT=settings.is_secure,
        CSP=CSP.format(tiles=f" {settings.MAP_TILES.split('{')[0]}" if settings.MAP_TILES else ""),
    )
    identity_keys = keys["IDENTITY_KEY"].split(",")
    app.extensions["totp_sealer"] = Sealer(identity_keys, "second factor")
    app.extensions["calendar_sealer"] = Sealer(identity_keys, "address of a calendar")
    app.extensions[IDENTITY_KEYS] = KeyKeeper(
        settings.DATA_DIR / FOLDER, Sealer(identity_keys, PURPOSE)
    )
    app.extensions["links"] = LinkKeeper(keys["LINK_KEY"].encode(), settings.base_url)
    if settings.TRUSTED_PROXIES:
        hops = settings.TRUSTED_PROXIES
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]


def check_levels(settings: Settings) -> None:
    """Raises BadSetting for a level of visits that there is not."""
    known = {"1", *(level.value for level in Level)}
    if strange := sorted(settings.approval_levels - known):
        raise BadSetting(f"VISITS_RELEASE_NEEDS_APPROVAL: no such level: {', '.join(strange)}")


def set_up_languages(app: Flask, settings: Settings) -> None:
    """Which languages guests are offered. Raises BadSetting for one that we do not know."""
    if strange := [tag for tag in settings.language_tags if tag not in BY_TAG]:
        raise BadSetting(f"VISITS_LANGUAGES: no such language: {', '.join(strange)}")
    if not settings.language_tags:
        raise BadSetting("VISITS_LANGUAGES must name a language")
    routing.init_app(app, settings.language_tags)


def set_up_letters(app: Flask, settings: Settings) -> None:
    """Who writes letters and by which server they go. Raises BadSetting for what cannot work."""
    office = compose.Office(
        name=settings.OFFICE_NAME,
        city=settings.CITY_NAME,
        phone=settings.OFFICE_PHONE,
        email=settings.OFFICE_EMAIL,
        base_url=settings.base_url,
        mail_from=settings.MAIL_FROM,
    )
    links = app.extensions["links"]
    compose.init_app(app, COMPOSERS, links=links, zone=settings.zone, office=office)
    if not is_sender(settings.MAIL_FROM):
        raise BadSetting("VISITS_MAIL_FROM must hold an e-mail address")
    try:
        server = MailServer.from_url(settings.SMTP_URL) if settings.SMTP_URL else None
    except ValueError as error:
        raise BadSetting(f"VISITS_SMTP_URL {error}") from error
    app.extensions["mail_server"] = server


def load_models() -> None:
    """Import every capability's tables, so that the metadata is whole."""
    for name in CAPABILITIES:
        path = ROOT / "visits" / name
        if (path / "models.py").exists() or (path / "models").is_dir():
            importlib.import_module(f"visits.{name}.models")


def register_views(app: Flask) -> None:
    """Each capability's words, then its pages."""
    for name in CAPABILITIES:
        path = ROOT / "visits" / name
        if (path / "words.py").exists():
            importlib.import_module(f"visits.{name}.words")
        if (path / "views.py").exists() or (path / "views").is_dir():
            views: Any = importlib.import_module(f"visits.{name}.views")
            app.register_blueprint(getattr(views, name))


def add_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", current_app.config["CSP"])
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("X-Frame-Options", "DENY")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    if current_app.config["STRICT_TRANSPORT"]:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if not request.path.startswith("/static/") and "Vary" not in headers:
        response.vary.update(["Cookie", "Accept-Language"])
    return response


def serve_static(app: Flask, settings: Settings) -> None:
    """WhiteNoise serves the built files; hashed names may be kept for ever."""
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(ROOT / "static"),
        prefix="static/",
        autorefresh=settings.is_loopback,
        immutable_file_test=assets.is_hashed,
    )
