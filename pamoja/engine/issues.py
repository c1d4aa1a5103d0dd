"""What is wrong with files of definitions, collected so that all is reported at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Issue:
    """Say what is wrong, in which file and at which key."""

    file: str
    key: str
    says: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.says}"


class DefinitionErrors(Exception):
    """Carries every issue of every file."""

    def __init__(self, issues: list[Issue]) -> None:
        super().__init__("\n".join(str(issue) for issue in issues))
        self.issues = issues


@dataclass
class Table:
    """Take values out of one table of a file, and note in `issues` what is wrong with them."""

    file: str
    values: Mapping[str, Any]
    issues: list[Issue]
    prefix: str = ""
    seen: set[str] = field(default_factory=set)

    def wrong(self, key: str, says: str) -> None:
        """Note that something is wrong at a key."""
        self.issues.append(Issue(self.file, self.prefix + key, says))

    def take(self, key: str, default: Kind, *, needed: bool = True) -> Kind:
        """Return the value of a key, of the default's type; note a wrong one and return the default."""
        self.seen.add(key)
        value = self.values.get(key)
        if value is None:
            if needed:
                self.wrong(key, "is missing")
            return default
        if type(value) is not type(default):
            self.wrong(key, f"must be {_NAMES[type(default)]}, not {value!r}")
            return default
        return value

    def choose(self, key: str, choices: tuple[str, ...], *, needed: bool = True) -> Any:
        """Return the value of a key, which must be one of the choices."""
        value = self.take(key, "", needed=needed)
        if value and value not in choices:
            self.wrong(key, f"{value!r} is not one of {', '.join(choices)}")
        return value if value in choices else choices[0]

    def sub(self, key: str, *, needed: bool = True) -> "Table":
        """Return the table below a key."""
        return Table(self.file, self.take(key, {}, needed=needed), self.issues, f"{self.prefix}{key}.")

    def tables(self, key: str) -> list["Table"]:
        """Return the tables of a list of tables."""
        found = []
        listed: list[Any] = self.take(key, [], needed=False)
        for index, values in enumerate(listed):
            if isinstance(values, dict):
                found.append(Table(self.file, values, self.issues, f"{self.prefix}{key}[{index}]."))
            else:
                self.wrong(f"{key}[{index}]", f"must be a table, not {values!r}")
        return found

    def finish(self) -> None:
        """Note the keys that nobody read."""
        for key in sorted(set(self.values) - self.seen):
            self.wrong(key, "is not known here")


_NAMES: Mapping[type, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number with decimals",
    bool: "true or false",
    date: "a date",
    dict: "a table",
    list: "a list",
}
