"""What keeps strangers out: cookies, headers, hosts, forged forms, networks, hostile addresses."""

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import AnyConverter, BaseConverter, IntegerConverter, Rule

from tests.access.conftest import PASSWORD
from tests.pages import Browser
from tests.people import CAST, People
from visits.access.models import UserSession
from visits.access.rules import GRANTS, LinkKind, Permission
from visits.kit.clock import now
from visits.kit.next_path import is_own_path
from visits.languages.routing import LanguageConverter

# What the edge refuses it refuses before the database matters.
pytestmark = pytest.mark.sqlite_alone

HTTPS = {"BASE_URL": "https://visits.example.org", "TRUSTED_PROXIES": 1}
BEHIND = {"X-Forwarded-Proto": "https", "Host": "visits.example.org"}

# -- where `next=` may lead ------------------------------------------------------------------------

OWN = [
    "/",
    "/office/",
    "/office/users?page=2",
    "/en/visit/abc",
    "/office/x?next=//evil",
    "/a:b/c?d",
]
HOSTILE = [
    "",
    "office",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\nSet-Cookie: a=b",
    "/office\\..\\x",
    "https://evil.example/",
    "https:evil.example",
    "javascript:alert(1)",
    " /office/",
    "/\x00",
    "/\u202egro.elpmaxe",
    "/javascript:alert(1)",
    "data:text/html,hello",
]


@pytest.mark.parametrize("address", OWN[:5])
def test_an_own_path_is_followed(address: str):
    assert is_own_path(address)


@pytest.mark.parametrize("address", HOSTILE)
def test_a_hostile_one_is_not(address: str):
    assert not is_own_path(address)


@pytest.mark.parametrize("address", [a for a in HOSTILE if a])
def test_signing_in_leads_to_no_hostile_address(browser: Browser, sign_in, address: str):
    page = browser.page("access.sign_in", lang="en")
    assert page.has("input[name=next]")
    location = sign_in(browser, "viewer", next=address).response.headers["Location"]
    assert is_own_path(location)
    assert "evil" not in location


# -- cookies and headers ---------------------------------------------------------------------------


def cookie_of(client: FlaskClient, **options: object) -> str:
    answer = client.get("/en/sign-in", **options)
    assert answer.status_code == 200
    return answer.headers["Set-Cookie"]


def test_the_cookie_over_http(app: Flask):
    said = cookie_of(app.test_client())
    assert re.fullmatch(r"visits=[\w.-]+; HttpOnly; Path=/; SameSite=Lax", said)


def test_the_cookie_over_https(make_app):
    said = cookie_of(make_app(**HTTPS).test_client(), headers=BEHIND)
    assert re.fullmatch(r"__Host-visits=[\w.-]+; Secure; HttpOnly; Path=/; SameSite=Lax", said)


def test_every_page_carries_the_headers(browser: Browser):
    headers = browser.fetch("GET", "/en/sign-in").headers
    wanted = {
        "Content-Security-Policy": "default-src 'self'; img-src 'self'; style-src 'self';"
        " script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
        " frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": "private, no-store",
    }
    assert {name: headers.get(name) for name in wanted} == wanted
    assert set(headers["Vary"].split(", ")) == {"Cookie", "Accept-Language"}
    assert "Strict-Transport-Security" not in headers


def test_over_https_browsers_are_told_to_stay_there(make_app):
    answer = make_app(**HTTPS).test_client().get("/en/sign-in", headers=BEHIND)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_an_error_page_carries_them_too(browser: Browser):
    answer = browser.fetch("GET", "/no/such/page")
    assert answer.status_code == 404
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


# -- hosts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "evil.example:8000",
        "localhost@evil.example",
        "x y",
    ],
)
def test_another_host_is_not_served(browser: Browser, host: str):
    answer = browser.fetch("GET", "/en/sign-in", headers={"Host": host})
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert "evil" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "localhost:1234"])
def test_this_machine_is(browser: Browser, host: str):
    assert browser.fetch("GET", "/en/sign-in", headers={"Host": host}).status_code == 200


def test_a_forwarded_host_is_not_believed(make_app):
    client = make_app(**HTTPS).test_client()
    answer = client.get("/sign-in", headers={**BEHIND, "X-Forwarded-Host": "evil.example"})
    assert answer.headers["Location"] == "/en/sign-in"


def test_links_begin_with_the_base_address_whatever_the_host_says(make_app, session):
    app = make_app(BASE_URL="https://visits.example.org", TRUSTED_HOSTS="other.example.org")
    browser = Browser(app, session.commit)
    options = {"headers": {"Host": "other.example.org"}, "base_url": "http://other.example.org"}
    assert browser.fetch("GET", "/en/sign-in", **options).status_code == 200
    keeper = app.extensions["links"]
    link = keeper.issue(session, LinkKind.GUEST, ("delegation", 1), language="en", at=now())
    assert keeper.address(link).startswith("https://visits.example.org/en/visit/")


