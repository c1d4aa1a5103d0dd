"""What is unusual in evaluations and scorecards, and kept all the same: somebody should look at it again."""

from decimal import Decimal
from typing import Any

from pamoja.engine import performance
from pamoja.institutions.performance import gap_allowed
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.amounts import plain_decimal
from pamoja.records.models import Record
from pamoja.records.row_checks import Answers, rows_of, typed_number
from pamoja.records.warnings import Warn


def verifications_differ(evaluation: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Warn of a gap between verification and counter-verification above what is allowed."""
    del by, before
    weighing = {one.indicator.code: one.weight for one in evaluation.entity.indicators.select_related("indicator")}
    points = (
        (str(row.get("indicator") or ""), typed_number(row.get("score")), typed_number(row.get("counter")))
        for _number, row in rows_of(answers, "scores")
    )
    found = performance.gap(performance.in_the_contract(weighing, points), gap_allowed(evaluation.entity))
    if found.points is None or not found.above:
        return []
    said = {"value": plain_decimal(round(abs(found.points), 1)), "most": plain_decimal(found.threshold)}
    return [Problem("evaluation.gap_above", where="scores", **said)]


gap_above = Warn("evaluation.gap_above", check=verifications_differ)


def scores_are_all_alike(scorecard: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Warn of at least three criteria that all have the same score from as many people: they were hardly asked."""
    del scorecard, by, before
    rows = [row for _number, row in rows_of(answers, "criteria")]
    told: set[tuple[Decimal | None, ...]] = {
        tuple(typed_number(row.get(name)) for name in ("citizens", "women", "men")) for row in rows
    }
    return [Problem("scorecard.all_alike", where="criteria")] if len(rows) >= 3 and len(told) == 1 else []


all_alike = Warn("scorecard.all_alike", check=scores_are_all_alike)
