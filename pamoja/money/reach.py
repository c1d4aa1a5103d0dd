"""Which budget lines somebody's figures of money are made of."""

from typing import Any

from django.db.models import Q

from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES, can
from pamoja.money.models import Agreement, BudgetLine

TOTALS = "money.totals"


def reads_lines(person: User) -> bool:
    """Tell whether a person sees budget lines, each by itself."""
    if person.previewed_by and not reads_lines(person.previewed_by):
        return False
    return ROLES[person.role].opens(BudgetLine.register_name)


def reads_money(person: User) -> bool:
    """Tell whether a person sees any figure of money: lines, or totals of the projects that they fund."""
    return reads_lines(person) or can(person, TOTALS)


def lines_for(person: User) -> Any:
    """Return the budget lines that a person's figures are made of (a query).

    Who reads totals only gets those of the agreements of projects that their organisation funds itself.
    """
    if reads_lines(person):
        return BudgetLine.objects.visible_to(person)
    if not can(person, TOTALS):
        return BudgetLine.objects.none()
    funded = Agreement.objects.filter(funder=person.organisation_id).values("project")
    real = Q() if person.previewed_by is None else Q(pk__in=lines_for(person.previewed_by).values("pk"))
    return BudgetLine.objects.filter(real, agreement__project__in=funded)
