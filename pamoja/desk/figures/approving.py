"""Approving the figures of a period, and withdrawing that."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pamoja.accounts.models import User
from pamoja.accounts.rights import require
from pamoja.desk.doors import signed_in
from pamoja.desk.figures.approvals import approvals_page, ended_period
from pamoja.desk.figures.wording import first_capital
from pamoja.indicators.actions import approve_period, withdraw_approval
from pamoja.indicators.opening import FigureReader
from pamoja.kit.by import By


def _reader(person: User) -> FigureReader:
    require(person, "figures.read")
    return FigureReader(person, timezone.localdate())


@require_safe
@signed_in
def approvals(request: HttpRequest, person: User) -> HttpResponseBase:
    """Show which periods are approved."""
    return render(request, "desk/approvals.html", approvals_page(person, _reader(person)))


@require_POST
@signed_in
def approve(request: HttpRequest, person: User, key: str) -> HttpResponse:
    """Approve a period."""
    period = ended_period(_reader(person), key)
    approve_period(By(person, "desk"), period)
    messages.success(request, _("%(period)s is approved.") % {"period": first_capital(period)})
    return redirect("approvals")


@require_POST
@signed_in
def withdraw(request: HttpRequest, person: User, key: str) -> HttpResponse:
    """Withdraw the approval of a period."""
    period = ended_period(_reader(person), key)
    withdraw_approval(By(person, "desk"), period, request.POST.get("reason", ""))
    messages.success(request, _("The approval is withdrawn: %(period)s.") % {"period": first_capital(period)})
    return redirect("approvals")
