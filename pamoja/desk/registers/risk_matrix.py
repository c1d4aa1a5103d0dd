"""The risks of the list on likelihood and impact, five by five; every number leads to its risks."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pamoja.accounts.models import User
from pamoja.context.models import Band, Impact, Likelihood, RiskState
from pamoja.context.risks import risks
from pamoja.desk.doors import signed_in
from pamoja.desk.registers.bands import SHAPES
from pamoja.desk.registers.filtering import Filters, matching
from pamoja.engine.risk import BANDS, band_of

AXES = ("likelihood_now", "impact_now")


@require_safe
@signed_in
def risk_matrix(request: HttpRequest, person: User) -> HttpResponseBase:
    """Show how many risks that pass the filters of their list lie where; open ones, unless another state is asked."""
    asked = request.GET.copy()
    asked.setdefault("state", RiskState.OPEN)
    filters = Filters(risks, person, asked)
    found = matching(risks, person, filters, timezone.localdate())
    counted = found.records().order_by().values_list(*AXES).annotate(Count("pk"))
    counts = {(likelihood, impact): number for likelihood, impact, number in counted}
    context = {
        "section": "risk",
        "filters": filters,
        "filter_words": filters.words(),
        "clear_url": reverse("risk_matrix"),
        "list_url": _list_url(asked),
        "total": found.count(),
        "impacts": list(Impact),
        "rows": [_row(one, counts, asked) for one in reversed(Likelihood)],
        "bands": _bands(),
    }
    return render(request, "desk/risks.html", context)


def _row(likelihood: Likelihood, counts: dict[tuple[str, str], int], asked: QueryDict) -> dict[str, Any]:
    return {"label": likelihood.label, "cells": [_cell(likelihood, impact, counts, asked) for impact in Impact]}


def _cell(
    likelihood: Likelihood, impact: Impact, counts: dict[tuple[str, str], int], asked: QueryDict
) -> dict[str, Any]:
    band = Band(band_of(int(likelihood) * int(impact)))
    number = counts.get((likelihood.value, impact.value), 0)
    url = _list_url(asked, likelihood_now=likelihood.value, impact_now=impact.value) if number else ""
    return {"state": SHAPES[band], "word": band.label, "number": number, "url": url}


def _list_url(asked: QueryDict, **more: str) -> str:
    wanted = asked.copy()
    for name, value in more.items():
        wanted[name] = value
    return f"{reverse('register_list', args=['risk'])}?{wanted.urlencode()}"


def _bands() -> list[dict[str, str]]:
    found, below = [], 0
    for band, highest in BANDS:
        scores = _("from %(least)s to %(most)s") % {"least": below + 1, "most": highest}
        found.append({"state": SHAPES[Band(band)], "word": str(Band(band).label), "scores": scores})
        below = highest
    return found
