"""A register of a million: its list with rights, filters and exact numbers, for every role, on both databases."""

from collections.abc import Callable
from typing import Any

from bench.homes import Database, new_home
from bench.result import Row, row

DATABASES: tuple[Database, ...] = ("sqlite", "postgresql")


def run(report: Callable[[Row], None]) -> None:
    """Lay the register into a new home of each database, and report what its process measures."""
    for database in DATABASES:
        with new_home(database) as home:
            home.run("bench.programme")
            found: list[list[Any]] = home.run("bench.registers_measured")
            for name, value, unit, against in found:
                report(row(f"{name}_{database}", value, unit, against))
