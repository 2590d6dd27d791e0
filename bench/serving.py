"""What gunicorn serves for the measurement of feeds: the product, and beside it what is least.

`/calendars/` is the product's. `/least/word` is a route that says a word, `/least/blob` one that
reads the same bytes out of a row, both of a bare Flask app in the same workers.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, Response

from visits.app import create_app

Application = Callable[..., Iterable[bytes]]
ROW = os.environ["BENCH_BLOB"]
"""The file of a SQLite database: one table, one row, the bytes of the feed."""

least = Flask("least")
product = create_app()


@least.get("/least/word")
def word() -> str:
    return "word"


@least.get("/least/blob")
def blob() -> Response:
    with sqlite3.connect(ROW) as connection:
        (body,) = connection.execute("SELECT body FROM stored WHERE id = 1").fetchone()
    connection.close()
    return Response(body, mimetype="text/calendar")


def app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    served: Application = least if environ["PATH_INFO"].startswith("/least/") else product
    return served(environ, start_response)
