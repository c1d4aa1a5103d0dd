"""The page of a risk: how high it is now, how it was judged each time, and when it is to be reviewed."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamoja.context.models import Risk, RiskState
from pamoja.context.risks import risks
from pamoja.context.scoring import judgements
from pamoja.desk.registers.bands import band_value
from pamoja.desk.registers.record import record_page
from pamoja.desk.templatetags.pamoja import date_short
from pamoja.desk.values import Column, Fact, Row, Value, missing
from pamoja.engine.risk import Judged
from pamoja.records.openness import Reader


def risk_page(risk: Risk, reader: Reader, today: date) -> dict[str, Any]:
    """Return what the page of a risk shows (desk/record.html)."""
    page = record_page(risks)(risk, reader, today)
    return page | {
        "sections": [_height(judgements(risk)), *page["sections"]],
        "children": [_history(risk), *page["children"][1:]],
        "notes": [*page["notes"], *_late(risk, today)],
    }


def reckoning(judged: Judged) -> str:
    """Return how a score comes about: 3 × 4 = 12."""
    return _("%(likelihood)s × %(impact)s = %(score)s") % {
        "likelihood": judged.likelihood,
        "impact": judged.impact,
        "score": judged.score,
    }


def _height(judged: list[Judged]) -> dict[str, Any]:
    first, last, worst = judged[0], judged[-1], max(judged, key=lambda one: one.score)
    return {
        "title": _("How high it is"),
        "note": _("Likelihood times impact, reckoned from the last review. The bands are provisional."),
        "facts": [
            Fact(_("Now"), _band(last)),
            Fact(_("As first seen"), _band(first)),
            Fact(_("Highest so far"), _band(worst)),
        ],
        "texts": [],
    }


def _band(judged: Judged) -> Value:
    return band_value(judged.band, f"{reckoning(judged)} · {date_short(judged.on)}")


def _history(risk: Risk) -> dict[str, Any]:
    first, *later = judgements(risk)
    notes = {review.reviewed_on: review.note for review in risk.reviews.all()}
    rows = [_row(first, _("first seen"))] + [_row(one, notes[one.on]) for one in later]
    return {
        "title": _("How it was judged"),
        "note": _("Reviews are added; those before stay."),
        "columns": [
            Column(_("Day"), "date"),
            Column(_("How high"), "state"),
            Column(_("Likelihood × impact"), "number"),
            Column(_("What changed")),
        ],
        "rows": rows,
        "empty": "",
    }


def _row(judged: Judged, note: str) -> Row:
    cells = [
        Value("date", judged.on),
        band_value(judged.band),
        Value("text", reckoning(judged)),
        Value("text", note) if note else missing("—"),
    ]
    return Row(cells)


def _late(risk: Risk, today: date) -> list[dict[str, str]]:
    if risk.state != RiskState.OPEN or risk.review_on is None or risk.review_on >= today:
        return []
    days = (today - risk.review_on).days
    title = ngettext("The review is %(n)s day late.", "The review is %(n)s days late.", days) % {"n": days}
    return [{"state": "late", "title": title, "text": _("Add a review, and say when the next one is.")}]
