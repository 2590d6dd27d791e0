"""The protocol of a visit: proposed by its level, printed only where somebody touched it."""

import pytest

from tests.factories import AT, a_delegation, a_user
from visits.delegations import actions as delegations
from visits.delegations.rules import Level
from visits.kit.errors import InUse, Refused
from visits.reception import actions, queries
from visits.reception.rules import GROUPS, PROPOSED, ProtocolField

F = ProtocolField


def written(session, delegation, texts):
    row = queries.the_protocol(session, delegation)
    actions.write_protocol(session, row, texts, by=delegation.lead, at=AT)


def texts_of(session, delegation):
    session.expire_all()
    sheet = queries.protocol_of(session, delegation.id)
    return [(entry.field, entry.text) for entry in sheet.entries]


def test_every_field_stands_in_one_group():
    grouped = [field for fields in GROUPS.values() for field in fields]
    assert grouped == list(ProtocolField)


def test_the_higher_the_level_the_more_is_proposed():
    counts = [len(PROPOSED[level]) for level in Level]
    assert counts == [23, 21, 13, 6, 8]
    assert PROPOSED[Level.WORKING] < PROPOSED[Level.DIRECTOR] < PROPOSED[Level.VICE_MINISTER]


def test_nothing_is_printed_that_nobody_touched(session):
    assert queries.protocol_of(session, a_delegation(session).id).entries == ()


def test_fields_are_printed_in_the_order_of_the_day(session):
    delegation = a_delegation(session)
    written(session, delegation, {F.GIFTS: "A book", F.FLAGS: "Table flags", F.DRESS: "  "})
    assert texts_of(session, delegation) == [(F.FLAGS, "Table flags"), (F.GIFTS, "A book")]


def test_a_field_that_was_emptied_is_untouched_again(session):
    delegation = a_delegation(session)
    written(session, delegation, {F.GIFTS: "A book", F.FLAGS: "Table flags"})
    written(session, delegation, {F.GIFTS: "", F.FLAGS: "Flags on poles"})
    assert texts_of(session, delegation) == [(F.FLAGS, "Flags on poles")]


def test_taking_over_never_writes_over_anybody(session):
    delegation, by = a_delegation(session), a_user(session)
    written(session, delegation, {F.GIFTS: "A book"})
    count = actions.take_over(
        session, delegation, {F.GIFTS: "Proposed", F.FLAGS: "Table flags"}, by=by, at=AT
    )
    assert count == 1
    assert texts_of(session, delegation) == [(F.FLAGS, "Table flags"), (F.GIFTS, "A book")]
    with pytest.raises(Refused, match="protocol_filled"):
        actions.take_over(session, delegation, {F.GIFTS: "Proposed"}, by=by, at=AT)


def test_a_draft_with_a_protocol_is_not_deleted_and_goes_once_it_is_empty(session):
    delegation = a_delegation(session)
    written(session, delegation, {F.GIFTS: "A book"})
    with pytest.raises(InUse) as refused:
        delegations.delete(session, delegation, at=AT)
    assert refused.value.users == [("protocol", 1)]
    written(session, delegation, {})
    delegations.delete(session, delegation, at=AT)


# -- pages -----------------------------------------------------------------------------------------


@pytest.fixture
def minister(session):
    return a_delegation(session, level=Level.MINISTER)


def test_a_proposed_text_is_taken_over_by_one_press(session, as_, minister):
    """In the language of the plan, which is Korean for an officer who reads English, too."""
    page = as_("coordinator").page("reception.protocol", code=minister.code)
    page.submit("#flags form")
    assert texts_of(session, minister) == [
        (F.FLAGS, "좌석 뒤 입식기: 대한민국, 사우디아라비아, 시기")
    ]


def test_the_welcome_board_names_the_delegation(session, as_, minister):
    page = as_("coordinator").page("reception.protocol", code=minister.code)
    page.submit("#welcome_board form")
    assert texts_of(session, minister) == [
        (F.WELCOME_BOARD, f"{minister.title['en']}의 방문을 환영합니다")
    ]


def test_everything_proposed_is_taken_over_at_once(session, as_, minister):
    page = as_("coordinator").page("reception.protocol", code=minister.code)
    page = page.submit(".heading form").follow()
    assert [field for field, _ in texts_of(session, minister)] == list(ProtocolField)
    assert not page.has("main .panel form")


def test_all_fields_are_edited_at_once(session, as_):
    delegation = a_delegation(session, level=Level.WORKING)
    page = as_("coordinator").page("reception.edit_protocol", code=delegation.code)
    folded = [area["name"] for area in page.soup.select("details textarea")]
    assert len(folded) == 17
    page = page.submit(seating="By the window", motorcade="Two cars").follow()
    assert texts_of(session, delegation) == [
        (F.MOTORCADE, "Two cars"),
        (F.SEATING, "By the window"),
    ]
    assert page.all("#seating p") == ["By the window"]


def test_two_officers_lose_nothing(session, as_, minister):
    mine = as_("coordinator").page("reception.edit_protocol", code=minister.code)
    theirs = as_("colleague").page("reception.edit_protocol", code=minister.code)
    theirs.submit(gifts="A book")
    page = mine.submit(gifts="A vase", status=409)
    assert "A book" in page.text
    assert "A vase" in page.text
    assert texts_of(session, minister) == [(F.GIFTS, "A book")]


def test_a_text_of_ten_thousand_characters_is_kept_and_a_longer_one_named(session, as_, minister):
    page = as_("coordinator").page("reception.edit_protocol", code=minister.code)
    page.submit(press="x" * 10_000)
    page = as_("coordinator").page("reception.edit_protocol", code=minister.code)
    page = page.submit(press="x" * 10_001, status=422)
    assert list(page.errors) == ["press"]


def test_readers_see_what_was_settled_and_no_proposals(session, as_, minister):
    written(session, minister, {F.GIFTS: "A book"})
    page = as_("viewer").page("reception.protocol", code=minister.code)
    assert page.all("main li strong") == ["Exchange of gifts"]
    assert not page.has("main form")
    as_("viewer").page("reception.edit_protocol", code=minister.code, status=403)


def test_an_empty_protocol_says_so(session, as_):
    page = as_("viewer").page("reception.protocol", code=a_delegation(session).code)
    assert page.has(".empty")


def test_the_page_costs_the_same_whatever_is_filled(session, as_, queries_of, minister):
    browser = as_("coordinator")
    browser.page("reception.protocol", code=minister.code)
    before = queries_of(lambda: browser.page("reception.protocol", code=minister.code))
    written(session, minister, dict.fromkeys(ProtocolField, "Text"))
    after = queries_of(lambda: browser.page("reception.protocol", code=minister.code))
    assert (before, after) == (5, 5)
