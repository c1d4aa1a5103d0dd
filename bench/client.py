"""A light HTTP client for load: many keep-alive connections in one process, one request in flight on each.

It measures from the first byte sent to the last byte of the answer. Its own ceiling is measured by the benchmarks
themselves, against a server that does nothing.
"""

import select
import socket
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter

HEAD_END = b"\r\n\r\n"
LENGTH = b"\r\ncontent-length: "


@dataclass
class Load:
    """Hold what a run of requests took: seconds in all, milliseconds of each request sorted, answers by status."""

    seconds: float = 0.0
    milliseconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    @property
    def rate(self) -> float:
        """Return the answered requests per second."""
        return len(self.milliseconds) / self.seconds

    def percentile(self, share: float) -> float:
        """Return the milliseconds within which this share of the requests was answered."""
        return self.milliseconds[min(len(self.milliseconds) - 1, int(share * len(self.milliseconds)))]


class _Connection:
    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sent = 0.0
        self.read = b""

    def send(self, request: bytes) -> None:
        self.sent = perf_counter()
        self.socket.sendall(request)

    def answer(self) -> int:
        """Return the status once the whole answer has arrived, else 0."""
        self.read += self.socket.recv(65536)
        head, end, body = self.read.partition(HEAD_END)
        if not end:
            return 0
        found = head.lower().find(LENGTH)
        length = int(head[found + len(LENGTH) :].split(b"\r\n", 1)[0]) if found >= 0 else 0
        if len(body) < length:
            return 0
        self.read = b""
        return int(head[9:12])


def load(port: int, request: Callable[[], bytes], clients: int, seconds: float, warm: float = 0.5) -> Load:
    """Keep `clients` connections busy with requests for some seconds, after `warm` seconds that do not count."""
    poll = select.epoll()
    connections: dict[int, _Connection] = {}
    for _number in range(clients):
        connection = _Connection(port)
        connections[connection.socket.fileno()] = connection
        poll.register(connection.socket, select.EPOLLIN)
    found = Load()
    start = perf_counter() + warm
    end = start + seconds
    for connection in connections.values():
        connection.send(request())
    while connections:
        for descriptor, _event in poll.poll(30):
            connection = connections[descriptor]
            status = connection.answer()
            if not status:
                continue
            now = perf_counter()
            if start <= now < end:
                found.statuses[status] += 1
                found.milliseconds.append((now - connection.sent) * 1000)
            if now < end:
                connection.send(request())
            else:
                poll.unregister(descriptor)
                connections.pop(descriptor).socket.close()
    found.seconds = seconds
    found.milliseconds.sort()
    return found
