"""Fetching a calendar from an address that somebody typed: public servers only, a little, and soon.

The name is resolved once and the very address that was checked is connected to, so that a name
cannot mean another machine a moment later; every redirect goes through the same gate.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from visits.busy.rules import FETCH_SECONDS, FETCHED_MEGABYTES, MEGABYTE, MOST_HOPS, Fault, NotRead

PORTS = {"http": 80, "https": 443}
WRITTEN_AS = {"webcal": "https", "webcals": "https", "http": "http", "https": "https"}
LONGEST_ADDRESS = 2_000
HEADERS = {
    "Accept": "text/calendar, text/plain;q=0.5, */*;q=0.1",
    "Accept-Encoding": "identity",
    "User-Agent": "Visits/1.0 (busy times)",
}
PIECE = 64 * 1024
REDIRECTS = frozenset({301, 302, 303, 307, 308})
GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
LOCKED = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
SAFE = "/:?#[]@!$&'()*+,;=%~-._"

Resolve = Callable[[str, int], str]
"""Which IP address to connect to for a host and port. Raises NotRead for one that is not allowed."""


@dataclass(frozen=True, slots=True)
class Target:
    scheme: str
    host: str
    port: int
    path: str


def normal(address: str) -> str:
    """The address as it is kept: the secret in it goes through https, unless http was typed.

    Raises NotRead for what is no address of a calendar.
    """
    typed = address.strip()
    parts = split(typed)
    scheme = WRITTEN_AS.get(parts.scheme.lower())
    if scheme is None or not parts.hostname or len(typed) > LONGEST_ADDRESS:
        raise NotRead(Fault.BAD_ADDRESS)
    if any(sign.isspace() or not sign.isprintable() for sign in typed):
        raise NotRead(Fault.BAD_ADDRESS)
    target_of(kept := parts._replace(scheme=scheme, fragment="").geturl())
    return kept


def kept_and_found(typed: str, fetch: Callable[[str], bytes]) -> tuple[str, bytes]:
    """The address as it is kept, and what lies there. Raises NotRead.

    `webcal` does not say which way: http is taken where nobody speaks https, and never because a
    certificate is not to be trusted.
    """
    address = normal(typed)
    try:
        return address, fetch(address)
    except NotRead as error:
        if split(typed.strip()).scheme.lower() != "webcal" or error.fault is not Fault.NO_ANSWER:
            raise
    plain = split(address)._replace(scheme="http").geturl()
    return plain, fetch(plain)


def host_of(address: str) -> str:
    """What may be shown of an address: the rest of it is often a secret."""
    return split(address).hostname or ""


def split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError as error:
        raise NotRead(Fault.BAD_ADDRESS) from error


def target_of(address: str) -> Target:
    """Raises NotRead for anything but a plain http or https address."""
    parts = split(address)
    try:
        port = parts.port or PORTS[parts.scheme]
        host = (parts.hostname or "").encode("idna").decode()
    except (KeyError, ValueError) as error:
        raise NotRead(Fault.BAD_ADDRESS) from error
    if not host or parts.username is not None or parts.password is not None:
        raise NotRead(Fault.BAD_ADDRESS)
    path = quote(parts.path or "/", safe=SAFE) + (
        f"?{quote(parts.query, safe=SAFE)}" if parts.query else ""
    )
    return Target(parts.scheme, host, port, path)


def public_address(host: str, port: int) -> str:
    """The first address of the host, when all of them are public.

    Raises NotRead for private, loopback, link-local and other special addresses, also those of
    IPv4 inside IPv6.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotRead(Fault.NOT_FOUND) from error
    addresses = [str(one[4][0]) for one in found]
    if not addresses or not all(is_public(one) for one in addresses):
        raise NotRead(Fault.NOT_PUBLIC)
    return addresses[0]


def is_public(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inside = found.ipv4_mapped or found.sixtofour or (found.teredo and found.teredo[1])
        if inside:
            return is_public(str(inside))
        if found in NAT64:
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
        if found.is_site_local:
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def fetch(
    address: str, *, resolve: Resolve = public_address, seconds: float = FETCH_SECONDS
) -> bytes:
    """What lies at the address. Raises NotRead: refused, too slow, too much, or not there.

    The work is done beside: neither a slow name server nor a server that answers by the byte keeps
    us longer than these seconds.
    """
    visit = Visit(normal(address), resolve, time.monotonic() + seconds)
    worker = threading.Thread(target=visit.run, daemon=True)
    worker.start()
    worker.join(seconds)
    if worker.is_alive():
        visit.break_off()
        raise NotRead(Fault.TOO_LATE)
    return visit.content()


class Visit:
    """One visit to a server and wherever it leads; runs in a thread of its own."""

    def __init__(self, address: str, resolve: Resolve, until: float) -> None:
        self.address = address
        self.resolve = resolve
        self.until = until
        self.found: bytes | NotRead | None = None
        self.socket: socket.socket | None = None

    def run(self) -> None:
        try:
            self.found = self.follow()
        except NotRead as error:
            self.found = error
        except TimeoutError:
            self.found = NotRead(Fault.TOO_LATE)
        except ssl.SSLCertVerificationError:
            self.found = NotRead(Fault.NO_TRUST)
        except (OSError, http.client.HTTPException, ValueError):
            self.found = NotRead(Fault.NO_ANSWER)

    def content(self) -> bytes:
        if isinstance(self.found, bytes):
            return self.found
        raise self.found or NotRead(Fault.NO_ANSWER)

    def break_off(self) -> None:
        """Whoever waits for this server waits no longer."""
        if self.socket is not None:
            with suppress(OSError):
                self.socket.shutdown(socket.SHUT_RDWR)

    def follow(self) -> bytes:
        address = self.address
        for _ in range(MOST_HOPS + 1):
            with self.answer(target_of(address)) as response:
                if response.status not in REDIRECTS:
                    return body_of(response)
                led = response.getheader("Location", "")
            address = urljoin(address, led)
        raise NotRead(Fault.TOO_MANY_HOPS)

    @contextmanager
    def answer(self, target: Target) -> Iterator[http.client.HTTPResponse]:
        """The answer of the machine that was checked, under the name that was asked for."""
        connection = http.client.HTTPConnection(target.host, target.port)
        self.socket = self.connected(target)
        with closing(self.socket), closing(connection):
            connection.sock = self.socket
            connection.request("GET", target.path, headers=HEADERS)
            with connection.getresponse() as response:
                yield response

    def connected(self, target: Target) -> socket.socket:
        where = self.resolve(target.host, target.port)
        plain = socket.create_connection((where, target.port), timeout=self.left())
        if target.scheme == "http":
            return plain
        return ssl.create_default_context().wrap_socket(plain, server_hostname=target.host)

    def left(self) -> float:
        """Seconds that are left; never none, which would mean to wait for ever."""
        return max(self.until - time.monotonic(), 0.01)


def body_of(response: http.client.HTTPResponse) -> bytes:
    """Raises NotRead for any answer but a success, and for more than may be fetched."""
    if response.status in GONE:
        raise NotRead(Fault.GONE)
    if response.status in LOCKED:
        raise NotRead(Fault.LOCKED)
    if response.status != HTTPStatus.OK:
        raise NotRead(Fault.STATUS, status=response.status)
    content = b""
    while piece := response.read(PIECE):
        content += piece
        if len(content) > FETCHED_MEGABYTES * MEGABYTE:
            raise NotRead(Fault.FETCHED_TOO_LARGE)
    if response.length:
        raise NotRead(Fault.NO_ANSWER)
    return content
