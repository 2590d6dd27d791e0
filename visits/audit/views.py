"""The log as a page: who changed what, when."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from visits.access import queries as access
from visits.access.guard import requires, settings
from visits.access.models import User
from visits.access.rules import Permission
from visits.audit import queries
from visits.audit.forms import AuditFilter
from visits.audit.models import AuditEntry
from visits.audit.queries import Wanted
from visits.audit.worded import Reader, pairs_in
from visits.audit.words import kind_name
from visits.itineraries import queries as itineraries
from visits.kit import records
from visits.kit.clock import local
from visits.kit.db import db
from visits.kit.forms import Choices, choices
from visits.kit.pager import linked
from visits.kit.pages import page_of
from visits.languages.routing import interface_language

audit = Blueprint("audit", __name__)


@audit.get("/office/audit")
@requires(Permission.READ_AUDIT)
def index() -> ResponseReturnValue:
    zone = settings().zone
    form = AuditFilter(request.args, actors=actors())
    page = page_of(
        db.session,
        queries.entries(wanted(form, zone)),
        by=(AuditEntry.id,),
        cursor=request.args.get("page"),
        descending=True,
    )
    names = records.named(db.session, {pair for entry in page.rows for pair in pairs_in(entry)})
    reader = Reader(interface_language().tag, zone, names)
    entries = [reader.read(entry) for entry in page.rows]
    return render_template(
        "audit/index.html",
        form=form,
        page=linked(page),
        entries=entries,
        record=record_of(form, entries[0].label if entries else ""),
    )


def wanted(form: AuditFilter, zone: ZoneInfo) -> Wanted:
    kind, _sign, number = (form.actor.data or "").partition(":")
    return Wanted(
        words=form.words.data or "",
        stops=itineraries.stops_of_visit(db.session, (form.words.data or "").strip()),
        kind=form.kind.data or "",
        id=(form.id.data or "") if form.kind.data else "",
        action=form.action.data or "",
        actor=(kind, number) if kind else None,
        since=midnight(form.since.data, zone),
        until=midnight(form.until.data, zone, days=1),
    )


def midnight(day: date | None, zone: ZoneInfo, *, days: int = 0) -> datetime | None:
    """When the day begins in the city, or so many days later."""
    return local(day + timedelta(days=days), time(0), zone) if day else None


def actors() -> Choices:
    rows = db.session.execute(access.users().with_only_columns(User.id, User.name))
    people = sorted((name, f"user:{number}") for number, name in rows)
    return choices((key, name) for name, key in people)


def record_of(form: AuditFilter, label: str) -> str:
    """Whose history this is, when it is that of one record."""
    if not (form.kind.data and form.id.data):
        return ""
    kind, name = kind_name(form.kind.data), label or form.id.data
    return str(_("%(kind)s: %(label)s", kind=kind, label=name))
