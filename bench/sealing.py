"""What sealing costs: one name sealed and opened, and a record entered with a sealed answer beside one without."""

from collections.abc import Callable

from bench.homes import Database, new_home
from bench.result import Row, row

DATABASES: tuple[Database, ...] = ("sqlite", "postgresql")


def run(report: Callable[[Row], None]) -> None:
    """Measure on both databases, and report each row as it is known."""
    for database in DATABASES:
        ending = "" if database == "sqlite" else f"_{database}"
        with new_home(database) as home:
            home.run("bench.prepare")
            for found in home.run("bench.sealing_measured"):
                report(row(f"{found['name']}{ending}", found["value"], found["unit"], found["against"]))
