"""Definitions of indicators: small immutable data, read from files, executed elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Text = Mapping[str, str]
"""A text by language: fr, en, sw."""

Kind = Literal["text", "integer", "decimal", "date", "record", "list"]
Measure = Literal["count", "sum", "ratio"]
Operator = Literal["=", "!=", "<", "<=", ">", ">=", "in", "blank"]
PERIOD_DAYS = ("@period_start", "@period_end")
PLACE_LEVELS = ("province", "territory", "chefferie", "groupement")

DIMENSIONS: Mapping[str, str] = {
    **{level: level for level in PLACE_LEVELS},
    "pillar": "pillar",
    "partner": "owner",
    "sex": "sex",
    "age": "age",
    "category": "category",
    "side": "side",
    "type": "type",
    "zone": "place",
}
"""What a figure can be shown by, and the column that it needs; a zone is found from the place and a day."""

UNSAID: Mapping[str, frozenset[str | None]] = {"sex": frozenset({"x"}), "age": frozenset({"unknown"})}
"""The values that say that nothing is known; a blank says so everywhere."""


@dataclass(frozen=True, slots=True)
class Source:
    """Describe a table of the lake: kinds of its columns, the column that names the record and the register it lies in.

    `single` says that a record has one row (on any day, where rows have a beginning and an end).
    """

    name: str
    columns: Mapping[str, Kind]
    record: str
    register: str
    single: bool


@dataclass(frozen=True, slots=True)
class PeriodDay:
    """Stand for the first day of the period, or for the evening on which it is looked at."""

    name: Literal["@period_start", "@period_end"]


Plain = str | int | float | bool | date
Operand = Plain | tuple[Plain, ...] | PeriodDay


@dataclass(frozen=True, slots=True)
class Is:
    """Compare a column with a value; a blank column obeys nothing but `blank` true."""

    field: str
    operator: Operator
    value: Operand


@dataclass(frozen=True, slots=True)
class Either:
    """Hold when one of its conditions holds."""

    options: tuple["Is | Either", ...]


Condition = Is | Either
Where = tuple[Condition, ...]
"""Conditions that must all hold."""


@dataclass(frozen=True, slots=True)
class Within:
    """Count the rows whose day lies in the period."""

    day: str


@dataclass(frozen=True, slots=True)
class AsOf:
    """Count the rows in force on the evening of the period's last day: a stock, cumulative since the start."""

    begins: str
    ends: str


@dataclass(frozen=True, slots=True)
class Part:
    """Name what is shown apart.

    It lies within the denominator (the numerator of counts and sums) unless `outside`. `distinct` counts the different
    values of a column, which are records of `register`, instead of measuring rows.
    """

    code: str
    name: Text
    where: Where
    outside: bool = False
    distinct: str = ""
    register: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """Say what could not be counted, and name it; `records` counts records instead of measuring rows."""

    name: Text
    where: Where
    records: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """Hold a base or a target: a value on a day, and where it is written."""

    value: float
    on: date
    source: str


@dataclass(frozen=True, slots=True)
class Group:
    """Name the people that a number of a figure counts: those under some keys of a dimension; without one, all."""

    dimension: str = ""
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """Hold one version of one indicator; two are the same only when they are the same object.

    `of` is the column that is summed; without it records are counted. `counted` names what is counted, in the middle of
    a sentence. `roll_up` says how cells go together over places and over time. Numbers of people below `floor` are
    masked (0: nothing is). `provisional` says, when not empty, why the definition is not yet agreed.
    """

    code: str
    version: int
    order: int
    name: Text
    question: Text
    method: Text
    counted: Text
    source: Source
    measure: Measure
    period: Within | AsOf
    numerator: Where
    denominator: Where
    missing: Missing
    parts: tuple[Part, ...]
    by: tuple[str, ...]
    direction: Literal["up", "down", "none"]
    unit: Literal["sessions", "people", "commitments", "percent"]
    roll_up: Mapping[str, str]
    of: str = ""
    floor: int = 0
    base: Level | None = None
    target: Level | None = None
    provisional: str = ""

    @property
    def basis(self) -> Where:
        """Return the conditions of what the figure speaks of: the denominator, or the numerator of a count or a sum."""
        return self.denominator if self.measure == "ratio" else self.numerator

    @property
    def family(self) -> tuple[str, Within | AsOf]:
        """Return what definitions computed in one query share: their source and their period rule."""
        return self.source.name, self.period

    @property
    def traceable(self) -> tuple[str, ...]:
        """Return what of a figure can be followed to its records: its numbers, and its parts by their codes."""
        denominator = ("denominator",) if self.measure == "ratio" else ()
        return ("numerator", *denominator, "missing", *(part.code for part in self.parts))

    def group_of(self, name: str) -> Group | None:
        """Return which people stand behind what `traceable` names; None: no people, but records or other things.

        Raises ValueError when its conditions are not kept to the values of one dimension.
        """
        part = next((part for part in self.parts if part.code == name), None)
        if not self.of or (part and part.distinct) or (name == "missing" and self.missing.records):
            return None
        group = Group()
        for condition in self.where_of(name):
            if condition == Is(self.of, "blank", False):
                continue
            dimension = _dimension(condition)
            if group.dimension not in ("", dimension):
                raise ValueError(f"{name} is kept to {group.dimension} and to {dimension}")
            keys = _keys(condition)
            group = Group(dimension, group.keys & keys if group.dimension else keys)
        return group

    def where_of(self, name: str) -> Where:
        """Return the conditions of the rows behind what `traceable` names; raise KeyError for another name."""
        numbers = {
            "numerator": self.denominator + self.numerator,
            "denominator": self.denominator,
            "missing": self.missing.where,
        }
        parts = {part.code: part.where if part.outside else self.basis + part.where for part in self.parts}
        return (numbers | parts)[name]


def _dimension(condition: Condition) -> str:
    if isinstance(condition, Is) and condition.operator in ("=", "in"):
        for dimension in ("pillar", "partner", "sex", "age", "category"):
            if DIMENSIONS[dimension] == condition.field:
                return dimension
    raise ValueError(f"{condition} is not kept to the values of a dimension")


def _keys(condition: Condition) -> frozenset[str]:
    assert isinstance(condition, Is)
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    return frozenset(map(str, values))
