"""The measurements of `bench.figures`, for a process whose home is new and empty; prints them as one line of JSON."""

import json
import time
from collections.abc import Callable
from datetime import date
from statistics import median
from typing import Any

import adbc_driver_sqlite.dbapi
import django
import duckdb
from django.conf import settings
from django.core.management import call_command

django.setup()

from bench.crowd import Crowd  # noqa: E402 (models need Django set up)
from bench.sql_by_hand import HOME  # noqa: E402
from pamoja.activities.models import Attendance, Session  # noqa: E402
from pamoja.dialogue.models import Commitment, DialogueProcess, FollowUp  # noqa: E402
from pamoja.engine import periods  # noqa: E402
from pamoja.indicators import answers, figures  # noqa: E402
from pamoja.lake.manifest import read_manifest  # noqa: E402
from pamoja.lake.refresh import rebuild, refresh  # noqa: E402
from pamoja.records.models import Change, Link  # noqa: E402

TODAY = date(2026, 11, 24)
QUARTER = periods.period("quarter", TODAY, TODAY)
QUARTERS = periods.latest("quarter", 12, TODAY)
REFRESH_TARGET_MS, HOME_TARGET_MS = 200.0, 150.0
ROUNDS = 11


def main() -> None:
    """Fill, measure, print."""
    call_command("migrate", verbosity=0)
    crowd = Crowd()
    crowd.fill()
    rebuilt = _milliseconds(rebuild)
    home()
    changed, after_change = [], []
    for commitment in Commitment.objects.order_by("code")[:ROUNDS]:
        word = crowd.followup(commitment)
        word.save(force_insert=True)
        Change.objects.create(register="followup", record=word.pk)
        changed.append(_milliseconds(_refreshed))
        after_change.append(_milliseconds(home))
    engine, by_hand = _beside_sql_by_hand()
    rows = [
        _row("figure_refresh_ms", median(changed), REFRESH_TARGET_MS),
        _row("home_figures_after_change_ms", median(after_change), HOME_TARGET_MS),
        _row("home_figures_ms", engine, by_hand),
        _row("lake_rebuild_ms", rebuilt, _milliseconds(_read_bare)),
    ]
    print(json.dumps(rows))


def home() -> list[int | None]:
    """Return what a home page asks: six figures, a series of twelve quarters, and a map of territories."""
    now = [figures.cell(code, QUARTER) for code in figures.catalogue()]
    series = figures.cells("commitments_kept", QUARTERS)
    areas = [cell for key, cell in figures.by("dialogues_held", "territory", QUARTER).items() if key]
    numbers: list[int | None] = []
    for cell in [*now, *series, *areas]:
        numbers += [cell.numerator, cell.denominator, cell.n, cell.missing, cell.partners, *cell.parts.values()]
    return numbers


def _refreshed() -> None:
    """Bring the lake to the change, and compute the current figure that it changes."""
    refresh()
    figures.cell("commitments_kept", QUARTER)


def _read_bare() -> None:
    """Read the tables behind the lake into Arrow as they stand, by ADBC: the floor of any rebuild."""
    with adbc_driver_sqlite.dbapi.connect(str(settings.DATABASES["default"]["NAME"])) as connection:
        for model in (DialogueProcess, Session, Attendance, Link, Commitment, FollowUp):
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT * FROM {model._meta.db_table}")
                cursor.fetch_arrow_table()


def _beside_sql_by_hand() -> tuple[float, float]:
    """Return the milliseconds of the engine with nothing remembered and of SQL by hand; both must say the same."""
    connection = duckdb.connect(config={"threads": 2})
    manifest = read_manifest(settings.LAKE)
    for table in ("sessions", "attendance", "commitment_spans"):
        files = [str(settings.LAKE / file.path) for file in manifest.tables[table].values()] if manifest else []
        connection.execute(f"CREATE TABLE {table} AS SELECT * FROM read_parquet(?)", [files])
    engine, by_hand = [], []
    for _ in range(ROUNDS):
        answers._rows.cache_clear()
        engine.append(_milliseconds(home))
        by_hand.append(_milliseconds(lambda: _asked_by_hand(connection)))
    if _asked_by_hand(connection) != home():
        raise AssertionError("SQL by hand and the engine do not say the same")
    return median(engine), median(by_hand)


def _asked_by_hand(connection: duckdb.DuckDBPyConnection) -> list[int | None]:
    return [number for sql in HOME for row in connection.execute(sql).fetchall() for number in row]


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _row(name: str, value: float, against: float) -> dict[str, Any]:
    return {
        "name": name,
        "value": round(value, 1),
        "unit": "ms",
        "against": round(against, 1),
        "ratio": round(value / against, 2),
    }


if __name__ == "__main__":
    main()
