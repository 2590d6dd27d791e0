"""Several change one roster at once: nobody comes twice, there is one head, places have no gap."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.delegations.cast import a_delegate, a_delegation
from tests.delegations.test_tables import HEADER, SIXTY, sent
from tests.pages import fields_of
from visits.delegations import queries
from visits.kit.sheets.writing import csv_file

WRITERS = 4


@pytest.fixture
def delegation(session, people):
    return a_delegation(session, people)


def at_once(app, path, cookies, bodies):
    """The same moment for all: what each was answered."""

    def post(body):
        client = app.test_client()
        for name, value in cookies.items():
            client.set_cookie(name, value)
        return client.post(path, data=body).status_code

    with ThreadPoolExecutor(WRITERS) as pool:
        return sorted(pool.map(post, bodies))


def cookies_of(browser):
    return {name: cookie.value for (_, _, name), cookie in browser.client._cookies.items()}


def fields(page, css="main form[method=post]"):
    return fields_of(page.one(css))


def test_a_table_taken_over_four_times_at_once_comes_once(app, session, as_, delegation):
    browser = as_("coordinator")
    page = sent(browser, delegation, csv_file(HEADER, SIXTY), "csv")
    body = {**fields(page), "take": "1"}
    answers = at_once(app, page.path, cookies_of(browser), [body] * WRITERS)
    session.expire_all()
    roster = queries.roster(session, delegation)
    assert answers == [302, 422, 422, 422]
    assert [one.precedence for one in roster] == list(range(1, 61))


def test_of_four_heads_at_once_one_is_the_head(app, session, as_, delegation):
    a_delegate(session, delegation, "First")
    browser = as_("coordinator")
    page = browser.page("delegations.add_delegate", code=delegation.code)
    bodies = [
        {**fields(page), "once": f"{number}" * 32, "given_name": f"Chief{number}", "role": "head"}
        for number in range(WRITERS)
    ]
    answers = at_once(app, page.path, cookies_of(browser), bodies)
    session.expire_all()
    roster = queries.roster(session, delegation)
    assert answers == [302, 422, 422, 422]
    assert [one.precedence for one in roster] == [1, 2]
    assert roster[0].given_name.startswith("Chief")
