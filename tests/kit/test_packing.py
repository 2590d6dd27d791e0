"""Pages travel packed to whoever can unpack them."""

import gzip

import pytest
from flask import Flask, Response

from visits.kit.packing import SMALLEST_BYTES, packed

LONG = "programme " * SMALLEST_BYTES


def answer(body, accepts="gzip", **facts):
    app = Flask(__name__)
    with app.test_request_context(headers={"Accept-Encoding": accepts}):
        return packed(Response(body, **facts))


def test_a_page_is_packed_and_the_same_when_unpacked():
    response = answer(LONG)
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.get_data()) == LONG.encode()
    assert response.content_length < len(LONG) / 10


@pytest.mark.parametrize("accepts", ["", "br", "gzip;q=0"])
def test_who_cannot_unpack_gets_it_as_it_is(accepts):
    response = answer(LONG, accepts)
    assert "Content-Encoding" not in response.headers
    assert response.get_data(as_text=True) == LONG


def test_both_answers_say_that_the_encoding_matters():
    assert [answer(LONG, accepts).vary.as_set() for accepts in ("gzip", "")] == [
        {"accept-encoding"},
        {"accept-encoding"},
    ]


@pytest.mark.parametrize(
    ("body", "facts"),
    [("short", {}), (LONG, {"status": 404}), (LONG, {"headers": {"Content-Encoding": "br"}})],
)
def test_what_gains_nothing_stays(body, facts):
    response = answer(body, **facts)
    assert response.headers.get("Content-Encoding") != "gzip"
    assert response.get_data(as_text=True) == body
