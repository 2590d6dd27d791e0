"""E-mail addresses as people type them."""

import pytest

from visits.kit.emails import normal


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Hong@Example.ORG", "hong@example.org"),
        ("  hong@example.org ", "hong@example.org"),
        ("hong@mail.local", "hong@mail.local"),
        ("hong@intranet", "hong@intranet"),
        ("hong@한글.example", "hong@한글.example"),
    ],
)
def test_it_is_kept_in_one_form(typed: str, kept: str):
    assert normal(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "hong",
        "@example.org",
        "a@b@c",
        "a b@example.org",
        "a@example.org\nBcc: x@y.z",
        "x" * 300,
    ],
)
def test_what_is_none_is_refused(typed: str):
    with pytest.raises(ValueError, match=r"."):
        normal(typed)
