"""The audit trail: what a line costs a write, how fast lines are sealed and verified, and its page over ten million."""

import time
from collections.abc import Callable, Iterator
from statistics import median

from bench.audit_laid import LOGIN, MANY, PASSWORD
from bench.home import Visitor
from bench.homes import Database, Home, new_home
from bench.result import Row, row
from bench.serving import server

TARGET_MS = 300.0
WARM_UP, ROUNDS = 2, 9
LOOKED_FOR = (
    "",
    "before=1760000000000000-1",
    "verb=suspend",
    "door=command",
    f"person={LOGIN}",
    "subject_kind=commitment&verb=export",
    f"person={LOGIN}&verb=suspend",
    "subject_kind=session&door=command&verb=view",
    "since=2025-03-01&until=2025-03-02&subject_kind=dialogue",
)
"""What the page is asked for: the newest, a place long ago, what is rare and what never happened, and days."""


def run(report: Callable[[Row], None]) -> None:
    """Measure on both databases, and report each row as it is known."""
    for database in ("sqlite", "postgresql"):
        with new_home(database) as home:
            for found in _measured(database, home):
                report(found)


def _measured(database: Database, home: Home) -> Iterator[Row]:
    ending = "" if database == "sqlite" else f"_{database}"
    for found in home.run("bench.audit_measured"):
        yield row(f"{found['name']}{ending}", found["value"], found["unit"], found["against"])
    with server(home) as port:
        visitor = Visitor(port)
        visitor.sign_in(LOGIN, PASSWORD)
        slowest = max(_milliseconds(visitor, f"/audit?{query}") for query in LOOKED_FOR)
    yield row(f"audit_page_{MANY // 1_000_000}m_ms{ending}", slowest, "ms", TARGET_MS)


def _milliseconds(visitor: Visitor, address: str) -> float:
    for _time in range(WARM_UP):
        visitor.get(address)
    milliseconds = []
    for _time in range(ROUNDS):
        start = time.perf_counter()
        visitor.get(address)
        milliseconds.append((time.perf_counter() - start) * 1000)
    return median(milliseconds)
