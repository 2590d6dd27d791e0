"""What every form of the pages promises, whoever wrote it."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask, render_template_string
from werkzeug.datastructures import MultiDict
from wtforms import (
    EmailField,
    Form,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectMultipleField,
    StringField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from visits.kit.forms import TranslatedField
from visits.kit.rows import Rows

pytestmark = pytest.mark.sqlite_alone

ALL = """
{% from "parts/fields.html" import errors, hidden, fields, buttons %}
{{ errors(form) }}
<form method="post">{{ hidden(form) }}{{ fields(form) }}{{ buttons("Save") }}</form>
"""


LEVELS = [SelectChoice("m", "Mayor"), SelectChoice("d", "Director")]
TONGUES = [SelectChoice("ko", "Korean"), SelectChoice("ar", "Arabic")]


class Row(Form):
    room = StringField("Room", [DataRequired()])


class Example(Form):
    version = HiddenField()
    code = StringField("Code", [Length(max=3)], description="Three letters at most.")
    email = EmailField("E-mail")
    people = IntegerField("People", [DataRequired()])
    level = RadioField("Level", [DataRequired()], choices=LEVELS)
    spoken = SelectMultipleField("Languages", choices=TONGUES)
    rooms = Rows(FormField(Row), "Rooms", min_entries=2)


def shown(app: Flask, form: Form) -> BeautifulSoup:
    with app.test_request_context("/"):
        return BeautifulSoup(render_template_string(ALL, form=form), "html.parser")


@pytest.fixture
def fresh(app: Flask) -> BeautifulSoup:
    return shown(app, Example())


@pytest.fixture
def refused(app: Flask) -> BeautifulSoup:
    form = Example(MultiDict({"code": "TOO LONG", "spoken": "ko", "rooms-0-room": "Hall"}))
    assert not form.validate()
    return shown(app, form)


def test_an_error_and_a_hint_are_read_with_their_field(refused: BeautifulSoup):
    code = refused.select_one("[name=code]")
    assert (code["aria-invalid"], code["aria-describedby"]) == ("true", "code-hint code-error")
    assert refused.select_one("#code-hint").text == "Three letters at most."
    assert refused.select_one("#code-error").text == "Field cannot be longer than 3 characters."


def test_what_was_typed_stays(refused: BeautifulSoup):
    ticked = refused.select("[name=spoken][checked]")
    assert refused.select_one("[name=code]")["value"] == "TOO LONG"
    assert refused.select_one("[name=rooms-0-room]")["value"] == "Hall"
    assert [box["value"] for box in ticked] == ["ko"]


def test_the_summary_leads_to_every_field_in_error(refused: BeautifulSoup):
    links = refused.select(".error-summary a")
    assert [link["href"] for link in links] == ["#code", "#people", "#level", "#rooms-1-room"]
    assert all(refused.select(link["href"]) for link in links)
    assert links[-1].text == "Rooms 2, Room: This field is required."


def test_a_form_without_errors_has_no_summary(fresh: BeautifulSoup):
    assert fresh.select(".error-summary, [aria-invalid], .error") == []


def test_free_text_runs_in_the_direction_of_what_is_typed(fresh: BeautifulSoup):
    directions = {f["name"]: f.get("dir") for f in fresh.select("[name=code], [name=email]")}
    assert directions == {"code": "auto", "email": "ltr"}


def test_enter_saves_and_neither_adds_nor_removes_a_row(fresh: BeautifulSoup):
    first, *others = fresh.select("button:not(template button)")
    assert first.get("name") is None
    pressed = [(b["name"], b["value"]) for b in others if b.get("name")]
    assert pressed == [("remove", "rooms-0"), ("remove", "rooms-1"), ("add", "rooms")]


def test_choices_are_grouped_under_their_question(fresh: BeautifulSoup):
    groups = {g["id"]: [i["type"] for i in g.select("input")] for g in fresh.select(".choices")}
    assert groups == {"level": ["radio", "radio"], "spoken": ["checkbox", "checkbox"]}


def test_two_languages_stand_open_and_the_others_are_folded(app: Flask):
    with app.test_request_context("/"):

        class Named(Form):
            name = TranslatedField("Name")

        page = shown(app, Named())
    inputs = page.select("input[lang]")
    open_ones = [i for i in inputs if not i.find_parent("details")]
    assert [i["lang"] for i in open_ones] == ["ko", "en"]
    assert [i["lang"] for i in inputs] == [i["name"].removeprefix("name-") for i in inputs]
    assert {i["lang"]: i["dir"] for i in inputs}["ar"] == "rtl"
