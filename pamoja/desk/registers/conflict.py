"""What a form says when somebody else corrected the record meanwhile (parts/conflict.html)."""

from typing import Any

from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.desk.registers.saying import Sayer
from pamoja.records.reconciling import Difference, Reconciled
from pamoja.records.register import Register


def conflict(register: Register, found: Reconciled, sayer: Sayer) -> dict[str, Any]:
    """Return who changed the record meanwhile, what both changed, and what only they changed."""
    people: dict[Any, str] = {
        user.pk: str(user) for user in User.objects.filter(pk__in=[line.person for line in found.lines])
    }
    return {
        "lines": [
            {"at": line.at, "who": str(people.get(line.person) or _("the server")), "reason": line.reason}
            for line in found.lines
        ],
        "both": [_said(register, one, sayer) for one in found.differences if one.both],
        "theirs": [_said(register, one, sayer) for one in found.differences if not one.both],
    }


def _said(register: Register, one: Difference, sayer: Sayer) -> dict[str, str]:
    return {
        "name": one.name,
        "label": register.label_of(one.name),
        **{part: sayer.answer(register, one.name, getattr(one, part)) for part in ("opened", "now", "mine")},
    }
