"""Reading definitions from TOML: every problem of every file is reported at once, with its file and key."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

from pamoja.engine.conditions import read_where
from pamoja.engine.definition import DIMENSIONS, AsOf, Definition, Level, Missing, Part, Source, Text, Within
from pamoja.engine.issues import DefinitionErrors, Issue, Table

LANGUAGES = ("fr", "en", "sw")
CODE = re.compile(r"[a-z][a-z0-9_]*")


def read_definitions(files: Mapping[str, str], sources: Mapping[str, Source]) -> dict[str, Definition]:
    """Return the definitions of the files by code, in their order.

    `files` maps the name of a file to its text. Raises DefinitionErrors with all that is wrong.
    """
    issues: list[Issue] = []
    found: dict[str, Definition] = {}
    for file, text in files.items():
        try:
            values = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            issues.append(Issue(file, "(file)", f"is not TOML: {error}"))
            continue
        definition = _definition(Table(file, values, issues), sources)
        if definition is None:
            continue
        if definition.code in found:
            issues.append(Issue(file, "code", f"{definition.code!r} is already taken by another file"))
        found[definition.code] = definition
    if issues:
        raise DefinitionErrors(issues)
    return dict(sorted(found.items(), key=lambda item: item[1].order))


def _definition(table: Table, sources: Mapping[str, Source]) -> Definition | None:
    code = table.take("code", "")
    if code and not CODE.fullmatch(code):
        table.wrong("code", f"{code!r} is not made of small letters, figures and _")
    name = table.take("source", "")
    if name not in sources:
        table.wrong("source", f"{name!r} is not one of {', '.join(sources)}")
        return None
    source = sources[name]
    measure = table.choose("measure", ("count", "sum", "ratio"))
    period = _period(table.sub("period"), source)
    if measure == "ratio":
        denominator = read_where(table, "denominator", source)
    elif "denominator" in table.values:
        table.seen.add("denominator")
        table.wrong("denominator", f"a {measure} has none")
    definition = Definition(
        code=code,
        version=_positive(table, "version"),
        order=_positive(table, "order"),
        name=_text(table, "name"),
        question=_text(table, "question"),
        method=_text(table, "method"),
        counted=_text(table, "counted"),
        source=source,
        measure=measure,
        period=period,
        numerator=read_where(table, "numerator", source),
        denominator=denominator if measure == "ratio" else (),
        missing=_missing(table.sub("missing"), source),
        parts=tuple(_part(part, source, sources) for part in table.tables("part")),
        by=_by(table, source),
        direction=table.choose("direction", ("up", "down", "none")),
        unit=table.choose("unit", ("sessions", "people", "commitments", "percent")),
        roll_up=_roll_up(table.sub("roll_up"), period, measure),
        floor=table.take("floor", 0),
        of=_of(table, source, measure),
        base=_level(table, "base"),
        target=_level(table, "target"),
        provisional=table.take("provisional", "", needed=False),
    )
    codes = [part.code for part in definition.parts]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        table.wrong("part", f"{code!r} stands twice")
    _check_floor(table, definition)
    table.finish()
    return definition


def _check_floor(table: Table, definition: Definition) -> None:
    """Note a floor that hides nothing, or numbers of which it cannot be told whom they count."""
    if definition.floor < 0 or definition.floor == 1:
        table.wrong("floor", f"is 0 (nothing is masked) or at least 2, not {definition.floor}")
    if definition.unit == "people" and not definition.floor:
        table.wrong("floor", "is needed where people are counted")
    if not definition.floor:
        return
    if not definition.of or not isinstance(definition.period, Within):
        table.wrong("floor", "is for sums of people within periods")
        return
    split = set()
    for name in definition.traceable:
        try:
            group = definition.group_of(name)
        except ValueError as error:
            table.wrong("floor", f"cannot be applied: {error}")
            continue
        if group and group.dimension:
            split.add(group.dimension)
    if len(split) > 1:
        table.wrong("floor", f"cannot be applied: numbers are kept to {' and to '.join(sorted(split))}")


def _positive(table: Table, key: str) -> int:
    value = table.take(key, 1)
    if value < 1:
        table.wrong(key, f"counts from 1, not {value}")
    return value


def _text(table: Table, key: str) -> Text:
    texts = table.sub(key)
    found = {language: texts.take(language, "") for language in LANGUAGES}
    texts.finish()
    return found


def _period(table: Table, source: Source) -> Within | AsOf:
    rule = table.choose("rule", ("within", "as_of"))
    period = (
        AsOf(_day(table, "begins", source), _day(table, "ends", source))
        if rule == "as_of"
        else Within(_day(table, "day", source))
    )
    table.finish()
    return period


def _day(table: Table, key: str, source: Source) -> str:
    column = table.take(key, "")
    if column and source.columns.get(column) != "date":
        table.wrong(key, f"{source.name} has no date {column!r}")
    return column


def _of(table: Table, source: Source, measure: str) -> str:
    column = table.take("of", "", needed=measure == "sum")
    if column and measure == "count":
        table.wrong("of", "a count sums no column")
    if column and source.columns.get(column) not in ("integer", "decimal"):
        table.wrong("of", f"{source.name} has no number {column!r}")
    return column


def _missing(table: Table, source: Source) -> Missing:
    missing = Missing(
        _text(table, "name"), read_where(table, "where", source), table.take("records", False, needed=False)
    )
    table.finish()
    return missing


def _part(table: Table, source: Source, sources: Mapping[str, Source]) -> Part:
    distinct = table.take("distinct", "", needed=False)
    register = table.take("register", "", needed=bool(distinct))
    if distinct and source.columns.get(distinct) != "record":
        table.wrong("distinct", f"{source.name} has no record {distinct!r}")
    if register and register not in {known.register for known in sources.values()}:
        table.wrong("register", f"no register is called {register!r}")
    part = Part(
        table.take("code", ""),
        _text(table, "name"),
        read_where(table, "where", source, needed=not distinct),
        table.take("outside", False, needed=False),
        distinct,
        register,
    )
    table.finish()
    return part


def _by(table: Table, source: Source) -> tuple[str, ...]:
    dimensions: list[Any] = table.take("by", [])
    for dimension in dimensions:
        if dimension not in DIMENSIONS:
            table.wrong("by", f"{dimension!r} is not one of {', '.join(DIMENSIONS)}")
        elif DIMENSIONS[dimension] not in source.columns:
            table.wrong("by", f"{source.name} has no column {DIMENSIONS[dimension]!r}")
    return tuple(dimensions)


def _roll_up(table: Table, period: Within | AsOf, measure: str) -> Mapping[str, str]:
    """Read how cells go together; a stock takes its last value over time, and a ratio is never a mean of ratios."""
    places = table.choose("places", ("sum", "ratio"))
    time = table.choose("time", ("sum", "ratio", "last"))
    table.finish()
    if (time == "last") != isinstance(period, AsOf):
        table.wrong("time", "is last for what is counted as of a day, and only there")
    if (measure == "ratio") != (places == "ratio"):
        table.wrong("places", "is ratio for ratios (sum of numerators over sum of denominators), and only there")
    if measure == "ratio" and time == "sum":
        table.wrong("time", "ratios are not summed")
    return {"places": places, "time": time}


def _level(table: Table, key: str) -> Level | None:
    if key not in table.values:
        return None
    values: Any = table.sub(key)
    level = Level(values.take("value", 0.0), values.take("on", date.min), values.take("source", ""))
    values.finish()
    return level
