"""Spending against time: what each project, partner and year planned and came to, beside the time elapsed."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pamoja.accounts.models import User
from pamoja.accounts.rights import can, require
from pamoja.desk.doors import signed_in
from pamoja.desk.figures.views import as_csv
from pamoja.desk.money.asking import MoneyFilters
from pamoja.desk.money.shown import csv_lines, lines_table, parts_of, projects_of, rates_table
from pamoja.kit.problems import Problem
from pamoja.money.reach import reads_lines, reads_money
from pamoja.money.spending import spending_of, thresholds


@require_safe
@signed_in
def money(request: HttpRequest, person: User) -> HttpResponseBase:
    """Show spending by project, partner and year, then line by line for who reads lines."""
    _require_money(person)
    filters, today = MoneyFilters(person, request.GET), timezone.localdate()
    found = spending_of(filters.found(), today)
    detailed = reads_lines(person)
    parts = parts_of(found, by_partner=detailed)
    context = {
        "section": "money",
        "today": today,
        "filters": filters,
        "filter_words": filters.words(),
        "clear_url": reverse("money"),
        "projects": projects_of(parts),
        "lines": lines_table(found) if detailed else None,
        "rates": rates_table(found),
        "thresholds": thresholds(),
        "csv_url": f"{reverse('money_csv')}?{request.GET.urlencode()}" if can(person, "export") else "",
        "detailed": detailed,
    }
    return render(request, "desk/money.html", context)


@require_safe
@signed_in
def money_csv(request: HttpRequest, person: User) -> HttpResponseBase:
    """Download the same figures: by line for who reads lines."""
    _require_money(person)
    require(person, "export")
    found = spending_of(MoneyFilters(person, request.GET).found(), timezone.localdate())
    return as_csv(csv_lines(found, by_line=reads_lines(person)), "money")


def _require_money(person: User) -> None:
    if not reads_money(person):
        raise Problem("rights.refused")
