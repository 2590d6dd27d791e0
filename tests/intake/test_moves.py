"""Every state and every move: where each leads, and that no other is possible."""

import pytest

from visits.intake.rules import (
    FIRST,
    MOVES,
    OPEN,
    SETTLED,
    RequestChannel,
    RequestMove,
    RequestState,
    after,
    allows,
    missing,
)
from visits.kit.errors import Refused

S, M = RequestState, RequestMove

WAYS: dict[RequestState, dict[RequestMove, RequestState]] = {
    S.UNCONFIRMED: {
        M.CONFIRM: S.RECEIVED,
        M.CORRECT: S.UNCONFIRMED,
        M.WITHDRAW: S.WITHDRAWN,
        M.MARK_DUPLICATE: S.DUPLICATE,
    },
    S.RECEIVED: {
        M.CORRECT: S.RECEIVED,
        M.TAKE: S.UNDER_REVIEW,
        M.ASK: S.NEEDS_INFORMATION,
        M.SEEK_APPROVAL: S.UNDER_REVIEW,
        M.APPROVE: S.UNDER_REVIEW,
        M.SEND_BACK: S.UNDER_REVIEW,
        M.ACCEPT: S.ACCEPTED,
        M.WAITLIST: S.WAITLISTED,
        M.REDIRECT: S.REDIRECTED,
        M.DECLINE: S.DECLINED,
        M.WITHDRAW: S.WITHDRAWN,
        M.MARK_DUPLICATE: S.DUPLICATE,
    },
    S.UNDER_REVIEW: {
        M.CORRECT: S.UNDER_REVIEW,
        M.ASK: S.NEEDS_INFORMATION,
        M.ANSWER: S.UNDER_REVIEW,
        M.SEEK_APPROVAL: S.UNDER_REVIEW,
        M.APPROVE: S.UNDER_REVIEW,
        M.SEND_BACK: S.UNDER_REVIEW,
        M.ACCEPT: S.ACCEPTED,
        M.WAITLIST: S.WAITLISTED,
        M.REDIRECT: S.REDIRECTED,
        M.DECLINE: S.DECLINED,
        M.WITHDRAW: S.WITHDRAWN,
        M.MARK_DUPLICATE: S.DUPLICATE,
    },
    S.NEEDS_INFORMATION: {
        M.CORRECT: S.NEEDS_INFORMATION,
        M.TAKE: S.UNDER_REVIEW,
        M.ASK: S.NEEDS_INFORMATION,
        M.ANSWER: S.UNDER_REVIEW,
        M.SEEK_APPROVAL: S.NEEDS_INFORMATION,
        M.APPROVE: S.NEEDS_INFORMATION,
        M.SEND_BACK: S.NEEDS_INFORMATION,
        M.ACCEPT: S.ACCEPTED,
        M.WAITLIST: S.WAITLISTED,
        M.REDIRECT: S.REDIRECTED,
        M.DECLINE: S.DECLINED,
        M.WITHDRAW: S.WITHDRAWN,
        M.MARK_DUPLICATE: S.DUPLICATE,
    },
    S.WAITLISTED: {
        M.CORRECT: S.WAITLISTED,
        M.TAKE: S.UNDER_REVIEW,
        M.ASK: S.NEEDS_INFORMATION,
        M.ANSWER: S.WAITLISTED,
        M.SEEK_APPROVAL: S.WAITLISTED,
        M.APPROVE: S.WAITLISTED,
        M.SEND_BACK: S.WAITLISTED,
        M.ACCEPT: S.ACCEPTED,
        M.REDIRECT: S.REDIRECTED,
        M.DECLINE: S.DECLINED,
        M.WITHDRAW: S.WITHDRAWN,
        M.MARK_DUPLICATE: S.DUPLICATE,
    },
    S.ACCEPTED: {M.WITHDRAW: S.WITHDRAWN, M.REOPEN: S.UNDER_REVIEW},
    S.REDIRECTED: {M.REOPEN: S.UNDER_REVIEW},
    S.DECLINED: {M.REOPEN: S.UNDER_REVIEW},
    S.WITHDRAWN: {M.REOPEN: S.UNDER_REVIEW},
    S.DUPLICATE: {M.REOPEN: S.UNDER_REVIEW},
}


@pytest.mark.parametrize("state", RequestState)
@pytest.mark.parametrize("move", RequestMove)
def test_each_move_leads_where_it_shall_and_nowhere_else(state, move):
    if move in WAYS[state]:
        assert after(state, move) is WAYS[state][move]
    else:
        assert not allows(state, move)
        with pytest.raises(Refused) as refused:
            after(state, move)
        assert refused.value.reason == "request_move"
        assert refused.value.facts == {"state": state, "move": move}


def test_the_table_holds_nothing_besides():
    assert {(s, m): to for s, ways in WAYS.items() for m, to in ways.items()} == MOVES


def test_every_state_is_reached_and_none_is_a_trap():
    reached = {*FIRST.values(), *MOVES.values()}
    left = {state for state, _ in MOVES}
    assert (reached, left) == (set(RequestState), set(RequestState))


def test_states_are_unconfirmed_open_or_settled():
    assert sorted([S.UNCONFIRMED, *OPEN, *SETTLED]) == sorted(RequestState)


@pytest.mark.parametrize(
    ("facts", "lacks"),
    [
        ({}, ("subject", "body_name")),
        ({"subject": "Visit"}, ("body_name",)),
        ({"country": "MN"}, ("subject",)),
        ({"subject": "Visit", "country": "MN"}, ()),
        ({"subject": "Visit", "body_name": "Ulaanbaatar"}, ()),
        ({"subject": "Visit", "organisation_id": 3}, ()),
    ],
)
def test_a_typed_in_letter_needs_its_subject_and_a_body_or_country(facts, lacks):
    assert missing(RequestChannel.OFFICIAL_LETTER, facts) == lacks


def test_the_web_form_asks_for_all():
    assert missing(RequestChannel.WEB, {"subject": "Visit", "country": "MN"}) == (
        "requester_name",
        "requester_organisation",
        "requester_role",
        "requester_email",
        "body_name",
        "people_said",
        "purpose",
        "slots",
        "languages",
    )
