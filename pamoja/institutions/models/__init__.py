"""The models of mutual accountability: compacts, public entities under contract, community scorecards."""

from pamoja.institutions.models.compacts import AuthorityLevel, Compact, CompactPillar, CompactReview, CompactState
from pamoja.institutions.models.entities import ContractIndicator, PublicEntity
from pamoja.institutions.models.evaluations import EntityEvaluation, IndicatorScore
from pamoja.institutions.models.scorecards import Criterion, Scorecard

__all__ = [
    "AuthorityLevel",
    "Compact",
    "CompactPillar",
    "CompactReview",
    "CompactState",
    "ContractIndicator",
    "Criterion",
    "EntityEvaluation",
    "IndicatorScore",
    "PublicEntity",
    "Scorecard",
]
