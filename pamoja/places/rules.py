"""What a row about a place must fulfil, by itself and beside the places that are known."""

import re
from collections.abc import Mapping

from pamoja.places import cells
from pamoja.places.cells import Reading
from pamoja.places.models import KINDS, Kind, Level, Place, Precision
from pamoja.places.names import fold
from pamoja.places.table import Row

COLUMNS = (
    "country", "code", "name", "usual_name", "level", "kind", "parent", "latitude", "longitude", "precision",
    "external_code", "valid_from", "valid_to", "source",
)  # fmt: skip
NEEDED = ("code", "name")
COUNTRY = "CD"
COUNTRY_WORDS = {"", "cod", "cd", "rdc", "drc"}
LATITUDES = (-13.5, 5.4)
LONGITUDES = (12.1, 31.4)
KIND_WORDS = {kind.value: kind.value for kind in Kind} | {
    "territory": "territoire",
    "city": "ville",
    "chiefdom": "chefferie",
    "sector": "secteur",
    "quarter": "quartier",
    "locality": "localite",
}
PRECISION_WORDS = {precision.value: precision.value for precision in Precision}


def in_country(row: Row) -> bool:
    """Tell whether a row is about the DRC: OCHA's table of P-codes holds every country."""
    return fold(row["country"]) in COUNTRY_WORDS


def read_row(file: str, row: Row) -> Reading:
    """Return the values of a row, as far as they can be read alone, and the problems of its cells."""
    reading = Reading(file, row)
    if row.surplus:
        reading.refuse("places.cells_too_many", "", value=row.surplus[0][:40])
    reading.take("code", cells.code)
    reading.take("name", cells.text(120))
    reading.take("usual_name", cells.text(120))
    reading.take("level", cells.whole(1, 5))
    reading.take("kind", cells.word(KIND_WORDS))
    if fold(row["parent"]) not in COUNTRY_WORDS:
        reading.take("parent", cells.code, into="parent_id")
    reading.take("external_code", cells.text(60))
    reading.take("source", cells.text(2000))
    reading.take("valid_from", cells.day)
    reading.take("valid_to", cells.day)
    _read_point(reading)
    return reading


def _read_point(reading: Reading) -> None:
    row = reading.row
    if bool(row["latitude"]) != bool(row["longitude"]):
        reading.refuse("places.point_half", "longitude" if row["latitude"] else "latitude")
        return
    reading.take("latitude", cells.degrees)
    reading.take("longitude", cells.degrees)
    reading.take("precision", cells.word(PRECISION_WORDS), into="point_precision")
    latitude, longitude = reading.values.get("latitude"), reading.values.get("longitude")
    if latitude is None or longitude is None:
        return
    if not LATITUDES[0] <= latitude <= LATITUDES[1]:
        reading.refuse("places.point_outside", "latitude")
    elif not LONGITUDES[0] <= longitude <= LONGITUDES[1]:
        reading.refuse("places.point_outside", "longitude")


def check_place(reading: Reading, place: Place, known: Mapping[str, Place], refused: set[str]) -> None:
    """Add the problems of a place as it would stand after the row, beside the places known by code."""
    level_fits(reading, place)
    parent_fits(reading, place, known, refused)
    if place.valid_from and place.valid_to and place.valid_to <= place.valid_from:
        reading.refuse("places.ends_before_it_begins", "valid_to")


def level_fits(reading: Reading, place: Place) -> None:
    """Add a problem when the level is missing or the kind belongs to another level."""
    unread = {problem.data["column"] for problem in reading.problems}
    if not place.level:
        if "level" not in unread:
            reading.refuse("places.cell_missing", "level")
    elif (
        "kind" not in unread
        and place.kind not in KINDS[Level(place.level)]
        and (place.kind or place.level != Level.TERRITOIRE)
    ):
        words = ", ".join(KINDS[Level(place.level)])
        reading.refuse("places.kind_does_not_fit", "kind", value=place.kind or "—", level=place.level, known=words)


def parent_fits(reading: Reading, place: Place, known: Mapping[str, Place], refused: set[str]) -> None:
    """Add a problem when the parent is missing, unknown, refused, no higher in the tree, or contradicts the P-code."""
    parent = known.get(place.parent_id or "")
    if place.level == Level.PROVINCE:
        if place.parent_id:
            reading.refuse("places.province_has_parent", "parent")
    elif not place.parent_id:
        if not any(problem.data["column"] == "parent" for problem in reading.problems):
            reading.refuse("places.cell_missing", "parent")
    elif place.parent_id in refused:
        reading.refuse("places.parent_refused", "parent", value=place.parent_id)
    elif parent is None:
        reading.refuse("places.parent_unknown", "parent", value=place.parent_id)
    elif place.level and parent.level >= place.level:
        reading.refuse(
            "places.parent_too_low", "parent", value=parent.code, parent_level=parent.level, level=place.level
        )
    elif re.fullmatch(COUNTRY + r"[0-9]{4}", place.code) and place.parent_id != place.code[:4]:
        reading.refuse(
            "places.parent_not_of_code", "parent", value=parent.code, p_code=place.code, wanted=place.code[:4]
        )
