"""When a finding is the same one, a worse one, a new one."""

import json
from dataclasses import replace
from datetime import date

import pytest

from visits.conflicts.rules import SEVERITY, Code, Finding, Severity, introduced
from visits.conflicts.rules.catalogue import CATALOGUE

BLOCK, BLOCK_RELEASE, WARN = Severity.BLOCK, Severity.BLOCK_RELEASE, Severity.WARN
TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)

LEG = Finding(
    Code.TRAVEL_INFEASIBLE,
    BLOCK_RELEASE,
    "b",
    TUESDAY,
    {"from_stop": "a", "needed": 20, "available": 15, "missing": 5, "leave_by": "10:55"},
)
CLASH = Finding(
    Code.VEHICLE_OVERLAP,
    BLOCK,
    "b",
    TUESDAY,
    {"resource": "vehicle", "id": 6, "other_stop": "a", "minutes": 30, "free_from": "11:30"},
)
CROWD = Finding(Code.SITE_CAPACITY, BLOCK, "b", TUESDAY, {"site": 1, "over": 3, "with": ("x", "y")})


def but(finding, **facts):
    return replace(finding, facts={**finding.facts, **facts})


def test_the_table_knows_every_code():
    assert set(CATALOGUE) == set(Code) == set(SEVERITY)


@pytest.mark.parametrize(
    ("severity", "codes"),
    [
        (
            BLOCK,
            {
                Code.SITE_CAPACITY,
                Code.SITE_CONCURRENCY,
                Code.SITE_CLOSURE,
                Code.PERSON_OVERLAP,
                Code.INTERPRETER_OVERLAP,
                Code.VEHICLE_OVERLAP,
            },
        ),
        (
            BLOCK_RELEASE,
            {
                Code.SITE_WINDOW,
                Code.SITE_BUSY,
                Code.VEHICLE_ACCESSIBILITY,
                Code.VEHICLE_UNAVAILABLE,
                Code.TRAVEL_INFEASIBLE,
                Code.INTERPRETER_LANGUAGE_MISSING,
                Code.VEHICLE_SEATS,
                Code.PERSON_UNAVAILABLE,
                Code.ACCESS_LIST_INCOMPLETE,
            },
        ),
    ],
)
def test_what_blocks_and_what_blocks_a_release(severity, codes):
    assert {code for code, grave in SEVERITY.items() if grave is severity} == codes


@pytest.mark.parametrize(
    ("severity", "blocks", "blocks_release"),
    [(BLOCK, True, True), (BLOCK_RELEASE, False, True), (WARN, False, False)],
)
def test_a_block_also_blocks_the_release(severity, blocks, blocks_release):
    finding = replace(LEG, severity=severity)
    assert (finding.blocks, finding.blocks_release) == (blocks, blocks_release)


def test_facts_are_frozen_and_come_back_from_json_as_they_went():
    finding = but(CROWD, offers=[["10:30", "11:00"]], languages=frozenset({"en", "ar"}))
    with pytest.raises(TypeError):
        finding.facts["site"] = 2
    read = replace(finding, facts=json.loads(json.dumps(dict(finding.facts))))
    assert read == finding
    assert read.key == finding.key
    assert hash(read) == hash(finding)
    assert finding.facts["languages"] == ("ar", "en")


@pytest.mark.parametrize(
    "same",
    [
        replace(LEG, severity=WARN),
        replace(LEG, day=WEDNESDAY),
        but(LEG, leave_by="10:50"),
        replace(LEG, facts=dict(reversed(LEG.facts.items()))),
    ],
)
def test_an_override_sticks_while_the_facts_that_matter_stay(same):
    assert same.key == LEG.key


@pytest.mark.parametrize(
    "other",
    [
        but(LEG, available=14, missing=6),
        but(LEG, available=16, missing=4),
        but(LEG, from_stop="c"),
        replace(LEG, stop="c"),
        replace(LEG, code=Code.TRAVEL_TIGHT),
    ],
)
def test_an_override_dies_when_they_change(other):
    assert other.key != LEG.key


def test_a_finding_of_a_day_is_another_on_another_day():
    meal = Finding(Code.MEAL_MISSING, WARN, None, TUESDAY, {"everyone": True})
    assert replace(meal, day=WEDNESDAY).key != meal.key
    assert replace(meal, day=WEDNESDAY).identity != meal.identity


@pytest.mark.parametrize(
    ("before", "after", "is_introduced"),
    [
        ([], CLASH, True),
        ([CLASH], CLASH, False),
        ([CLASH], but(CLASH, minutes=31), True),
        ([CLASH], but(CLASH, minutes=29), False),
        ([CLASH], but(CLASH, other_stop="z"), True),
        ([CLASH], but(CLASH, id=7), True),
        ([CLASH], replace(but(CLASH, other_stop="b"), stop="a"), False),
        ([replace(CLASH, severity=WARN)], CLASH, True),
        ([CLASH], replace(CLASH, severity=WARN), False),
        ([replace(CLASH, severity=WARN), CLASH], CLASH, False),
        ([CROWD], CROWD, False),
        ([CROWD], but(CROWD, over=4), True),
        ([CROWD], but(CROWD, over=2), False),
        ([CROWD], but(CROWD, **{"with": ("x",)}), False),
        ([CROWD], but(CROWD, over=2, **{"with": ("x", "z")}), True),
        ([], LEG, False),
    ],
)
def test_a_save_is_refused_for_what_it_brings_or_makes_worse(before, after, is_introduced):
    assert introduced(before, [after]) == (after,) * is_introduced


def test_lesser_findings_can_be_asked_for_too():
    assert introduced([], [LEG], least=BLOCK_RELEASE) == (LEG,)
    assert introduced([LEG], [but(LEG, missing=6)], least=BLOCK_RELEASE) == (but(LEG, missing=6),)
    assert introduced([LEG], [but(LEG, missing=4)], least=BLOCK_RELEASE) == ()
