"""Secret links: what they open, what staff see of them, how they are renewed and stopped."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask, render_template_string
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.pages import Browser, Page
from tests.people import People
from visits.access import queries
from visits.access.guard import requires
from visits.access.links import LinkKeeper, find
from visits.access.models import SecretLink
from visits.access.rules import LinkKind, LinkState, Permission
from visits.audit.models import AuditEntry
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import NotThere

SUBJECT = ("delegation", 7)
PANEL = """
{% extends "layout/staff.html" %}
{% from "access/links.html" import links_panel %}
{% block title %}Trial{% endblock %}
{% block main %}{{ links_panel(links) }}{% endblock %}
"""


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """An app of its own: it gets further addresses."""
    return make_app()


@pytest.fixture
def keeper(app: Flask) -> LinkKeeper:
    found: LinkKeeper = app.extensions["links"]
    return found


@pytest.fixture
def link(keeper: LinkKeeper, session: Session) -> SecretLink:
    return keeper.issue(
        session, LinkKind.GUEST, SUBJECT, language="ar", at=now(), label="Riyadh Municipality"
    )


@pytest.fixture
def panel(app: Flask) -> str:
    """The address of a page with the panel on it."""

    @requires(Permission.READ_DELEGATIONS)
    def trial() -> str:
        return render_template_string(PANEL, links=queries.links_of(db.session, SUBJECT))

    app.add_url_rule("/office/trial", "trial", trial)
    return "/office/trial"


def facts(page: Page) -> dict[str, str]:
    return dict(zip(page.all("#main dt"), page.all("#main dd"), strict=True))


def test_the_panel_says_everything_about_a_link(as_, keeper, link, panel):
    page = as_("coordinator").open(panel)
    assert page.all("h3") == ["Guests’ programme · Riyadh Municipality Open"]
    assert page.one("#main textarea").get_text() == keeper.address(link)
    assert page.one("#main button[data-copy]")["data-copy"] == page.one("#main textarea")["id"]
    said = facts(page)
    assert (said["Language"], said["Last used"], said["Times used"]) == ("Arabic", "Never", "0")


def test_the_panel_says_when_and_by_which_program_a_link_was_used(as_, link, panel):
    link.used_at = link.created_at
    link.used_by = "Mozilla/5.0 (Linux; Android 15) Chrome/141.0 Mobile Safari/537.36"
    link.use_count = 3
    said = facts(as_("coordinator").open(panel))
    assert said["Last used"].endswith("Chrome, Android")
    assert said["Times used"] == "3"


def test_whoever_may_not_manage_links_sees_none(as_, link, panel):
    page = as_("viewer").open(panel)
    assert "/visit/" not in page.response.text
    assert not page.has("h3")


def test_a_thing_without_links_says_so(as_, panel):
    assert "There is no link yet." in as_("coordinator").open(panel).text


def test_a_link_is_renewed_and_its_former_address_is_not_there(as_, keeper, link, panel, session):
    before = keeper.address(link)
    page = as_("coordinator").open(panel).click("Renew")
    assert page.h1 == "Renew this link?"
    assert facts(page) == {"Opens": "Guests’ programme", "For": "Riyadh Municipality"}
    assert page.submit().location == panel
    session.expire_all()
    after = keeper.address(link)
    assert after != before
    with pytest.raises(NotThere):
        finds(session, before)
    assert finds(session, after) is link


def finds(session: Session, address: str) -> SecretLink:
    return find(session, (LinkKind.GUEST,), address.rsplit("/", 1)[1])


def test_a_link_is_stopped_and_renewed_again(as_, link, panel, session):
    browser = as_("coordinator")
    assert browser.open(panel).click("Stop").submit().location == panel
    session.expire_all()
    assert link.state(now()) is LinkState.REVOKED
    page = browser.open(panel)
    assert page.all("h3 .badge") == ["Stopped"]
    assert not page.has("#main textarea")
    page.click("Renew").submit()
    session.expire_all()
    assert link.state(now()) is LinkState.OPEN


def test_the_log_says_who_did_it_and_not_the_address(as_, people: People, link, panel, session):
    as_("coordinator").open(panel).click("Renew").submit()
    entry = session.scalars(
        select(AuditEntry).where(
            AuditEntry.subject_kind == "SecretLink", AuditEntry.action == "changed"
        )
    ).one()
    assert (entry.actor_label, entry.subject_label) == ("Kim Haneul", "Riyadh Municipality")
    assert entry.changes == {"generation": [1, 2], "fingerprint": ["•••", "•••"]}


def test_a_link_that_sets_a_password_is_not_theirs_to_renew(as_, keeper, people, session):
    """Else a coordinator could become an administrator."""
    number = people["administrator"].id
    link = keeper.issue(session, LinkKind.PASSWORD, ("user", number), language="en", at=now())
    assert queries.links_of(session, ("user", number)) == []
    browser = as_("coordinator")
    for endpoint in ("access.renew_link", "access.stop_link"):
        browser.page(endpoint, link_id=link.id, status=404)


@pytest.mark.parametrize("who", ["viewer", "approver", "host", "interpreter"])
def test_nobody_else_manages_links(as_, link, who: str):
    as_(who).page("access.renew_link", link_id=link.id, status=403)


def test_an_expired_link_is_told_from_a_stopped_one(link):
    at = now()
    link.expires_at = at + timedelta(seconds=1)
    assert link.state(at) is LinkState.OPEN
    assert link.state(at + timedelta(seconds=1)) is LinkState.EXPIRED


def test_the_table_alone_opens_nothing(keeper, link, session):
    """What is stored of a link is a hash; the address needs the key as well."""
    stolen = LinkKeeper(b"another key", "http://127.0.0.1:8000")
    assert stolen.token(link) != keeper.token(link)
    assert link.fingerprint not in keeper.address(link)


def test_one_link_stands_for_each_language(keeper, session):
    issue = {"language": "ar", "at": now()}
    first = keeper.standing(session, LinkKind.SITE_FEED, ("site", 1), **issue)
    assert keeper.standing(session, LinkKind.SITE_FEED, ("site", 1), **issue) is first
    other = keeper.standing(session, LinkKind.SITE_FEED, ("site", 1), language="ko", at=now())
    assert other is not first
    first.revoked_at = now()
    session.flush()
    assert keeper.standing(session, LinkKind.SITE_FEED, ("site", 1), **issue) is not first


@pytest.mark.parametrize(("days", "kept"), [(3, 3), (1, 2), (None, None)])
def test_who_asks_for_a_standing_link_gets_one_that_stays_open_as_long(keeper, session, days, kept):
    """An expired one would be passed on, and open nothing."""
    at = now()
    day = {n: at + timedelta(days=n) for n in (1, 2, 3)} | {None: None}
    issue = {"language": "ar", "at": at}
    first = keeper.standing(session, LinkKind.GUEST, ("delegation", 1), expires_at=day[2], **issue)
    again = keeper.standing(
        session, LinkKind.GUEST, ("delegation", 1), expires_at=day[days], **issue
    )
    assert again is first
    assert again.expires_at == day[kept]


def test_a_use_is_noted_once_in_five_minutes(browser: Browser, keeper, people, session):
    number = people["viewer"].id
    link = keeper.issue(session, LinkKind.PASSWORD, ("user", number), language="en", at=now())
    path = keeper.address(link).removeprefix("http://127.0.0.1:8000")
    for _ in range(2):
        browser.fetch("GET", path, headers={"User-Agent": "KakaoTalk-Scrap/1.0"})
    session.expire_all()
    assert (link.use_count, link.used_by) == (1, "KakaoTalk-Scrap/1.0")
    assert link.used_at
    link.used_at -= timedelta(minutes=6)
    browser.fetch("GET", path)
    session.expire_all()
    assert link.use_count == 2
