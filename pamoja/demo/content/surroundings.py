"""The hand-written matter of the context of the demonstration: analyses, incidents, risks and change stories."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from pamoja.demo.content import fixed, read

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class IncidentKind:
    """Hold a kind of incident: how often it comes, who may be its author, what it does to people and to the work."""

    type: str
    weight: int
    authors: tuple[str, ...]
    titles: tuple[str, ...]
    effects: tuple[str, ...]
    harms: tuple[str, ...]
    account: str
    measures: str


@dataclass(frozen=True)
class RiskPlan:
    """Hold a risk; `judged` are likelihood and impact as first seen and at each review, as two digits."""

    title: str
    cause: str
    consequence: str
    category: str
    response: str
    measures: str
    holder: str
    judged: tuple[str, ...]


@dataclass(frozen=True)
class StoryKind:
    """Hold a kind of change story; `strength` are the grades from which verification draws."""

    domain: str
    strength: tuple[str, ...]
    titles: tuple[str, ...]
    before: str
    after: str
    contribution: str
    other_causes: str
    significance: str
    quotes: tuple[str, ...]


@dataclass(frozen=True)
class AnalysisWords:
    """Hold what analyses of one family of themes say; an actor is name, kind, interest, position, power and part."""

    title: str
    summary: str
    advice: str
    drivers: Rows
    actors: Rows
    events: Rows


@cache
def spread() -> dict[str, int]:
    """Read how many records of each kind there are, and their shares in a hundred."""
    found: dict[str, int] = read("context.toml")["spread"]
    return found


@cache
def incident_kinds() -> tuple[IncidentKind, ...]:
    """Read the kinds of incidents."""
    return tuple(IncidentKind(**fixed(entry)) for entry in read("context.toml")["incident"])


@cache
def risk_plans() -> tuple[RiskPlan, ...]:
    """Read the risks."""
    return tuple(RiskPlan(**fixed(entry)) for entry in read("context.toml")["risk"])


@cache
def story_kinds() -> tuple[StoryKind, ...]:
    """Read the kinds of change stories."""
    return tuple(StoryKind(**fixed(entry)) for entry in read("context.toml")["story"])


@cache
def analysed() -> dict[str, Any]:
    """Read which dialogue processes have an analysis, by which methods, and what divides and connects."""
    found: dict[str, Any] = read("context.toml")["analysis"]
    return found


@cache
def analysis_words(theme: str) -> AnalysisWords:
    """Read what an analysis of a theme says: of land, of resources, or else of security."""
    data = analysed()
    family = next((name for name, themes in data["themes"].items() if theme in themes), "security")
    rows = {name: tuple(tuple(row) for row in data[name][family]) for name in ("drivers", "actors", "events")}
    return AnalysisWords(data["titles"][family], data["summaries"][family], data["advice"][family], **rows)
