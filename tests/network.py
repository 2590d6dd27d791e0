"""Tests speak to this machine alone: whatever else is called is an error at once."""

import ipaddress
import sys
from typing import Any

LOCAL_NAMES = {"", "localhost", None}


class NetworkForbidden(RuntimeError):
    """A test tried to reach another machine."""


def forbid() -> None:
    sys.addaudithook(refuse_others)


def refuse_others(event: str, arguments: tuple[Any, ...]) -> None:
    if event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        if isinstance(address, tuple) and not is_local(address[0]):
            raise NetworkForbidden(f"{event} {address}")
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"} and not is_local(arguments[0]):
        raise NetworkForbidden(f"{event} {arguments[0]}")


def is_local(host: str | bytes | None) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in LOCAL_NAMES:
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
