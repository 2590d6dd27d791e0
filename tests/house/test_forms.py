"""Addresses and telephones are read in one way, whichever form they are typed into."""

from collections.abc import Iterator

import pytest
from flask import Flask
from wtforms import EmailField, Form, TelField
from wtforms.fields.core import UnboundField

from visits.access.forms import SignInForm
from visits.kit.forms import EmailAddress, PhoneNumber

AS_TYPED = {(SignInForm, "email")}
"""Compared with what is known, and not kept."""


def our_forms(kind: type[Form] = Form) -> Iterator[type[Form]]:
    for one in kind.__subclasses__():
        if one.__module__.startswith("visits."):
            yield one
        yield from our_forms(one)


def rules_of(unbound: UnboundField) -> list[object]:
    """The field's validators, which come second, or by name."""
    return [*unbound.kwargs.get("validators", unbound.args[1] if unbound.args[1:] else ())]


@pytest.mark.parametrize(("field", "reader"), [(EmailField, EmailAddress), (TelField, PhoneNumber)])
def test_each_is_read_by_our_own_rule(app: Flask, field: type, reader: type):
    unread = [
        f"{form.__name__}.{name}"
        for form in our_forms()
        for name, unbound in vars(form).items()
        if isinstance(unbound, UnboundField) and unbound.field_class is field
        if (form, name) not in AS_TYPED
        if not any(isinstance(rule, reader) for rule in rules_of(unbound))
    ]
    assert unread == []
