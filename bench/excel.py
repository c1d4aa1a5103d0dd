"""Workbooks: rows brought into a register with all checks, and a hundred thousand records taken along."""

from collections.abc import Callable
from typing import Any

from bench.homes import Database, new_home
from bench.result import Row, row

DATABASES: tuple[Database, ...] = ("sqlite", "postgresql")


def run(report: Callable[[Row], None]) -> None:
    """Measure bringing and taking along in a new home of each database, in processes of their own for their memory."""
    for database in DATABASES:
        with new_home(database) as home:
            home.run("bench.programme")
            for part in ("bring", "lay", "take"):
                found: list[list[Any]] = home.run("bench.excel_measured", part)
                for name, value, unit, against in found:
                    report(row(f"{name}_{database}", value, unit, against))
