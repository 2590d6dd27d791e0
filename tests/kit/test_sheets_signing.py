"""A draft on its way through a browser: ours, of the same form, not older than a day."""

import pytest
from flask import Flask
from itsdangerous import TimestampSigner

from visits.kit.sheets.drafts import Draft
from visits.kit.sheets.refusals import BadSheet
from visits.kit.sheets.signing import A_DAY, opened, sealed
from visits.kit.sheets.tables import Row, Table

FIELDS = {"name": ("name",)}


class Earlier(TimestampSigner):
    """As somebody who signed a day and a second ago."""

    def get_timestamp(self) -> int:
        return super().get_timestamp() - A_DAY - 1


@pytest.fixture
def draft(app: Flask):
    with app.app_context():
        yield Draft.of(Table((Row(1, ("Name",)), Row(2, ("Rosa",)))), FIELDS)


def test_what_was_sealed_for_a_form_is_opened_by_it(draft):
    assert opened(Draft, sealed(draft, purpose="people"), purpose="people") == draft


def test_another_form_does_not_take_it(draft):
    with pytest.raises(BadSheet):
        opened(Draft, sealed(draft, purpose="people"), purpose="visits")


def test_what_nobody_signed_is_refused(draft):
    for state in ("", "{}", draft.packed(), draft.packed() + ".x.y"):
        with pytest.raises(BadSheet):
            opened(Draft, state, purpose="people")


def test_after_a_day_it_is_refused(app, draft):
    state = Earlier(str(app.secret_key), salt="people").sign(draft.packed()).decode()
    with pytest.raises(BadSheet):
        opened(Draft, state, purpose="people")
