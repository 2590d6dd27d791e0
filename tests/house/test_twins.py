"""Whatever somebody outside can do by link, an officer can enter on their behalf: the same action.

Half of all answers come by telephone, official letter or in the corridor. The table is reviewed by
hand; the test finds every address by secret link that takes a form, and holds it to the table.
"""

import inspect
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from flask import Flask

from visits.access.rules import Permission


class Twin(NamedTuple):
    """The officer's view, and the call that stands in both views' modules."""

    endpoint: str
    action: str


TWINS: dict[str, Twin] = {
    "calendars.of_host": Twin("calendars.addresses", " make("),
    "escorting.check_by_code": Twin("escorting.check", ".check_in("),
    "escorting.check_by_link": Twin("escorting.check", ".check_in("),
    "escorting.report_by_link": Twin("escorting.note_incident", ".report("),
    "escorting.tap_by_link": Twin("escorting.note", ".tap("),
    "escorting.tell_by_link": Twin("escorting.tell", ".tell_delay("),
    "feedback.report": Twin("feedback.note_report", ".report("),
    "hosting.answer_for_official": Twin("hosting.note_duty", ".say_of_duty("),
    "hosting.seen_by_host": Twin("itineraries.note_receipt", ".sign("),
    "hosting.reply": Twin("hosting.note_answer", ".reply("),
    "identity.invite": Twin("identity.invite_for", ".invite("),
    "identity.person": Twin("identity.enter", ".record("),
    "identity.withdraw": Twin("identity.withdraw_for", ".withdraw("),
    "portal.add_delegate": Twin("delegations.add_delegate", ".add("),
    "portal.ask": Twin("feedback.note_question", ".ask("),
    "portal.edit_delegate": Twin("delegations.edit_delegate", ".edit("),
    "portal.export_roster": Twin("delegations.export_roster", ".export("),
    "portal.import_roster": Twin("delegations.import_roster", ".bring("),
    "portal.place": Twin("delegations.place", ".place("),
    "portal.remove_delegate": Twin("delegations.remove_delegate", ".remove("),
    "portal.replace_delegate": Twin("delegations.replace_delegate", ".replace("),
    "portal.return_delegate": Twin("delegations.return_delegate", ".take_in_again("),
    "portal.seen": Twin("itineraries.note_receipt", ".sign("),
    "portal.say": Twin("feedback.note_answer", ".give("),
    "welcome.answer": Twin("intake.answer", ".answer("),
    "welcome.attach": Twin("intake.attach", ".attach("),
    "welcome.confirm": Twin("intake.confirm", ".confirm("),
    "welcome.consents": Twin("intake.change_consents", ".change_consents("),
    "welcome.correct": Twin("intake.edit", ".correct("),
    "welcome.withdraw": Twin("intake.withdraw", ".withdraw("),
}
"""By endpoint of a page by secret link."""

DRAFT = "a draft of somebody else's; staff type in what they are told (intake.new)"
NOBODY_ELSE: dict[str, str] = {
    "access_lists.open_list": "staff read the list in the office, logged in the same way",
    "access.set_password": "a password is its owner's alone; staff send another link",
    "identity.open_step": "staff open identity data by their own second factor",
    "identity.send_code": "staff read the code out over the telephone (identity.read_out)",
    **{f"welcome.{verb}": DRAFT for verb in ("check", "discard", "mail", "remove_file", "step")},
}
"""Acts that must not have a twin, and why."""


def taken_by_link(app: Flask) -> set[str]:
    """Endpoints behind secret links that take a form."""
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
        if isinstance(getattr(app.view_functions[rule.endpoint], "asks_for", None), tuple)
    }


def source_of(view: Callable[..., Any]) -> str:
    """Of the module in which the view stands."""
    return inspect.getsource(sys.modules[inspect.unwrap(view).__module__])


@pytest.mark.sqlite_alone
def test_every_act_by_link_is_in_the_table(app: Flask):
    assert taken_by_link(app) == set(TWINS) | set(NOBODY_ELSE)


@pytest.mark.sqlite_alone
def test_every_twin_is_an_officers_view_that_calls_the_same_action(app: Flask):
    wrong = []
    for endpoint, twin in TWINS.items():
        theirs, ours = app.view_functions[endpoint], app.view_functions[twin.endpoint]
        methods = {m for r in app.url_map.iter_rules(twin.endpoint) for m in r.methods or ()}
        is_officers = isinstance(getattr(ours, "asks_for", None), Permission)
        calls = all(twin.action in source_of(view) for view in (theirs, ours))
        if not (is_officers and calls and "POST" in methods):
            wrong.append(endpoint)
    assert wrong == []
