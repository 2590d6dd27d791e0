"""What the press published: links to pages of the web and to nothing else."""

import pytest

from tests.factories import TUESDAY, a_delegation
from visits.outcomes import actions
from visits.outcomes.models import PressLink

LINK = {"title": "Guests in Sejong", "published_on": TUESDAY, "url": "https://example.org/1"}


def links(session) -> list[PressLink]:
    session.expire_all()
    return list(session.query(PressLink))


def test_a_link_is_added_changed_and_removed(as_, session, delegation):
    page = as_("coordinator").page("outcomes.add_press_link", code=delegation.code)
    page = page.submit(
        title="사우디 대표단, 세종 방문",
        outlet="세종신문",
        url="example.org/news?id=1&page=2",
        published_on="2099-03-04",
    ).follow()
    (link,) = links(session)
    assert link.url == "https://example.org/news?id=1&page=2"
    assert page.one(f'a[href="{link.url}"]')["rel"] == ["noopener", "noreferrer", "external"]
    page = as_("coordinator").page("outcomes.edit_press_link", code=delegation.code, number=link.id)
    page = page.submit(title="Guests").follow()
    assert links(session)[0].title == "Guests"
    page.submit(f'form[action$="/press/{link.id}/delete"]').follow()
    assert links(session) == []


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org", "https://x", "a b.org"]
)
def test_only_pages_of_the_web_are_taken(as_, session, delegation, url):
    page = as_("coordinator").page("outcomes.add_press_link", code=delegation.code)
    page = page.submit(title="Guests", url=url, status=422)
    assert page.errors == {"url": ["Enter the address of a web page, such as https://example.org."]}
    assert links(session) == []


def test_a_link_of_another_visit_is_not_there(as_, session, delegation):
    link = actions.add_press_link(session, delegation, LINK)
    there = {"code": a_delegation(session).code, "number": link.id}
    as_("coordinator").page("outcomes.edit_press_link", **there, status=404)
    as_("viewer").page("outcomes.press", code=delegation.code)
