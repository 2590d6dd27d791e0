"""Fetching from addresses that people type: public servers alone, a little, and soon."""

import pytest

from tests.busy.servers import a_server, breaks_off, content, drips, leads_to, resolve
from visits.busy.fetching import fetch, is_public, kept_and_found, normal, public_address
from visits.busy.rules import Fault, NotRead


def fault_of(address: str, *, seconds: float = 5) -> Fault:
    with pytest.raises(NotRead) as refused:
        fetch(address, resolve=resolve, seconds=seconds)
    return refused.value.fault


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.10",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 (an address to refuse)
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "fec0::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
    ],
)
def test_addresses_inside_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450:4001:82b::200e", "64:ff9b::808:808"])
def test_addresses_outside_are(address):
    assert is_public(address)


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "::1"])
def test_a_name_that_means_this_machine_is_refused(name):
    with pytest.raises(NotRead) as refused:
        public_address(name, 80)
    assert refused.value.fault is Fault.NOT_PUBLIC


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" https://example.org/a.ics ", "https://example.org/a.ics"),
        ("webcal://example.org/a.ics", "https://example.org/a.ics"),
        ("WEBCALS://example.org/a.ics#x", "https://example.org/a.ics"),
    ],
)
def test_an_address_is_kept_as_the_web_writes_it(typed, kept):
    assert normal(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "example.org/a.ics",
        "file:///etc/passwd",
        "ftp://example.org/a.ics",
        "https://",
        "https://name:word@example.org/a.ics",
        "https://example.org:99999/",
        "https://example.org/a b",
        "https://[::1/",
        "https://example.org/\r\nX: y",
        "https://example.org/" + "a" * 2000,
    ],
)
def test_anything_else_is_no_address(typed):
    with pytest.raises(NotRead) as refused:
        normal(typed)
    assert refused.value.fault is Fault.BAD_ADDRESS


@pytest.mark.parametrize(
    ("typed", "tried"),
    [
        ("webcal://example.org/a", ["https://example.org/a", "http://example.org/a"]),
        ("https://example.org/a", ["https://example.org/a"]),
        ("http://example.org/a", ["http://example.org/a"]),
    ],
)
def test_only_where_nobody_speaks_https_webcal_is_http(typed, tried):
    asked = []

    def silent(address):
        asked.append(address)
        raise NotRead(Fault.NO_ANSWER)

    with pytest.raises(NotRead):
        kept_and_found(typed, silent)
    assert asked == tried


def test_a_certificate_that_is_not_to_be_trusted_leads_to_no_http():
    asked = []

    def distrusts(address):
        asked.append(address)
        raise NotRead(Fault.NO_TRUST)

    with pytest.raises(NotRead):
        kept_and_found("webcal://example.org/a", distrusts)
    assert asked == ["https://example.org/a"]


def test_a_calendar_is_fetched():
    with a_server({"/%EC%9D%BC%EC%A0%95.ics?k=1": content(b"BEGIN")}) as server:
        assert fetch(f"{server}/일정.ics?k=1", resolve=resolve) == b"BEGIN"


def test_redirects_are_followed():
    with a_server({"/a": leads_to("/b"), "/b": content(b"BEGIN")}) as server:
        assert fetch(f"{server}/a", resolve=resolve) == b"BEGIN"


@pytest.mark.parametrize("inside", ["http://localhost/", "http://127.0.0.1/", "http://[::1]/"])
def test_a_redirect_to_this_machine_is_refused(inside):
    with a_server({"/a": leads_to("/b"), "/b": leads_to(inside)}) as server:
        assert fault_of(f"{server}/a") is Fault.NOT_PUBLIC


def test_a_redirect_to_a_file_is_refused():
    with a_server({"/a": leads_to("file:///etc/passwd")}) as server:
        assert fault_of(f"{server}/a") is Fault.BAD_ADDRESS


def test_a_circle_ends():
    with a_server({"/a": leads_to("/a")}) as server:
        assert fault_of(f"{server}/a") is Fault.TOO_MANY_HOPS


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (404, Fault.GONE),
        (410, Fault.GONE),
        (401, Fault.LOCKED),
        (403, Fault.LOCKED),
        (500, Fault.STATUS),
    ],
)
def test_an_answer_without_a_calendar_is_named(status, fault):
    with a_server({"/a": content(b"no", status=status)}) as server:
        assert fault_of(f"{server}/a") is fault


def test_two_megabytes_are_enough():
    most = 2 * 1024 * 1024
    with a_server({"/a": content(b"x" * most), "/b": content(b"x" * (most + 1))}) as server:
        assert len(fetch(f"{server}/a", resolve=resolve)) == most
        assert fault_of(f"{server}/b") is Fault.FETCHED_TOO_LARGE


def test_a_server_that_answers_by_the_byte_is_left():
    with a_server({"/a": drips}) as server:
        assert fault_of(f"{server}/a", seconds=0.5) is Fault.TOO_LATE


def test_half_an_answer_is_none():
    with a_server({"/a": breaks_off}) as server:
        assert fault_of(f"{server}/a") is Fault.NO_ANSWER


def test_a_server_that_is_not_there_is_named():
    with a_server({}) as server:
        gone = server
    assert fault_of(f"{gone}/a") is Fault.NO_ANSWER
