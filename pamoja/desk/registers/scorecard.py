"""The page of a community scorecard: both scores side by side, and the commitments that came of it."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamoja.activities.models import Sex
from pamoja.desk.registers.engagements import balance_of, engagements_of
from pamoja.desk.registers.record import record_page
from pamoja.desk.templatetags.pamoja import decimal_number
from pamoja.desk.values import Fact, Value, missing
from pamoja.engine import scorecard as engine
from pamoja.formats.drawing.two_scores import Pair, two_scores
from pamoja.institutions.models import Criterion, Scorecard
from pamoja.institutions.scorecards import scorecards
from pamoja.records.openness import Reader


def scorecard_page(card: Scorecard, reader: Reader, today: date) -> dict[str, Any]:
    """Return what the page of a scorecard shows (desk/record.html)."""
    page = record_page(scorecards, leave=("commitment",))(card, reader, today)
    criteria = list(card.criteria.all())
    engaged = engagements_of(card, "scorecard", reader, today, made_on=(card.interface_on or card.held_on).isoformat())
    sections = [_scores(criteria), balance_of(card, "scorecard", reader, today), *page["sections"]]
    return page | {"sections": sections, "children": [*engaged, *page["children"]]}


def outcome_of(card: Scorecard) -> engine.Outcome:
    """Return what a scorecard comes to."""
    return engine.outcome(engine.Criterion(one.citizens, one.women + one.men, one.own) for one in card.criteria.all())


def mean_value(mean: engine.Mean) -> Value:
    """Return a mean of scores with the number of criteria that it is of."""
    if mean.score is None:
        return missing(_("not scored"))
    note = ngettext("mean of %(n)s criterion", "mean of %(n)s criteria", mean.criteria) % {"n": mean.criteria}
    return Value("text", _("%(score)s out of 5") % {"score": decimal_number(round(mean.score, 1))}, note=note)


def _scores(criteria: list[Criterion]) -> dict[str, Any]:
    found = engine.outcome(engine.Criterion(one.citizens, one.women + one.men, one.own) for one in criteria)
    facts = [
        Fact(_("Citizens"), mean_value(found.citizens)),
        Fact(_("The service itself"), mean_value(found.own)),
    ]
    if 0 < found.own.criteria < found.citizens.criteria:
        facts.append(Fact(_("Citizens, on what both scored"), mean_value(found.citizens_of_both)))
    return {
        "title": _("What citizens and the service think"),
        "note": _("From 1, very bad, to 5, very good. Each criterion counts alike, however many people scored it."),
        "facts": facts if criteria else [],
        "texts": [],
        "drawings": [_drawing(criteria)] if criteria else [],
    }


def _drawing(criteria: list[Criterion]) -> dict[str, Any]:
    unscored = _("not scored by the service")
    pairs = [
        Pair(
            one.criterion,
            float(one.citizens),
            _score(one.citizens),
            None if one.own is None else float(one.own),
            unscored if one.own is None else _score(one.own),
        )
        for one in criteria
    ]
    told = "; ".join(
        _("%(criterion)s: citizens %(citizens)s, the service %(own)s")
        % {"criterion": pair.title, "citizens": pair.first_text, "own": pair.second_text}
        for pair in pairs
    )
    return {
        "title": _("Criterion by criterion"),
        "note": _("Full bar: the citizens. Hollow bar: the service itself. From 1 to 5."),
        "svg": mark_safe(two_scores(pairs, engine.LOWEST, engine.HIGHEST, told)),  # noqa: S308 (escaped where drawn)
        "columns": [
            _("Criterion"),
            _("Citizens"),
            *(str(sex.label) for sex in (Sex.WOMEN, Sex.MEN)),
            _("The service itself"),
        ],
        "rows": [
            {
                "label": one.criterion,
                "cells": [
                    _score(one.citizens),
                    str(one.women),
                    str(one.men),
                    None if one.own is None else _score(one.own),
                ],
            }
            for one in criteria
        ],
    }


def _score(score: Decimal) -> str:
    return decimal_number(score)
