"""Settle the rows of a table of places one by one, beside the places that are known."""

from collections.abc import Iterator
from copy import copy
from typing import Any

from pamoja.places.cells import Reading
from pamoja.places.models import Kind, Level, Place, Precision
from pamoja.places.names import fold
from pamoja.places.report import Line, Outcome
from pamoja.places.rules import check_place, read_row
from pamoja.places.table import Table

COMPARED = {
    "name": "name",
    "usual_name": "usual_name",
    "kind": "kind",
    "parent_id": "parent",
    "latitude": "latitude",
    "longitude": "longitude",
    "point_precision": "precision",
    "external_code": "external_code",
    "valid_from": "valid_from",
    "valid_to": "valid_to",
    "source": "source",
}


class Settling:
    """Hold the places known so far while the rows of one table are settled, from the provinces down.

    `created` and `changed` are what remains to be written, by code.
    """

    def __init__(self, table: Table, source: str) -> None:
        self.table = table
        self.source = source
        self.known = Place.objects.in_bulk()
        self.created: dict[str, Place] = {}
        self.changed: dict[str, Place] = {}
        self.refused: set[str] = set()
        self.row_of_code: dict[str, int] = {}
        self.codes_of_name: dict[tuple[str | None, int, str], set[str]] = {}
        for place in self.known.values():
            self._remember_names(place)

    def settle(self) -> Iterator[Line]:
        """Yield the line of each row, parents before children."""
        readings = [read_row(self.table.file, row) for row in self.table.rows]
        for reading in readings:
            if code := reading.values.get("code"):
                self.row_of_code.setdefault(code, reading.row.number)
        for reading in sorted(readings, key=self._level):
            yield self._settle(reading)

    def _level(self, reading: Reading) -> int:
        before = self.known.get(reading.values.get("code", ""))
        return int(reading.values.get("level") or (before.level if before else 9))

    def _settle(self, reading: Reading) -> Line:
        code = reading.values.get("code", "")
        before = self.known.get(code)
        place = self._after(reading, before)
        self._check(reading, place, before)
        if reading.problems:
            if before is None and self.row_of_code.get(code) == reading.row.number:
                self.refused.add(code)
            name = code or reading.row["code"] or reading.row["name"]
            return Line(reading.row.number, name, Outcome.REFUSED, problems=tuple(reading.problems))
        changes = _changes(before, place)
        if before and not changes:
            return Line(reading.row.number, code, Outcome.UNCHANGED)
        self._keep(place, before)
        return Line(reading.row.number, code, Outcome.UPDATED if before else Outcome.CREATED, changes if before else {})

    def _after(self, reading: Reading, before: Place | None) -> Place:
        """Return the place as the row wants it."""
        place = copy(before) if before else Place(level=0)
        for name, value in reading.values.items():
            if not (before and name == "level"):
                setattr(place, name, value)
        if place.level == Level.PROVINCE and not place.kind:
            place.kind = Kind.PROVINCE
        if place.latitude is not None and not place.point_precision:
            place.point_precision = Precision.SITE if place.level == Level.VILLAGE else Precision.CENTRE
        if "source" not in reading.values and (before is None or _changes(before, place)):
            known = before.source if before else ""
            place.source = known if self.source in known else " ; ".join(filter(None, [known, self.source]))
        return place

    def _check(self, reading: Reading, place: Place, before: Place | None) -> None:
        """Add the problems that only show beside the other rows and the places known."""
        code, row = reading.values.get("code"), reading.row
        if code is None:
            if not row["code"]:
                reading.refuse("places.code_missing", "code", name=row["name"], candidates=self._called(row["name"]))
            return
        if self.row_of_code[code] != row.number:
            reading.refuse("places.code_twice", "code", first=self.row_of_code[code])
            return
        if before is None and not row["name"]:
            reading.refuse("places.cell_missing", "name")
        if before and before.level != reading.values.get("level", before.level):
            reading.refuse("places.level_differs", "level", level=before.level)
            return
        if place.point_precision and place.latitude is None and not reading.problems:
            reading.refuse("places.precision_without_point", "precision")
        check_place(reading, place, self.known, self.refused)
        for other in [] if reading.problems else sorted(self._namesakes(place, before)):
            reading.refuse("places.name_taken", "name", value=place.name, other=other, parent=place.parent_id or "—")

    def _keep(self, place: Place, before: Place | None) -> None:
        place.parent = self.known[place.parent_id] if place.parent_id else None
        place.derive()
        self.known[place.code] = place
        self._remember_names(place)
        if before is None:
            self.created[place.code] = place
            return
        self.changed[place.code] = place
        if place.path != before.path:
            for other in self.known.values():
                if other.path.startswith(before.path):
                    other.path = place.path + other.path.removeprefix(before.path)
                    self.changed[other.code] = other

    def _remember_names(self, place: Place) -> None:
        for name in place.folded.strip("|").split("|"):
            self.codes_of_name.setdefault((place.parent_id, place.level, name), set()).add(place.code)

    def _namesakes(self, place: Place, before: Place | None) -> Iterator[str]:
        """Yield the codes of places of the same name, kind and parent: most likely the same place."""
        if before and (before.name, before.kind, before.parent_id) == (place.name, place.kind, place.parent_id):
            return
        for code in self.codes_of_name.get((place.parent_id, place.level, fold(place.name)), set()):
            if code != place.code and (not place.kind or self.known[code].kind in ("", place.kind)):
                yield code

    def _called(self, name: str) -> str:
        """Return the codes and labels of the places of a name, for a reader who must choose one."""
        wanted = f"|{fold(name)}|"
        found = [place for place in self.known.values() if name and wanted in place.folded]
        return ", ".join(f"{place.code} {place.short_label}" for place in found[:5]) or "—"


def _changes(before: Place | None, place: Place) -> dict[str, list[str]]:
    """Return what differs, by column: [from, to]."""
    pairs: dict[str, tuple[Any, Any]] = {
        column: (getattr(before, name, None), getattr(place, name)) for name, column in COMPARED.items()
    }
    return {column: [_said(old), _said(new)] for column, (old, new) in pairs.items() if old != new}


def _said(value: object) -> str:
    return "" if value is None else str(value)
