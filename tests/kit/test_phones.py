"""Telephone numbers: read as typed, kept in one form, shown as one dials them."""

import pytest
from flask_babel import force_locale

from visits.kit.phones import NotAPhone, read_phone, readers_phone, shown_phone


@pytest.mark.parametrize(
    ("typed", "region", "kept"),
    [
        ("+966 50 123 4567", None, "+966501234567"),
        ("+82-44-300-0000", None, "+82443000000"),
        ("044) 300-0000", "KR", "+82443000000"),
        ("050 123 4567", "SA", "+966501234567"),
        ("٠٥٠ ١٢٣ ٤٥٦٧", "SA", "+966501234567"),  # noqa: RUF001 (as it is typed there)
    ],
)
def test_a_number_is_read_as_people_type_it(typed, region, kept):
    assert read_phone(typed, region) == kept


@pytest.mark.parametrize("typed", ["", "12", "call me", "050 123 4567", "+99999999999999999999"])
def test_what_cannot_be_called_is_refused(typed):
    with pytest.raises(NotAPhone):
        read_phone(typed)


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("+966501234567", "+966 50 123 4567"),
        ("+82443000000", "+82 44-300-0000"),
        ("ext. 7", "ext. 7"),
    ],
)
def test_a_number_is_shown_as_one_dials_it(kept, shown):
    assert shown_phone(kept) == shown


@pytest.mark.parametrize(
    ("reader", "kept", "shown"),
    [
        ("ko", "+82443000000", "044-300-0000"),
        ("ko", "+82-44-300-0000", "044-300-0000"),
        ("ko", "+966501234567", "+966 50 123 4567"),
        ("ko", "ext. 7", "ext. 7"),
        ("en", "+82443000000", "+82 44-300-0000"),
        ("ar", "+82-44-300-0000", "+82 44-300-0000"),
    ],
)
def test_a_number_of_our_country_is_read_here_as_it_is_dialled_here(app, reader, kept, shown):
    with app.test_request_context(), force_locale(reader):
        assert readers_phone(kept) == shown
