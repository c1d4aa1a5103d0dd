"""Pages of figures: home, all indicators, one indicator, the records behind a figure; and their CSV."""

from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pamoja.accounts.models import User
from pamoja.accounts.rights import require
from pamoja.desk.doors import signed_in
from pamoja.desk.figures import indicator as one
from pamoja.desk.figures import trace as records
from pamoja.desk.figures.home import home_page
from pamoja.desk.figures.results import result_lines, results_page
from pamoja.desk.figures.scope import Scope, read_scope
from pamoja.desk.figures.sheet import cell_lines
from pamoja.desk.figures.traced import as_lines, behind
from pamoja.formats.csv_rows import csv_rows
from pamoja.indicators.opening import FigureReader


def asked_scope(request: HttpRequest, person: User) -> Scope:
    """Return the scope that a request asks for; raise Problem("rights.refused") to those who may not read figures."""
    require(person, "figures.read")
    return read_scope(request.GET, FigureReader(person, timezone.localdate()))


def as_csv(lines: Iterable[Sequence[object]], name: str) -> HttpResponseBase:
    """Answer with a CSV file."""
    headers = {"Content-Disposition": f'attachment; filename="pamoja-{name}.csv"'}
    return HttpResponse("".join(csv_rows(lines)), content_type="text/csv; charset=utf-8", headers=headers)


@require_safe
@signed_in
def home(request: HttpRequest, person: User) -> HttpResponseBase:
    """Show the finding, the figures, what needs someone, where and when."""
    return render(request, "desk/home.html", home_page(person, asked_scope(request, person)))


@require_safe
@signed_in
def figures(request: HttpRequest, person: User) -> HttpResponseBase:
    """Show every indicator with its figure."""
    return render(request, "desk/figures.html", results_page(asked_scope(request, person)))


@require_safe
@signed_in
def figures_csv(request: HttpRequest, person: User) -> HttpResponseBase:
    """Download every indicator with its figure."""
    return as_csv(result_lines(asked_scope(request, person)), "figures")


@require_safe
@signed_in
def figure(request: HttpRequest, person: User, code: str) -> HttpResponseBase:
    """Show one indicator: its value, over time, over places, where it comes from, how it is made."""
    asked = one.asked_for(code, asked_scope(request, person), request.GET)
    return render(request, "desk/figure.html", one.indicator_page(person, asked))


@require_safe
@signed_in
def figure_csv(request: HttpRequest, person: User, code: str) -> HttpResponseBase:
    """Download the cells of one indicator, by the dimensions that the page shows."""
    return as_csv(cell_lines(one.asked_for(code, asked_scope(request, person), request.GET)), code)


@require_safe
@signed_in
def figure_trace(request: HttpRequest, person: User, code: str) -> HttpResponseBase:
    """Show the records behind a part of a figure, as far as the person's rights reach."""
    scope, definition = asked_scope(request, person), one.indicator_called(code)
    part = records.part_called(definition, scope, request.GET.get("part", ""))
    page = records.trace_page(person, definition, scope, part, request.GET.get("page", ""))
    return render(request, "desk/trace.html", page)


@require_safe
@signed_in
def figure_trace_csv(request: HttpRequest, person: User, code: str) -> HttpResponseBase:
    """Download the records behind a part of a figure, as far as the person's rights reach."""
    require(person, "export")
    scope, definition = asked_scope(request, person), one.indicator_called(code)
    part = records.part_called(definition, scope, request.GET.get("part", ""))
    return as_csv(as_lines(behind(definition, scope, part, 0, None)), f"{code}-{part}")
