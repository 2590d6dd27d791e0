"""The staff's menu and what every template may ask for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from visits.access import sessions
from visits.access.guard import HOME
from visits.access.rules import Permission
from visits.kit.paths import own_page
from visits.languages.dates import zone_name
from visits.languages.routing import interface_language
from visits.settings import Settings


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu: where it leads and who sees it."""

    endpoint: str
    label: Any
    permission: Permission


@dataclass(frozen=True, slots=True)
class Group:
    label: Any
    entries: Sequence[Entry]


P = Permission
MENU: tuple[Group, ...] = (
    Group(
        _("Daily work"),
        (
            Entry("home.dashboard", _("Dashboard"), P.READ_DELEGATIONS),
            Entry("intake.index", _("Visit requests"), P.READ_DELEGATIONS),
            Entry("hosting.my_sites", _("My sites"), P.ANSWER_AS_HOST),
            Entry("hosting.my_duties", _("My assignments"), P.SEE_OWN_ASSIGNMENTS),
            Entry("delegations.index", _("Delegations"), P.READ_DELEGATIONS),
            Entry("board.week", _("Planning board"), P.READ_DELEGATIONS),
            Entry("tasks.index", _("Tasks"), P.READ_DELEGATIONS),
            Entry("home.findings", _("Points to check"), P.READ_DELEGATIONS),
            Entry("outcomes.followups", _("Follow-ups"), P.READ_DELEGATIONS),
            Entry("notifications.index", _("Outbox"), P.READ_LETTERS),
            Entry("papers.index", _("Official papers"), P.READ_DELEGATIONS),
            Entry("statistics.weekly", _("Weekly plan"), P.READ_DELEGATIONS),
            Entry("feedback.period", _("Feedback"), P.READ_DELEGATIONS),
            Entry("statistics.show", _("Figures"), P.READ_FIGURES),
            Entry("statistics.report", _("Reports"), P.READ_FIGURES),
        ),
    ),
    Group(
        _("Registers"),
        (
            Entry("sites.index", _("Sites"), P.READ_REGISTERS),
            Entry("planner.templates", _("Programme templates"), P.READ_REGISTERS),
            Entry("organisations.index", _("Organisations"), P.READ_REGISTERS),
            Entry("resources.people", _("Our people"), P.READ_REGISTERS),
            Entry("resources.vehicles", _("Vehicles"), P.READ_REGISTERS),
            Entry("outcomes.gifts", _("Register of gifts"), P.READ_DELEGATIONS),
            Entry("holidays.index", _("Holidays"), P.READ_REGISTERS),
            Entry("organisations.countries", _("Country names"), P.READ_REGISTERS),
        ),
    ),
    Group(
        _("Administration"),
        (
            Entry("access.users", _("Users"), P.MANAGE_USERS),
            Entry("audit.index", _("Audit log"), P.READ_AUDIT),
            Entry("identity.looks", _("Looks at identity data"), P.OVERSEE_PERSONAL_DATA),
            Entry("identity.destroyed", _("Destruction record"), P.OVERSEE_PERSONAL_DATA),
        ),
    ),
)


def menu() -> list[dict[str, Any]]:
    """The groups and entries that this user may open, the current one marked."""
    user = sessions.current_user()
    if user is None:
        return []
    known = current_app.view_functions
    groups = []
    for group in MENU:
        items = [
            {
                "label": entry.label,
                "url": url_for(entry.endpoint),
                "current": is_current(entry.endpoint),
            }
            for entry in group.entries
            if entry.endpoint in known and user.can(entry.permission)
        ]
        if items:
            groups.append({"label": group.label, "items": items})
    return groups


def user_menu() -> list[dict[str, Any]]:
    if sessions.current_user() is None:
        return []
    return [{"label": gettext("My account"), "url": url_for("access.account")}]


def is_current(endpoint: str) -> bool:
    """The longest entry address that begins this one is where we are."""
    known = (entry.endpoint for group in MENU for entry in group.entries)
    addresses = [url_for(name) for name in known if name in current_app.view_functions]
    candidates = [address for address in addresses if is_within(request.path, address)]
    return bool(candidates) and url_for(endpoint) == max(candidates, key=len)


def is_within(path: str, address: str) -> bool:
    """Every staff page lies below the dashboard's address, so that one must be met exactly."""
    if address == HOME:
        return path == HOME
    return f"{path}/".startswith(address.rstrip("/") + "/")


def init_app(app: Flask) -> None:
    settings: Settings = app.config["SETTINGS"]
    app.jinja_env.globals["own_page"] = own_page

    @app.context_processor
    def for_templates() -> dict[str, Any]:
        tag = interface_language().tag if request else "en"
        city = settings.CITY_NAME.to(tag)
        is_staff = bool(request) and request.path.startswith("/office")
        return {
            "nav": menu() if request and "signed_in" in g else [],
            "user_menu": user_menu() if request and "signed_in" in g else [],
            "language_url": url_for("access.choose_language", next=own_page())
            if request and g.get("signed_in")
            else "",
            "current_user": sessions.current_user() if request else None,
            "home_url": url_for("home.dashboard") if request else "",
            "sign_out_url": url_for("access.sign_out") if request else "",
            "city_name": city,
            "zone_name": zone_name(settings.zone, tag),
            "office_name": settings.OFFICE_NAME.to(tag),
            "office_phone": settings.OFFICE_PHONE,
            "office_email": settings.OFFICE_EMAIL,
            "product_name": gettext("Delegation Visits")
            if is_staff
            else gettext("Visit %(city)s", city=city),
            "map_tiles": settings.MAP_TILES,
            "map_attribution": settings.MAP_ATTRIBUTION,
        }
