"""What a figure is: never a bare number, never a stored percentage."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal

from pamoja.engine.definition import Definition
from pamoja.engine.periods import Period

Closed = Literal["", "place", "period", "small", "fine"]
"""Why a reader may not open a cell: its place is not the reader's, its period is not approved, few people stand behind
it or behind its companions, or it is cut more finely than what is masked was decided for."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold one figure of an indicator in one period.

    `numerator` is None while unknown: the period ends before the first record. `denominator` is None for counts and
    sums. `n` counts the records behind the denominator (behind the numerator of counts and sums), `missing` what could
    not be counted, as the definition says, `parts` what is shown apart, `partners` the organisations that reported.
    `watermark` names the state of the lake that was read. Where `closed` says why the reader may not open the cell, it
    holds no number; a part (or what is missing) that alone is masked is None.
    """

    indicator: str
    version: int
    period: Period
    numerator: int | None
    denominator: int | None
    n: int
    missing: int | None
    parts: Mapping[str, int | None]
    partners: int
    watermark: str
    closed: Closed = ""

    @property
    def known(self) -> bool:
        """Tell whether there is a value: a ratio of nothing has none, nor has a time before the first record."""
        return self.numerator is not None and self.denominator != 0

    @property
    def value(self) -> float | int | None:
        """Return the count, the sum, or the ratio between 0 and 1; None when unknown, which is not zero."""
        if self.numerator is None or self.denominator == 0:
            return None
        return self.numerator if self.denominator is None else self.numerator / self.denominator

    @property
    def percent(self) -> float | None:
        """Return the ratio out of a hundred; None when it is unknown or no ratio."""
        if self.numerator is None or not self.denominator:
            return None
        return 100 * self.numerator / self.denominator


def small(definition: Definition, numerator: int | None, denominator: int | None) -> bool:
    """Tell whether numbers of one cell, or the rest that one leaves of the other, are below the floor."""
    numbers = [numerator or 0, denominator or 0, (denominator or 0) - (numerator or 0)]
    return any(0 < number < definition.floor for number in numbers)


def close(cell: Cell, why: Closed) -> Cell:
    """Return a cell without any of its numbers."""
    parts = dict.fromkeys(cell.parts)
    return replace(
        cell, numerator=None, denominator=None, n=0, missing=None, parts=parts, partners=0, watermark="", closed=why
    )


@dataclass(frozen=True, slots=True)
class Filters:
    """Keep the records of a place and all below it, of a zone, of a pillar, a partner ...; empty: of all.

    `unknown` names a dimension and keeps the records of which it is unknown ("territory": the place is a province).
    `record` keeps one record, `process` those of one dialogue process.
    """

    place: str = ""
    zone: str = ""
    pillar: str = ""
    partner: str = ""
    sex: str = ""
    age: str = ""
    category: str = ""
    side: str = ""
    type: str = ""
    unknown: str = ""
    record: str = ""
    process: str = ""

    def used(self) -> dict[str, str]:
        """Return the filters that are set, by name."""
        return {field.name: getattr(self, field.name) for field in fields(self) if getattr(self, field.name)}


EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Traced:
    """Hold one record behind a figure and what it contributes to it."""

    register: str
    record: str
    contribution: int
