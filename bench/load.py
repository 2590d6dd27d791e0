"""A crowd of clients, in a process of its own: `python -m bench.load PORT PATH --clients 4`.

Raw sockets that are kept open and buffers that are used again: it must cost less than the server
that it measures, on the same processors. Prints what it counted as one line of JSON.
"""

import argparse
import json
import socket
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

BUFFER = 1 << 20
WAIT_SECONDS = 30.0


@dataclass
class Counted:
    """What one client saw; statuses by number, `errors` are answers that never came."""

    statuses: Counter[int] = field(default_factory=Counter)
    errors: int = 0
    octets: int = 0
    slowest: float = 0.0


class Client:
    """One connection: asks, reads the whole answer into a buffer that it forgets, asks again."""

    def __init__(self, port: int, asking: bytes) -> None:
        self.port, self.asking = port, asking
        self.counted = Counted()
        self.buffer = bytearray(BUFFER)
        self.socket: socket.socket | None = None

    def work(self, until: float) -> None:
        while time.monotonic() < until:
            started = time.monotonic()
            try:
                self.ask()
            except (OSError, ValueError):
                self.counted.errors += 1
                self.close()
            self.counted.slowest = max(self.counted.slowest, time.monotonic() - started)
        self.close()

    def ask(self) -> None:
        """Raises OSError or ValueError when no whole answer comes."""
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), WAIT_SECONDS)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(self.asking)
        head, rest = self.head(self.socket)
        lines = head.decode("latin-1").split("\r\n")
        status = int(lines[0].split(" ")[1])
        headers = {name.lower(): value for name, _, value in (at.partition(": ") for at in lines)}
        left = 0 if status == 304 else int(headers["content-length"]) - rest  # noqa: PLR2004
        while left > 0:
            got = self.socket.recv_into(self.buffer, min(left, BUFFER))
            if not got:
                raise OSError("the answer was cut off")
            left -= got
            self.counted.octets += got
        self.counted.statuses[status] += 1
        if headers.get("connection", "") == "close":
            self.close()

    def head(self, opened: socket.socket) -> tuple[bytes, int]:
        """The head of the answer, and how much of its body came with it."""
        seen = b""
        while b"\r\n\r\n" not in seen:
            got = opened.recv(65_536)
            if not got:
                raise OSError("no answer")
            seen += got
        head, _, rest = seen.partition(b"\r\n\r\n")
        self.counted.octets += len(rest)
        return head, len(rest)

    def close(self) -> None:
        if self.socket is not None:
            self.socket.close()
            self.socket = None


def crowd(port: int, path: str, headers: list[str], *, clients: int, seconds: float) -> Counted:
    """So many clients for so long, each asking again as soon as it was answered."""
    asking = "\r\n".join([f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *headers, "", ""]).encode()
    every = [Client(port, asking) for _ in range(clients)]
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=one.work, args=(until,)) for one in every]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    total = Counted()
    for one in every:
        total.statuses.update(one.counted.statuses)
        total.errors += one.counted.errors
        total.octets += one.counted.octets
        total.slowest = max(total.slowest, one.counted.slowest)
    return total


def main() -> None:
    options = argparse.ArgumentParser(prog="bench.load")
    options.add_argument("port", type=int)
    options.add_argument("path")
    options.add_argument("--clients", type=int, default=1)
    options.add_argument("--seconds", type=float, default=3.0)
    options.add_argument("--header", action="append", default=[])
    chosen = options.parse_args()
    started = time.monotonic()
    counted = crowd(
        chosen.port, chosen.path, chosen.header, clients=chosen.clients, seconds=chosen.seconds
    )
    print(json.dumps({**vars(counted), "seconds": time.monotonic() - started}))


if __name__ == "__main__":
    main()
