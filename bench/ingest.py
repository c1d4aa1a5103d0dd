"""Durable submissions per second at the real server, beside the raw insert rate of the same database.

Answers of the server count only when they are 201; after each run the submissions in the database are compared with
those acknowledged.
"""

from collections.abc import Callable, Iterator

from bench import raw
from bench.client import Load, load
from bench.homes import Database, Home, new_home
from bench.phone import Phone
from bench.result import Row, row
from bench.serving import idle_server, server, worker
from bench.stored import count, lay_in

SECONDS = 5.0
MILLION = 1_000_000
PERCENTILES = {"p50": 0.5, "p95": 0.95, "p99": 0.99}


def run(report: Callable[[Row], None]) -> None:
    """Measure on both databases, and report each row as it is known."""
    rates = {}
    for database in ("sqlite", "postgresql"):
        with new_home(database) as home:
            for found in _measured(database, home):
                report(found)
                rates[found["name"]] = found["value"]
    with new_home("sqlite") as home, idle_server(home) as port:
        phone = Phone({"key": "k" * 43, "xml": "x" * 1700 + "@instance@" + "x" * 1700})
        ceiling = load(port, phone.request, 32, SECONDS / 2).rate
    report(row("ingest_client_ceiling", ceiling, "requests/s", max(rates["ingest_sqlite_c32"], 1)))


def _measured(database: Database, home: Home) -> Iterator[Row]:
    access = home.run("bench.prepare")
    by_key, by_password = Phone(access), Phone(access, basic=True)
    with server(home) as port:
        for clients in (1, 8, 32):
            floor = _floor(home, by_key.size, clients)
            yield from _rows(f"ingest_{database}_c{clients}", _load(home, port, by_key, clients), clients, floor)
        yield from _rows(f"ingest_{database}_c32_basic", _load(home, port, by_password, 32), 32, floor)
        with worker(home):
            yield from _rows(f"ingest_{database}_c32_worker", _load(home, port, by_key, 32), 32, floor)
        lay_in(home, MILLION)
        yield from _rows(f"ingest_{database}_c32_million", _load(home, port, by_key, 32), 32, floor)


def _floor(home: Home, size: int, clients: int) -> float:
    """Return the bare inserts per second."""
    if home.url:
        return raw.postgresql(home.url, size, clients, SECONDS / 2).rate
    return raw.sqlite(home.folder, size, SECONDS / 2).rate


def _load(home: Home, port: int, phone: Phone, clients: int) -> Load:
    before = count(home)
    found = load(port, phone.request, clients, SECONDS)
    if set(found.statuses) != {201}:
        raise RuntimeError(f"the server refused: {dict(found.statuses)}")
    stored = count(home) - before
    if stored < found.statuses[201]:
        raise RuntimeError(f"{found.statuses[201]} acknowledged, {stored} stored")
    return found


def _rows(name: str, found: Load, clients: int, floor: float) -> Iterator[Row]:
    """Yield the rate beside the floor, and percentiles beside the mean time that so many clients would wait there."""
    yield row(name, found.rate, "submissions/s", floor)
    for label, share in PERCENTILES.items():
        yield row(f"{name}_{label}", found.percentile(share), "ms", 1000 * clients / floor)
