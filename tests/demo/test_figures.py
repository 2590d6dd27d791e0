"""The published figures, to the person, through the command."""

import json

import pytest
from flask import Flask


@pytest.fixture
def database(demonstration: str) -> str:
    return demonstration


@pytest.fixture
def figures(app: Flask):
    return lambda *days: app.test_cli_runner().invoke(args=["visits", "figures", *days])


def test_the_first_half_of_2024_is_twice_the_year_before(figures):
    result = figures("2024-01-01", "2024-06-30")
    assert (result.exit_code, json.loads(result.stdout)) == (
        0,
        {
            "from": "2024-01-01",
            "to": "2024-06-30",
            "people": 273,
            "countries": 29,
            "delegations": 16,
            "before": {
                "from": "2023-01-01",
                "to": "2023-06-30",
                "people": 122,
                "countries": 14,
                "delegations": 8,
            },
        },
    )
    assert result.stdout.count("\n") == 1


def test_a_period_without_visits_is_nothing(figures):
    told = json.loads(figures("2019-01-01", "2019-12-31").stdout)
    assert (told["people"], told["countries"], told["delegations"]) == (0, 0, 0)


def test_a_period_that_ends_before_it_begins_is_refused(figures):
    result = figures("2024-06-30", "2024-01-01")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: The period ends before it begins.\n"
