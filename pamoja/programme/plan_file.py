"""Reading who takes part in a programme from a file: its organisations, the programme itself, its projects."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pamoja.kit.problems import Problem, Problems
from pamoja.partners.models import Kind, Role

NEEDED: Mapping[str, Mapping[str, type]] = {
    "organisation": {"code": str, "name": str, "kind": str, "roles": list},
    "programme": {"code": str, "name": str, "starts_on": date, "ends_on": date},
    "project": {"code": str, "name": str, "organisation": str, "pillars": list},
}
"""What each table of the file says, and in which shape."""
OPTIONAL = {"organisation": ("acronym", "iati_id")}
SHAPES = {str: "text", list: "list", date: "date"}


@dataclass(frozen=True)
class PlanFile:
    """Hold what a file says: one programme, and any number of organisations and projects."""

    programme: Mapping[str, Any]
    organisations: tuple[Mapping[str, Any], ...]
    projects: tuple[Mapping[str, Any], ...]


def read_plan(text: str, organisations: Collection[str], pillars: Collection[str]) -> PlanFile:
    """Return what a file says; `organisations` and `pillars` are the codes that the instance knows already.

    Raises Problems with every fault of the file.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Problems([Problem("plan.unreadable", reason=str(error))]) from None
    known = {*organisations, *(str(one.get("code")) for one in _tables(data, "organisation"))}
    faults = list(_faults(data, known, pillars))
    if faults:
        raise Problems(faults)
    return PlanFile(data["programme"], _tables(data, "organisation"), _tables(data, "project"))


def _tables(data: Mapping[str, Any], name: str) -> tuple[Mapping[str, Any], ...]:
    """Return the tables of a name; what has another shape is told by `_faults`."""
    found = data.get(name, [])
    return tuple(one for one in found if isinstance(one, dict)) if isinstance(found, list) else ()


def _faults(data: Mapping[str, Any], organisations: Collection[str], pillars: Collection[str]) -> Iterator[Problem]:
    for name in sorted(data.keys() - NEEDED.keys()):
        yield Problem("plan.unknown", where=f"[{name}]", value=name)
    if not isinstance(data.get("programme"), dict):
        yield Problem("plan.missing", where="[programme]", name="[programme]")
    else:
        yield from _faults_of_table("[programme]", "programme", data["programme"])
    for name in ("organisation", "project"):
        for number, entry in enumerate(_tables(data, name), 1):
            yield from _faults_of_table(f"[[{name}]] {number}", name, entry)
    for number, entry in enumerate(_tables(data, "organisation"), 1):
        yield from _unknown(f"[[organisation]] {number}", [entry.get("kind")], Kind.values)
        yield from _unknown(f"[[organisation]] {number}", entry.get("roles"), Role.values)
    for number, entry in enumerate(_tables(data, "project"), 1):
        yield from _unknown(f"[[project]] {number}", [entry.get("organisation")], organisations)
        yield from _unknown(f"[[project]] {number}", entry.get("pillars"), pillars)


def _faults_of_table(where: str, kind: str, entry: Mapping[str, Any]) -> Iterator[Problem]:
    for name, shape in NEEDED[kind].items():
        if not isinstance(entry.get(name), shape) or entry[name] in ("", []):
            yield Problem("plan.missing", where=where, name=f"{name} ({SHAPES[shape]})")
    for name in sorted(entry.keys() - NEEDED[kind].keys() - set(OPTIONAL.get(kind, ()))):
        yield Problem("plan.unknown", where=where, value=name)
    starts, ends = entry.get("starts_on"), entry.get("ends_on")
    if kind == "programme" and isinstance(starts, date) and isinstance(ends, date) and ends <= starts:
        yield Problem("plan.ends_before", where=where)


def _unknown(where: str, values: Any, known: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each text that is not among those known."""
    for value in values if isinstance(values, list) else ():
        if isinstance(value, str) and value and value not in known:
            yield Problem("plan.unknown_value", where=where, value=value, known=", ".join(sorted(known)))
