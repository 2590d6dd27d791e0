"""A browser for tests without scripts: every page it opens is held to the rules of the house."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from flask import Flask, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse

# What must never reach a reader: placeholders, forgotten values, things of Python's.
LEFTOVERS = re.compile(
    r"%\(\w+\)[sd]|\{\{|\}\}|\{\w+\}|<bound method|object at 0x|Translated\(|Markup\(|Undefined"
    r"|\[object Object\]|LazyString|datetime\.|&(amp|lt|gt|quot|#\d+);|^None$|^nan$|^undefined$"
)
POINTERS = {"for", "aria-describedby", "aria-labelledby", "aria-controls", "list"}
"""Attributes that name another element of the page."""
SPOKEN = {"title", "alt", "aria-label", "placeholder"}
BUTTONS = {"submit", "button", "reset", "image"}


class Browser:
    """One person's browser: keeps cookies, follows nothing unasked, sends forms as they stand.

    `settle` is called before each request, so that what the test wrote is committed.
    """

    def __init__(self, app: Flask, settle: Callable[[], None], language: str = "en") -> None:
        self.app = app
        self.client = app.test_client()
        self.settle = settle
        self.language = language

    def url(self, endpoint: str, **values: Any) -> str:
        with self.app.test_request_context():
            return url_for(endpoint, **values)

    def page(self, endpoint: str, *, status: int = 200, **values: Any) -> "Page":
        """Open an endpoint; what is not in its address becomes the query."""
        return self.open(self.url(endpoint, **values), status=status)

    def open(self, path: str, *, status: int = 200) -> "Page":
        return self.checked(self.fetch("GET", path), path, status)

    def fetch(self, method: str, path: str, **options: Any) -> TestResponse:
        """The bare response of a request, for what is no page."""
        self.settle()
        headers = {"Accept-Language": self.language, **options.pop("headers", {})}
        answer = self.client.open(path, method=method, headers=headers, **options)
        answer.get_data()
        answer.close()  # as servers do: what waits for the end of the answer happens now
        return answer

    def checked(self, response: TestResponse, path: str, status: int) -> "Page":
        assert response.status_code == status, f"{path}: {response.status}\n{response.text[:2000]}"
        page = Page(self, response, path)
        if response.mimetype == "text/html" and not 300 <= status < 400:
            check(page.soup, response, self.app)
        return page


class Page:
    """What came back. `one` and `all` choose by CSS; `submit` sends a form of the page."""

    def __init__(self, browser: Browser, response: TestResponse, path: str) -> None:
        self.browser = browser
        self.response = response
        self.path = path
        self.soup = BeautifulSoup(response.text, "html.parser")
        for blank in self.soup.select("template"):  # for scripts alone: browsers leave it out too
            blank.decompose()

    @property
    def text(self) -> str:
        """All words of the page, white space made single."""
        return tidy(self.soup.body or self.soup)

    @property
    def h1(self) -> str:
        return tidy(self.one("h1"))

    @property
    def location(self) -> str:
        """Where a redirect leads, as a path."""
        target = urlsplit(self.response.headers["Location"])
        return target.path + (f"?{target.query}" if target.query else "")

    def one(self, css: str) -> Tag:
        found = self.soup.select(css)
        assert len(found) == 1, f"{len(found)} x {css} on {self.path}"
        return found[0]

    def all(self, css: str) -> list[str]:
        """The words of every match, in the page's order."""
        return [tidy(node) for node in self.soup.select(css)]

    def has(self, css: str) -> bool:
        return self.soup.select_one(css) is not None

    def follow(self, *, status: int = 200) -> "Page":
        """The page that a redirect leads to."""
        return self.browser.open(self.location, status=status)

    def click(self, words: str, *, status: int = 200) -> "Page":
        """Open the link with these words."""
        found = [a for a in self.soup.select("a[href]") if tidy(a) == words]
        assert found, f"no link {words!r} on {self.path}: {self.all('a')}"
        assert len({a["href"] for a in found}) == 1, f"several links {words!r} on {self.path}"
        return self.browser.open(urljoin(self.path, str(found[0]["href"])), status=status)

    def submit(self, css: str = "main form[method=post]", *, status: int = 302, **typed: Any):
        """Send the one form of the page that matches, with what was typed into its fields.

        A field of a nested form is named as in HTML (`name-en` as `**{"name-en": …}`); None leaves
        a field out, a list sends several values, True ticks a box, a tuple is a file. Every name
        must be a field of the form, except the values of the button that is pressed.
        """
        form = self.one(css)
        data = fields_of(form)
        for name, value in typed.items():
            known = form.select_one(f'[name="{name}"]')
            assert known, f"the form of {self.path} has no field {name}: {sorted(data)}"
            data[name] = "y" if value is True else value
        sent = {name: value for name, value in data.items() if value not in (None, False)}
        path = urljoin(self.path, str(form.get("action") or self.path))
        method = str(form.get("method", "get")).upper()
        if method == "GET":
            response = self.browser.fetch("GET", path, query_string=sent)
        else:
            response = self.browser.fetch("POST", path, data=sent)
        return self.browser.checked(response, path, status)

    @property
    def errors(self) -> dict[str, list[str]]:
        """Messages at fields: by the name of the field that says `aria-invalid`."""
        found: dict[str, list[str]] = {}
        for field in self.soup.select("[aria-invalid=true]"):
            ids = str(field.get("aria-describedby", "")).split()
            notes = [self.soup.find(id=i) for i in ids if "error" in i]
            found[str(field.get("name") or field.get("id"))] = [tidy(n) for n in notes if n]
        return found


