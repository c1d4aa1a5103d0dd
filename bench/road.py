"""From a phone to a figure: records made per second by the real worker, and the time until a figure counts one more."""

import json
import time
from collections.abc import Callable, Iterator
from statistics import median

from bench.client import load
from bench.homes import Database, Home, new_home
from bench.phone import Phone
from bench.result import Row, row
from bench.serving import server, worker
from bench.stored import count

EXPECTED_PER_SECOND = 1000 * 10 / 3600
"""Submissions of a busy evening: 1,000 agents send 10 forms each within an hour."""

AIM_MS = 1000.0
"""A person who sends a form and looks at the page should find it counted."""

MANY = 10_000
SETTLED = 5.0
WINDOW = 15.0


def run(report: Callable[[Row], None]) -> None:
    """Measure on both databases, and report each row as it is known."""
    for database in ("sqlite", "postgresql"):
        with new_home(database) as home:
            for found in _measured(database, home):
                report(found)


def _measured(database: Database, home: Home) -> Iterator[Row]:
    access = home.run("bench.prepare")
    ending = "" if database == "sqlite" else f"_{database}"
    with server(home) as port:
        with worker(home):
            time.sleep(SETTLED)
            yield row(f"phone_to_figure_ms{ending}", _watched(home, port, access, 11), "ms", AIM_MS)
        phone = Phone(access)
        while count(home, "received") < MANY:
            load(port, phone.request, 32, 1.0, warm=0.0)
        with worker(home):
            time.sleep(SETTLED)
            before, start = count(home, "recorded"), time.perf_counter()
            time.sleep(WINDOW)
            rate = (count(home, "recorded") - before) / (time.perf_counter() - start)
            yield row(f"record_rate{ending}", rate, "records/s", EXPECTED_PER_SECOND)
            yield row(f"phone_to_figure_ms_{MANY}_waiting{ending}", _watched(home, port, access, 5), "ms", AIM_MS)


def _watched(home: Home, port: int, access: dict[str, str], rounds: int) -> float:
    milliseconds: list[float] = home.run("bench.watch", str(port), str(rounds), given=json.dumps(access))
    return median(milliseconds)
