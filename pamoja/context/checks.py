"""What must hold in the registers of the context beyond the rules of a single row."""

from pamoja.context.models import Analysis, Incident, Risk
from pamoja.engine.durability import months_later
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.places.models import Level
from pamoja.records.models import Record
from pamoja.records.row_checks import Answers, rows_of

LONGEST = 36
"""Months for which an analysis may be held to be true (provisional: the programme runs three years at a time)."""


def held_for_some_years(analysis: Analysis, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when an analysis is to be held true for longer than three years."""
    del answers, by, before
    latest = months_later(analysis.analysed_on, LONGEST)
    if analysis.held_until <= latest:
        return []
    return [Problem("analysis.held_too_long", where="held_until", value=latest.isoformat())]


def events_lie_before(analysis: Analysis, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem for each event of the timeline in a year after the analysis."""
    del by, before
    year = analysis.analysed_on.year
    return [
        Problem("analysis.event_later", where=f"events[{number}].year", value=row["year"], year=year)
        for number, row in rows_of(answers, "events")
        if str(row.get("year") or "").isdecimal() and int(row["year"]) > year
    ]


def place_is_wide(incident: Incident, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when the place of an incident is nearer than a groupement or quartier."""
    del answers, by, before
    if incident.place.level <= Level.GROUPEMENT:
        return []
    return [Problem("incident.place_too_near", where="place", value=incident.place.label)]


def victims_are_said(incident: Incident, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when victims are listed though there were none, or nobody knows of any."""
    del by, before
    if incident.victims_known == "yes" or not any(True for _row in rows_of(answers, "victims")):
        return []
    return [Problem("incident.victims_denied", where="victims_known")]


def reviews_lie_within(risk: Risk, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem for each review before the risk was first seen."""
    del by, before
    first = risk.identified_on.isoformat()
    return [
        Problem("risk.review_too_early", where=f"reviews[{number}].reviewed_on", value=day)
        for number, row in rows_of(answers, "reviews")
        if (day := str(row.get("reviewed_on") or "")) and day < first
    ]


def next_review_follows(risk: Risk, answers: Answers, by: By, before: Record | None) -> list[Problem]:
    """Return a problem when the next review is due no later than the last one was held."""
    del by, before
    held = max((str(row.get("reviewed_on") or "") for _number, row in rows_of(answers, "reviews")), default="")
    if risk.review_on is None or held < risk.review_on.isoformat():
        return []
    return [Problem("risk.review_not_ahead", where="review_on", value=held)]
