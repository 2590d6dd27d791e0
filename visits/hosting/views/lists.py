"""What takes place at a site in a week or a month, as PDF and XLSX, by one click."""

from collections.abc import Sequence
from datetime import date

from flask import Response, request

from visits.access.guard import by_token, requires, settings
from visits.access.rules import LinkKind, Permission
from visits.hosting import papers
from visits.hosting.rules import RECEIVING, SEES, Fact, listed_week
from visits.hosting.views import desk, link, mine
from visits.hosting.views.blueprint import hosting, today, zone
from visits.kit.db import db
from visits.kit.downloads import download
from visits.kit.errors import NotThere
from visits.languages.routing import interface_language
from visits.sites import queries as sites
from visits.sites.models import Site, SiteContact

KIND = "<any(pdf,xlsx):kind>"


@hosting.get(f"/office/hosts/<slug>/list.{KIND}")
@requires(Permission.READ_DELEGATIONS)
def list_of_site(slug: str, kind: str) -> Response:
    """For the office, by everything that a site's coordinator may see."""
    return file_of(sites.the_site(db.session, slug), RECEIVING, kind)


@hosting.get(f"{mine.HOME}/<slug>/list.{KIND}")
@requires(Permission.ANSWER_AS_HOST)
def list_of_my_site(slug: str, kind: str) -> Response:
    """For a host who is signed in, by their role."""
    site, contact = mine.my_site(slug)
    return file_of(site, SEES[contact.role], kind)


@hosting.get(f"/<lang:lang>/host/<token>/<slug>/list.{KIND}")
@by_token(LinkKind.HOST)
def list_by_link(lang: str, token: str, slug: str, kind: str) -> Response:
    """For a contact by link, by their role."""
    contact = called(link.my_contacts(), slug)
    return file_of(contact.site, SEES[contact.role], kind)


def called(contacts: Sequence[SiteContact], slug: str) -> SiteContact:
    """Raises NotThere for a site that is not theirs."""
    for one in contacts:
        if one.site.slug == slug:
            return one
    raise NotThere("site")


def file_of(site: Site, sees: frozenset[Fact], kind: str) -> Response:
    """The month asked for, else the next week; in the reader's language."""
    first, last = span_asked()
    shown = papers.list_of(db.session, site, sees, first, last)
    make = papers.list_paper if kind == "pdf" else papers.list_sheet
    content = make(shown, phone=settings().OFFICE_PHONE, tag=interface_language().tag, zone=zone())
    return download(content, f"visits-{site.slug}-{first.isoformat()}.{kind}")


def span_asked() -> tuple[date, date]:
    """`?month=2026-11`, else the week after this one."""
    if not request.args.get("month"):
        return listed_week(today())
    month = desk.month_asked(today())
    return month.first, month.last
