"""How an evaluation of a public entity comes out, from its rows and the weights of its contract."""

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

from pamoja.engine import performance as engine
from pamoja.institutions.models import EntityEvaluation, PublicEntity

FILE = Path(__file__).with_name("performance.toml")


@cache
def usual_gap() -> Decimal:
    """Read by how many points the two verifications may differ where a contract says nothing."""
    return Decimal(str(tomllib.loads(FILE.read_text(encoding="utf-8"))["gap"]))


def gap_allowed(entity: PublicEntity) -> Decimal:
    """Return by how many points the two verifications of an entity may differ: as its contract says, else as usual."""
    return usual_gap() if entity.gap_allowed is None else entity.gap_allowed


def weights(entity: PublicEntity) -> dict[str, Decimal]:
    """Return what each indicator of a contract weighs, by the key of the indicator."""
    return {one.indicator_id: one.weight for one in entity.indicators.all()}


def scored(evaluation: EntityEvaluation, weighing: dict[str, Decimal]) -> tuple[engine.Scored, ...]:
    """Return the indicators of the contract with the points of an evaluation."""
    rows = ((one.indicator_id, one.score, one.counter) for one in evaluation.scores.all())
    return engine.in_the_contract(weighing, rows)