def tidy(node: Tag) -> str:
    """The words of a node as people read them."""
    return tidy_words(node.get_text(" "))


def tidy_words(words: str) -> str:
    """All white space made single."""
    return " ".join(words.split())


def fields_of(form: Tag) -> dict[str, Any]:
    """What a browser would send of an untouched form, without its buttons."""
    data: dict[str, Any] = {}
    for field in form.select("input[name], select[name], textarea[name]"):
        name = str(field["name"])
        if field.has_attr("disabled") or field.find_parent("fieldset", disabled=True):
            continue
        if field.name == "select":
            data[name] = chosen(field)
        elif field.name == "textarea":
            data[name] = field.get_text().removeprefix("\n")
        elif field.get("type") in {"checkbox", "radio"}:
            if field.has_attr("checked"):
                data[name] = [*as_list(data.get(name)), str(field.get("value", "on"))]
        elif field.get("type") not in BUTTONS | {"file"}:
            value = str(field.get("value", ""))
            data[name] = [*as_list(data[name]), value] if name in data else value
    return data


def chosen(select: Tag) -> list[str] | str | None:
    options = select.select("option")
    values = [str(o.get("value", o.get_text())) for o in options if o.has_attr("selected")]
    if select.has_attr("multiple"):
        return values
    if values:
        return values[-1]
    return str(options[0].get("value", options[0].get_text())) if options else None


def as_list(value: Any) -> list[str]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def check(soup: BeautifulSoup, response: TestResponse, app: Flask) -> None:
    """The rules of the house for every page."""
    check_head(soup, response)
    check_ids(soup)
    check_fields(soup)
    check_purity(soup)
    check_words(soup)
    check_links(soup, app)


def check_head(soup: BeautifulSoup, response: TestResponse) -> None:
    assert soup.html, "no page"
    assert soup.html["lang"], "the page does not say its language"
    assert soup.html["dir"] in ("ltr", "rtl"), "the page does not say its direction"
    assert len(soup.find_all("h1")) == 1, f"h1: {soup.find_all('h1')}"
    assert soup.title, "no title"
    assert tidy(soup.title), "an empty title"
    policy = response.headers.get("Content-Security-Policy", "")
    assert "default-src 'self'" in policy, f"policy: {policy!r}"
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert response.headers.get("X-Content-Type-Options") == "nosniff"


def check_ids(soup: BeautifulSoup) -> None:
    nodes = soup.find_all(True)
    ids = Counter(str(node["id"]) for node in nodes if "id" in node.attrs)
    twice = {i for i, times in ids.items() if times > 1}
    assert not twice, f"ids used twice: {twice}"
    for node in nodes:
        for attribute in POINTERS & node.attrs.keys():
            lost = set(str(node[attribute]).split()) - ids.keys()
            assert not lost, f"{attribute} leads nowhere: {lost}"


def check_fields(soup: BeautifulSoup) -> None:
    labels = soup.find_all("label")
    labelled = {str(label["for"]) for label in labels if "for" in label.attrs}
    for field in soup.find_all(["input", "select", "textarea"]):
        if field.get("type") in BUTTONS | {"hidden"}:
            continue
        named = field.get("aria-label") or field.get("aria-labelledby")
        assert field.get("id") in labelled or field.find_parent("label") or named, (
            f"no label: {field}"
        )
    for form in soup.find_all("form"):
        method = str(form.get("method", "get"))
        tokens = form.find_all(attrs={"name": "csrf_token"})
        assert method in ("get", "post"), f"method {method}"
        assert len(tokens) == (method == "post"), f"{len(tokens)} CSRF tokens: {form.attrs}"
    for node in soup.find_all("button"):
        assert "type" in node.attrs, f"a button without a type: {node}"
    for node in soup.find_all("img"):
        assert "alt" in node.attrs, f"a picture without words: {node}"


def check_purity(soup: BeautifulSoup) -> None:
    """What the content security policy would refuse."""
    for node in soup.find_all(True):
        is_inline = node.name == "script" and "src" not in node.attrs
        assert not is_inline, f"inline script: {node}"
        assert node.name != "style", f"inline style: {node}"
        refused = [name for name in node.attrs if name.startswith("on") or name == "style"]
        assert not refused, f"inline handlers or style: {refused} in {node.name}"
    for node in soup.find_all(["script", "link", "img"]):
        if node.name == "link" and "stylesheet" not in node.get("rel", []):
            continue
        address = str(node.get("src") or node.get("href"))
        assert not urlsplit(address).netloc, f"from elsewhere: {address}"


def check_words(soup: BeautifulSoup) -> None:
    for node in soup.find_all(string=True):
        words = node.strip()
        assert not LEFTOVERS.search(words), f"a leftover on the page: {words[:200]!r}"
    for node in soup.find_all(True):
        for name in SPOKEN & node.attrs.keys():
            words = str(node[name])
            assert not LEFTOVERS.search(words), f"a leftover in {name}: {words[:200]!r}"


def check_links(soup: BeautifulSoup, app: Flask) -> None:
    """Every address of ours is an address that exists, or redirects to one."""
    routes = app.url_map.bind("localhost")
    for node in soup.find_all(["a", "form"]):
        if not {"href", "action"} & node.attrs.keys():
            continue
        address = urlsplit(str(node.get("href") or node.get("action")))
        if address.scheme or address.netloc or not address.path.startswith("/"):
            assert str(node.get("href")) != "#", f"a link that leads nowhere: {node}"
            continue
        method = str(node.get("method", "get")).upper()
        try:
            routes.match(address.path, method=method)
        except RequestRedirect:
            continue
        except HTTPException as error:
            raise AssertionError(f"{method} {address.path}: {error}") from error
