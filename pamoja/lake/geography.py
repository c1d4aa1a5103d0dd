"""The place tree and the priority zones as the lake knows them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from pamoja.lake.columns import column
from pamoja.places.models import Level, Place, ZonePlace

PLACES = pa.schema(
    [
        column("code", pa.string(), "public"),
        column("name", pa.string(), "public"),
        column("level", pa.int64(), "public"),
        column("kind", pa.string(), "public"),
        column("parent", pa.string(), "public"),
        column("path", pa.string(), "public"),
        column("latitude", pa.float64(), "public"),
        column("longitude", pa.float64(), "public"),
    ]
)
ZONE_PLACES = pa.schema(
    [
        column("zone", pa.string(), "public"),
        column("place", pa.string(), "public"),
        column("valid_from", pa.date32(), "public"),
        column("valid_to", pa.date32(), "public"),
    ]
)
LEVELS = (Level.PROVINCE, Level.TERRITOIRE, Level.CHEFFERIE, Level.GROUPEMENT)
Interval = tuple[date, date | None]


@dataclass(frozen=True)
class Geography:
    """Hold the path and level of every place."""

    paths: dict[str, str]
    levels: dict[str, int]

    def columns(self, codes: Iterable[str]) -> dict[str, list[Any]]:
        """Return for places their path and the places above them by level, each place counted as above itself."""
        known = {code: self._chain(code) for code in set(codes)}
        chains = [known[code] for code in codes]
        names = ("path", "province", "territory", "chefferie", "groupement")
        return {name: [chain[index] for chain in chains] for index, name in enumerate(names)}

    def _chain(self, code: str) -> tuple[str | None, ...]:
        path = self.paths[code]
        by_level = {self.levels[above]: above for above in path.rstrip("/").split("/")}
        return (path, *(by_level.get(level) for level in LEVELS))


def read_geography() -> Geography:
    """Read the place tree."""
    rows = list(Place.objects.order_by().values_list("code", "path", "level"))
    return Geography({code: path for code, path, _level in rows}, {code: level for code, _path, level in rows})


def places() -> pa.Table:
    """Return every place."""
    rows = Place.objects.order_by("code").values_list(*("parent_id" if n == "parent" else n for n in PLACES.names))
    return _table(rows, PLACES)


def zone_places() -> pa.Table:
    """Return which places lie in which zones, from one day until another (excluded), expanded to every place below."""
    below = list(Place.objects.order_by("path").values_list("path", "code"))
    intervals: dict[tuple[str, str], list[Interval]] = defaultdict(list)
    rows = ZonePlace.objects.values_list("zone_id", "place__path", "valid_from", "valid_to")
    for zone, path, begins, ends in rows:
        for place in (code for place_path, code in below if place_path.startswith(path)):
            intervals[zone, place].append((begins, ends))
    found = [(*key, *interval) for key in sorted(intervals) for interval in merged(intervals[key])]
    return _table(found, ZONE_PLACES)


def merged(intervals: Iterable[Interval]) -> list[Interval]:
    """Return the same days as intervals that neither overlap nor touch, so that a record lies in a zone once."""
    found: list[Interval] = []
    for begins, ends in sorted(intervals, key=lambda interval: interval[0]):
        if not found or (found[-1][1] is not None and found[-1][1] < begins):
            found.append((begins, ends))
            continue
        last = found[-1][1]
        found[-1] = (found[-1][0], None if last is None or ends is None else max(last, ends))
    return found


def _table(rows: Iterable[tuple[Any, ...]], schema: pa.Schema) -> pa.Table:
    columns: list[Any] = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.table([pa.array(values, kind.type) for values, kind in zip(columns, schema, strict=True)], schema=schema)
