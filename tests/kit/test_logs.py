"""Secret addresses never stand in a log, also when something fails."""

import logging

import pytest

from visits.kit.logs import MASKING

TOKEN = "a2" * 26


@pytest.fixture
def lines():
    """A logger that masks, and what it wrote."""
    written = []

    class Lines(logging.Handler):
        def emit(self, record):
            written.append(self.format(record))

    logger = logging.getLogger("masked")
    logger.addFilter(MASKING)
    logger.addHandler(Lines())
    return logger, written


def test_a_message_has_no_token(lines):
    logger, written = lines
    logger.error("Exception on %s [%s]", f"/calendars/{TOKEN}.ics", "GET")
    assert written == ["Exception on /calendars/….ics [GET]"]


def test_what_is_said_of_an_exception_has_none(lines):
    logger, written = lines
    try:
        {}[f"/en/visit/{TOKEN}/"]
    except KeyError:
        logger.exception("It failed")
    assert written[0].endswith("KeyError: '/en/visit/…/'")


def test_the_application_and_its_server_mask(app):
    names = ("gunicorn.error", "gunicorn.access", "werkzeug")
    loggers = [app.logger, *(logging.getLogger(name) for name in names)]
    assert all(MASKING in logger.filters for logger in loggers)
