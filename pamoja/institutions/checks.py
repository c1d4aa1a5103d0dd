"""What must hold in compacts, contracts, evaluations and scorecards beyond the rules of a single row."""

from typing import Any

from pamoja.institutions.models import Compact, EntityEvaluation, PublicEntity
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.models import Record
from pamoja.records.row_checks import Answers, alike, rows_of


def review_of_a_signed_compact(review: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when the compact was not signed yet on the day of the meeting."""
    del answers, by, before
    compact: Compact = review.compact
    if compact.signed_on is None:
        return [Problem("compact_review.not_signed", where="compact")]
    if review.held_on < compact.signed_on:
        return [Problem("compact_review.before_signing", where="held_on", value=compact.signed_on.isoformat())]
    return []


def within_the_contract(evaluation: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return problems when the period lies outside the contract, or points are given to what is not in it."""
    del by, before
    entity: PublicEntity = evaluation.entity
    found = []
    if evaluation.from_on < entity.from_on:
        found.append(Problem("evaluation.before_contract", where="from_on", value=entity.from_on.isoformat()))
    if evaluation.until_on > entity.until_on:
        found.append(Problem("evaluation.after_contract", where="until_on", value=entity.until_on.isoformat()))
    agreed = set(entity.indicators.values_list("indicator__code", flat=True))
    return found + [
        Problem("evaluation.not_in_contract", where=f"scores[{number}].indicator")
        for number, row in rows_of(answers, "scores")
        if row.get("indicator") and str(row["indicator"]) not in agreed
    ]


def one_evaluation_a_period(evaluation: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when the entity has an evaluation of some of these days already."""
    del answers, by
    others = EntityEvaluation.objects.filter(
        entity=evaluation.entity, from_on__lte=evaluation.until_on, until_on__gte=evaluation.from_on
    )
    there = (others.exclude(pk=before.pk) if before else others).first()
    return [Problem("evaluation.period_taken", where="from_on", value=there.code)] if there else []


def verified_by_others(evaluation: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return problems when the entity verified itself, or one office did both verifications, or nobody the second."""
    del by, before
    verifier, second = alike(evaluation.verified_by), alike(evaluation.counter_by)
    own = alike(evaluation.entity.title)
    found = [
        Problem("evaluation.verified_by_itself", where=name)
        for name, office in (("verified_by", verifier), ("counter_by", second))
        if office == own
    ]
    if second and second == verifier:
        found.append(Problem("evaluation.verified_twice_by_one", where="counter_by"))
    if evaluation.counter_on is None and any(row.get("counter") for _number, row in rows_of(answers, "scores")):
        found.append(Problem("evaluation.counter_unsaid", where="counter_on"))
    return found


def scorecard_of_the_entity(evaluation: Any, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when the scorecard assesses another service than the entity."""
    del answers, by, before
    card = evaluation.scorecard
    if card is None or card.entity_id == evaluation.entity_id:
        return []
    return [Problem("evaluation.other_scorecard", where="scorecard")]
