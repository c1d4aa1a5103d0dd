"""How long records are kept: rules as data, checked at the start."""

import calendar
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db.models import DateTimeField
from django.utils import timezone

from pamoja.records.models import Record
from pamoja.registry.registers import REGISTERS

FILE = Path(__file__).with_name("retention.toml")
APART = {"refused": "received_at", "set_aside": "received_at", "abuse_report": "received_on", "draft": "kept_at"}
"""The classes that are no register, and the date that their rule counts from."""
DEEDS = ("pseudonymise", "erase")
KEEP = "keep"


@dataclass(frozen=True)
class Rule:
    """Hold one rule: `years` or `days` after the day in the field `after`, a record is pseudonymised or erased."""

    of: str
    does: str
    years: int
    after: str
    why: str
    days: int = 0

    @property
    def span(self) -> str:
        """Return the years or days of the rule, as the audit trail says them."""
        return f"{self.days} days" if self.days else f"{self.years} years"

    def day_for(self, start: date) -> date:
        """Return the day on which the rule is due for a record that it counts from `start`."""
        return years_later(start, self.years) + timedelta(days=self.days)

    def latest_start(self, today: date) -> date:
        """Return the last day from which the rule counts what is due today."""
        return years_later(today - timedelta(days=self.days), -self.years)


def years_later(day: date, years: int) -> date:
    """Return the same day some years later or earlier, the 28th of February for a 29th that the year lacks."""
    year = day.year + years
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def read_rules(text: str) -> tuple[Rule, ...]:
    """Return the rules of a file; raise ValueError with every fault of it."""
    entries = tomllib.loads(text).get("rule", [])
    if faults := list(_faults(entries)):
        raise ValueError("retention.toml: " + "; ".join(faults))
    return tuple(
        Rule(
            entry["class"],
            entry["does"],
            entry.get("years", 0),
            entry.get("after", ""),
            entry["why"],
            entry.get("days", 0),
        )
        for entry in entries
    )


def _faults(entries: list[dict[str, Any]]) -> Iterator[str]:
    known = {*REGISTERS, *APART}
    named = {entry.get("class") for entry in entries}
    for missing in sorted(known - named):
        yield f"{missing}: no rule says how long it is kept"
    for entry in entries:
        where = entry.get("class")
        if where not in known:
            yield f"{where}: there is no such class"
        if not str(entry.get("why", "")).strip():
            yield f"{where}: “why” is missing"
        if entry.get("does") not in (*DEEDS, KEEP):
            yield f"{where}: “does” is one of {', '.join((*DEEDS, KEEP))}"
        elif entry["does"] != KEEP:
            yield from _faults_of_deed(str(where), entry)


def _faults_of_deed(where: str, entry: dict[str, Any]) -> Iterator[str]:
    span = "days" if where in APART and "days" in entry else "years"
    if not isinstance(entry.get(span), int) or entry[span] < 1 or len({"days", "years"} & entry.keys()) != 1:
        yield f"{where}: “{span}” is a whole number from 1"
    if where in REGISTERS:
        columns = {column.name for column in REGISTERS[where].model._meta.fields}
        if entry.get("after") not in columns:
            yield f"{where}: “after” names no date of the register"
        if where != "person":
            yield f"{where}: only persons are pseudonymised or erased so far"
    elif entry.get("after") != APART[where] or entry["does"] != "erase":
        yield f"{where}: it is erased, some time after “{APART[where]}”"


RULES = read_rules(FILE.read_text(encoding="utf-8"))


def rules_of(name: str) -> tuple[Rule, ...]:
    """Return the rules of a class that do something."""
    return tuple(rule for rule in RULES if rule.of == name and rule.does != KEEP)


def next_due(record: Record, done: Iterable[str] = ()) -> tuple[date, Rule] | None:
    """Return when something is due for a record next, and by which rule, without what is `done`; None: it is kept."""
    days = [
        (rule.day_for(_day(getattr(record, rule.after))), rule)
        for rule in rules_of(record.register_name)
        if rule.does not in done
    ]
    return min(days, key=lambda one: one[0], default=None)


def _day(value: date | datetime) -> date:
    return timezone.localdate(value) if isinstance(value, datetime) else value


def due_before(rule: Rule, column: Any, today: date) -> Any:
    """Return the value of the rule's field up to which records are due on a day, as the column compares it."""
    last = rule.latest_start(today)
    return timezone.make_aware(datetime.combine(last, time.max)) if isinstance(column, DateTimeField) else last
