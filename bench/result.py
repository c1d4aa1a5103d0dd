"""Results of benchmarks: kept as data in the home, shown as a table in docs/benchmarks.md."""

import json
import os
import platform
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypedDict

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- begin: measured by make bench -->", "<!-- end: measured by make bench -->"


class Row(TypedDict):
    """Is one measured value beside what it is judged against, in the same unit; ratio = value / against."""

    name: str
    value: float
    unit: str
    against: float
    ratio: float


def row(name: str, value: float, unit: str, against: float) -> Row:
    """Return one result, rounded to what the measurement can say."""
    digits = 0 if min(value, against) > 100 else 1
    return Row(
        name=name,
        value=round(value, digits),
        unit=unit,
        against=round(against, digits),
        ratio=round(value / against, 3) if against else 0.0,
    )


def keep(rows: Iterable[Row]) -> Path:
    """Write the rows into the home's bench.json, in the place of earlier ones of their names; return the file."""
    home = Path(os.environ.get("PAMOJA_HOME") or ROOT / "var")
    home.mkdir(parents=True, exist_ok=True)
    path = home / "bench.json"
    kept: list[Row] = json.loads(path.read_text()) if path.exists() else []
    found = {one["name"]: one for one in kept} | {one["name"]: one for one in rows}
    path.write_text(json.dumps(list(found.values()), indent=1) + "\n")
    return path


def show(rows: Iterable[Row], path: Path = ROOT / "docs" / "benchmarks.md") -> None:
    """Put the rows into the table of the documentation, in the place of earlier ones of the same names."""
    before, begin, rest = path.read_text().partition(BEGIN)
    between, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{path} has no place for the table")
    lines = {line.split("`")[1]: line for line in between.splitlines() if line.startswith("| `")}
    lines |= {one["name"]: _line(one) for one in rows}
    table = "\n".join([_machine(), "", "| name | value | against | ratio |", "|---|---:|---:|---:|", *lines.values()])
    path.write_text(f"{before}{begin}\n{table}\n{end}{after}")


def _line(one: Row) -> str:
    return f"| `{one['name']}` | {one['value']:g} {one['unit']} | {one['against']:g} | {one['ratio']:.2f} |"


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"Last run: {datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, "
        f"Python {platform.python_version()}."
    )
