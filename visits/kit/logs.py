"""What logs never hold: secret addresses, also where a mistake of ours is written down."""

import logging

from visits.kit.tokens import mask_tokens

OF_SERVERS = ("gunicorn.error", "gunicorn.access", "werkzeug")
"""Who writes down requests beside the application."""


class Masking(logging.Filter):
    """Takes tokens out of messages, and out of what is said of an exception."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = mask_tokens(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = FORMATTER.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = mask_tokens(record.exc_text)
        return True


FORMATTER = logging.Formatter()
MASKING = Masking()
"""One for all, so that no logger has it twice."""


def mask(*loggers: logging.Logger) -> None:
    for logger in (*loggers, *(logging.getLogger(name) for name in OF_SERVERS)):
        logger.addFilter(MASKING)
