"""Whatever stands in a cell, it is a value or a fault with a sentence; nothing else."""

import re
from contextlib import suppress
from datetime import date, datetime, time

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from tests.delegations.importing.cast import READING, a_draft, planned
from visits.delegations.importing.cells import BadCell, Fault, Reason
from visits.delegations.importing.drafts import Draft
from visits.delegations.importing.fields import HEADERS
from visits.delegations.importing.words import SENTENCES, said

CELLS = st.one_of(
    st.text(max_size=40),
    st.from_regex(re.compile(r"\d{1,5}[-./ 년]\d{1,5}[-./ 월]\d{1,5}"), fullmatch=True),
    st.from_regex(re.compile(r"(오후|AM|)\s*\d{1,4}[:.시h]?\d{0,3}\s*(PM|분|)"), fullmatch=True),
    st.dates(),
    st.datetimes(),
)


@given(st.sampled_from(sorted(HEADERS)), CELLS)
def test_every_cell_is_read_or_refused(name, cell):
    with suppress(BadCell):
        value = READING.read(name, cell)
        assert isinstance(value, str | date | time | tuple)
        assert not isinstance(value, datetime)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=2, max_size=6))
def test_every_table_becomes_a_plan(rows):
    draft = a_draft(*rows)
    again = Draft.unpacked(draft.packed())
    assert planned(again) == planned(draft)
    assert len(planned(draft).rows) == len(draft.rows)


def test_every_fault_has_its_sentence(app: Flask):
    facts = {
        Reason.TOO_LONG: {"most": 200},
        Reason.WHICH_DAY: {"text": "x", "days": [date(2026, 2, 3), date(2026, 3, 2)]},
        Reason.FAR_DAY: {"text": "x", "day": date(2026, 2, 3)},
        Reason.UNKNOWN_WORD: {"text": "x", "known": ("a", "b")},
    }
    with app.test_request_context():
        sentences = [said(Fault("role", r, facts.get(r, {"text": "100 %"}))) for r in Reason]
    assert set(SENTENCES) == set(Reason)
    assert [one for one in sentences if "%(" in one] == []
