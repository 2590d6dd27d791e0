"""The tests' own bed: clean, cut off, and with nothing skipped."""

import socket

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.conftest import nothing_is_skipped
from tests.network import NetworkForbidden
from tests.pages import check_fields, check_ids, check_purity, check_words
from tests.people import People
from visits.access.models import User


@pytest.mark.parametrize("turn", ["first", "second"])
def test_each_test_begins_with_nobody_and_the_number_1(session: Session, people: People, turn: str):
    assert session.scalar(select(func.count()).select_from(User)) == 0
    assert people["coordinator"].id == 1


def test_the_session_is_on_the_database_that_was_asked_for(session: Session, kind: str):
    assert session.connection().dialect.name == kind


def test_no_other_machine_is_called():
    with pytest.raises(NetworkForbidden):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(NetworkForbidden):
        socket.getaddrinfo("visits.example.org", 80)


def test_a_skipped_test_counts_as_failed():
    report = pytest.TestReport("a", ("a", 0, "a"), {}, "skipped", "not today", "call")
    assert nothing_is_skipped(report).outcome == "failed"


@pytest.mark.parametrize(
    ("rule", "page"),
    [
        (check_ids, '<p id="a"></p><p id="a"></p>'),
        (check_ids, '<label for="b">Name</label>'),
        (check_ids, '<p aria-describedby="b">Name</p>'),
        (check_fields, '<input name="a">'),
        (check_fields, '<form method="post"></form>'),
        (check_fields, '<form method="get"><input type="hidden" name="csrf_token"></form>'),
        (check_fields, "<button>Save</button>"),
        (check_fields, '<img src="/static/a.svg">'),
        (check_purity, '<p style="color: red">'),
        (check_purity, "<script>alert(1)</script>"),
        (check_purity, '<a onclick="alert(1)">'),
        (check_purity, '<script src="https://example.org/a.js"></script>'),
        (check_words, "<p>Hello %(name)s</p>"),
        (check_words, "<td>None</td>"),
        (check_words, '<p title="Translated({})">'),
        (check_words, "<p>Fish &amp;amp; chips</p>"),
    ],
)
def test_a_page_that_breaks_a_rule_is_noticed(rule, page: str):
    with pytest.raises(AssertionError):
        rule(BeautifulSoup(page, "html.parser"))
