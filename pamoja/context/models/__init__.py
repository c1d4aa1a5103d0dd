"""The models of the context: conflict analyses, incidents, risks and change stories."""

from pamoja.context.models.analysis import Actor, Analysis, Driver, Event, Factor, FactorKind, Part, Power
from pamoja.context.models.incidents import Credibility, Incident, Known, Reliability, Victims, VictimSex
from pamoja.context.models.levels import Level
from pamoja.context.models.risks import Band, Impact, Likelihood, Response, Review, Risk, RiskState
from pamoja.context.models.stories import Grade, Story, StorySource

__all__ = [
    "Actor",
    "Analysis",
    "Band",
    "Credibility",
    "Driver",
    "Event",
    "Factor",
    "FactorKind",
    "Grade",
    "Impact",
    "Incident",
    "Known",
    "Level",
    "Likelihood",
    "Part",
    "Power",
    "Reliability",
    "Response",
    "Review",
    "Risk",
    "RiskState",
    "Story",
    "StorySource",
    "VictimSex",
    "Victims",
]
