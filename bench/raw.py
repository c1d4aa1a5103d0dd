"""The floor: one row of the same size inserted and on the disk, again and again, with nothing else done."""

import os
import sqlite3
import uuid
from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Thread
from time import perf_counter

import psycopg

from bench.client import Load

TABLE = "CREATE TABLE raw_insert (id CHAR(36) PRIMARY KEY, sealed {bytes} NOT NULL)"


def sqlite(folder: Path, size: int, seconds: float) -> Load:
    """Insert rows of `size` bytes in transactions of one, as durable as the instance's, with one writer."""
    database = sqlite3.connect(folder / "raw.sqlite3", isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        database.execute(f"PRAGMA {pragma}")
    database.execute(TABLE.format(bytes="BLOB"))
    found = _repeat(lambda row: database.execute("INSERT INTO raw_insert VALUES (?, ?)", row), size, seconds)
    database.execute("DROP TABLE raw_insert")
    database.close()
    return found


def postgresql(url: str, size: int, clients: int, seconds: float) -> Load:
    """Insert rows of `size` bytes in transactions of one, by as many connections as there are clients."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(TABLE.format(bytes="BYTEA"))
    together = Barrier(clients)
    loads: list[Load] = []

    def work() -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.prepare_threshold = 1
            together.wait()
            loads.append(
                _repeat(lambda row: connection.execute("INSERT INTO raw_insert VALUES (%s, %s)", row), size, seconds)
            )

    threads = [Thread(target=work) for _number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP TABLE raw_insert")
    return Load(seconds, sorted(ms for one in loads for ms in one.milliseconds))


def _repeat(insert: Callable[[tuple[str, bytes]], object], size: int, seconds: float) -> Load:
    content = os.urandom(size)
    end = perf_counter() + seconds
    found = Load(seconds)
    while (start := perf_counter()) < end:
        insert((str(uuid.uuid4()), content))
        found.milliseconds.append((perf_counter() - start) * 1000)
    found.milliseconds.sort()
    return found