# -- forged forms ----------------------------------------------------------------------------------


def unsafe_routes(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}):
            yield rule, method


def anything(converter: BaseConverter) -> object:
    """A value that the converter takes."""
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    if isinstance(converter, LanguageConverter):
        return "en"
    return 1 if isinstance(converter, IntegerConverter) else "x"


TRYING = ("administrator", "host", "interpreter")


def who_may(asked: object) -> str:
    """Who of the cast may open a page with this mark; the administrator where no permission is asked."""
    if not isinstance(asked, Permission):
        return "administrator"
    return next(who for who in TRYING if asked in GRANTS[CAST[who][1]])


@pytest.mark.sqlite_alone
def test_no_unsafe_request_goes_through_without_its_token(app: Flask, people, session, new_browser):
    """Of somebody signed in whose role may open the page, or of whoever holds a link of the kind."""
    people["administrator"].totp_secret = "sealed"
    signed_in = {who: people.sign_in(who, new_browser()) for who in TRYING}
    keeper = app.extensions["links"]
    tokens = {}
    for kind in LinkKind:
        link = keeper.issue(session, kind, ("user", 1), language="en", at=now())
        tokens[kind] = keeper.token(link)
    passed = []
    for rule, method in unsafe_routes(app):
        asked = getattr(app.view_functions[rule.endpoint], "asks_for", ())
        browser = signed_in[who_may(asked)]
        values = {name: anything(converter) for name, converter in rule._converters.items()}
        if "token" in values:
            values["token"] = tokens[asked[0]]
        status = browser.fetch(method, browser.url(rule.endpoint, **values)).status_code
        if status != 400:
            passed.append((method, rule.rule, status))
    assert passed == []


def test_a_form_from_before_signing_in_leads_to_a_fresh_one(browser: Browser, people: People):
    page = people.sign_in("viewer", browser).page("access.account")
    token = page.one("form[data-guard] [name=csrf_token]")["value"]
    other = people.sign_in("viewer", Browser(browser.app, browser.settle))
    answer = other.fetch("POST", "/office/account", data={"csrf_token": token, "name": "New"})
    assert answer.status_code == 400
    assert "data-keeps-drafts" in answer.text
    assert 'href="/office/account">Load the form again</a>' in " ".join(answer.text.split())


def test_a_form_by_link_works_over_https_although_it_sends_no_referrer(make_app, people, session):
    app = make_app(**HTTPS)
    keeper = app.extensions["links"]
    number = people["viewer"].id
    link = keeper.issue(session, LinkKind.PASSWORD, ("user", number), language="en", at=now())
    session.commit()
    client = app.test_client()
    path = f"/en/password/{keeper.token(link)}"
    options = {"headers": BEHIND, "base_url": "https://visits.example.org"}
    page = client.get(path, **options)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert token
    words = "three herons on a wire"
    data = {"csrf_token": token[1], "password": words, "again": words}
    assert client.post(path, data=data, **options).status_code == 302


# -- who asks --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "10.9.9.9, 203.0.113.9", "203.0.113.9"),
        (2, "10.9.9.9, 203.0.113.9, 192.0.2.1", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
    ],
)
def test_the_clients_address_comes_through_trusted_proxies_alone(
    make_app, session: Session, known: Callable, proxies: int, forwarded: str, address: str
):
    email = known("viewer").email
    browser = Browser(make_app(TRUSTED_PROXIES=proxies), session.commit)
    token = browser.page("access.sign_in", lang="en").one("input[name=csrf_token]")["value"]
    browser.fetch(
        "POST",
        "/en/sign-in",
        data={"csrf_token": token, "email": email, "password": PASSWORD},
        headers={"X-Forwarded-For": forwarded},
    )
    assert session.scalars(select(UserSession.address)).all() == [address]


NETWORKS = "10.20.0.0/16, 2001:db8::/32"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("10.20.3.4", 200),
        ("::ffff:10.20.3.4", 200),
        ("2001:db8::7", 200),
        ("10.21.3.4", 403),
        ("2001:db9::7", 403),
        ("not an address", 403),
    ],
)
def test_staff_pages_open_from_the_offices_networks_only(
    make_app, people: People, session: Session, address: str, status: int
):
    app = make_app(STAFF_NETWORKS=NETWORKS)
    browser = people.sign_in("viewer", Browser(app, session.commit))
    for path in ("/office/account", "/en/sign-in?next=/office/account"):
        answer = browser.fetch("GET", path, environ_base={"REMOTE_ADDR": address})
        assert answer.status_code == (status if path == "/office/account" or status == 403 else 302)
        assert ("from the office’s own network only" in answer.text) is (status == 403)


def test_guests_come_from_everywhere(make_app, session: Session):
    browser = Browser(make_app(STAFF_NETWORKS=NETWORKS), session.commit)
    assert browser.fetch("GET", "/robots.txt").status_code == 200
    assert browser.fetch("GET", "/healthz").status_code == 200
