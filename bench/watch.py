"""Sends a submission as a phone does, and watches the figure until it has counted it; prints milliseconds as JSON.

python -m bench.watch PORT ROUNDS, in the environment of an instance; what a phone needs comes as JSON on stdin.
"""

import json
import socket
import sys
import time
from datetime import date

import django

django.setup()

from bench.phone import Phone  # noqa: E402 (models need Django set up)
from pamoja.engine import periods  # noqa: E402
from pamoja.indicators import figures  # noqa: E402

FIGURE = "dialogues_held"
DAY = date(2026, 2, 3)
GLANCE = 0.002
PATIENCE = 60.0


def main(port: int, rounds: int) -> None:
    """Measure one submission after the other."""
    phone = Phone(json.load(sys.stdin))
    _counted()
    print(json.dumps([_once(port, phone) for _round in range(rounds)]))


def _once(port: int, phone: Phone) -> float:
    """Return the milliseconds from the first byte sent to a figure that counts one more.

    Others may be counted meanwhile: the record itself is looked for behind the figure.
    """
    with socket.create_connection(("127.0.0.1", port)) as connection:
        start = time.perf_counter()
        connection.sendall(phone.request())
        if not connection.recv(4096).startswith(b"HTTP/1.1 201"):
            raise RuntimeError("the submission was refused")
    record = phone.sent[-1]
    before = -1
    while time.perf_counter() - start < PATIENCE:
        counted = _counted()
        if counted != before and any(traced.record == record for traced in figures.trace(FIGURE, _period())):
            return (time.perf_counter() - start) * 1000
        before = counted
        time.sleep(GLANCE)
    raise RuntimeError("the figure does not count it")


def _counted() -> int:
    return figures.cell(FIGURE, _period()).numerator or 0


def _period() -> periods.Period:
    return periods.period("quarter", DAY, DAY)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
