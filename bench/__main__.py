"""Runs the benchmarks: python -m bench [NAME ...]; all of them without a name."""

import sys
from collections.abc import Callable

from bench import audit, excel, figures, home, ingest, registers, road, sealing
from bench.result import Row, keep, show

Report = Callable[[Row], None]


def _each(run: Callable[[], list[dict[str, object]]]) -> Callable[[Report], None]:
    def report_each(report: Report) -> None:
        for found in run():
            report(Row(**found))  # type: ignore[typeddict-item]

    return report_each


BENCHES: dict[str, Callable[[Report], None]] = {
    "ingest": ingest.run,
    "road": road.run,
    "figures": _each(figures.run),
    "home": home.run,
    "audit": audit.run,
    "sealing": sealing.run,
    "registers": registers.run,
    "excel": excel.run,
}


def main(names: list[str]) -> None:
    """Run the named benchmarks, keep their results and show them."""
    unknown = set(names) - set(BENCHES)
    if unknown:
        sys.exit(f"no benchmark is called {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}")
    rows: list[Row] = []

    def report(found: Row) -> None:
        rows.append(found)
        print(
            f"{found['name']:<36}{found['value']:>10g} {found['unit']:<14} {found['against']:>10g} {found['ratio']:>7}"
        )

    for name in names or BENCHES:
        BENCHES[name](report)
    print(keep(rows))
    show(rows)


if __name__ == "__main__":
    main(sys.argv[1:])
