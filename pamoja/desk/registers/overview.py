"""All registers that a role opens, on one page: what each holds, how much of it the reader sees, and the way in."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES, can
from pamoja.desk.doors import signed_in
from pamoja.desk.registers.kept import kept_links
from pamoja.records.editions import Marks, Remembered, marks_now
from pamoja.records.register import Register
from pamoja.registry.registers import FAMILIES


@require_safe
@signed_in
def registers(request: HttpRequest, person: User) -> HttpResponseBase:
    """Show the registers."""
    marks, role, kept = marks_now(), ROLES[person.role], kept_links(person)
    families = [
        {
            "label": family.label,
            "registers": [
                _item(one, person, marks, kept.get(one.name, [])) for one in family.registers if role.opens(one.name)
            ],
        }
        for family in FAMILIES
    ]
    context = {"section": "registers", "families": [family for family in families if family["registers"]]}
    return render(request, "desk/registers.html", context)


def _item(register: Register, person: User, marks: Marks, kept: list[dict[str, Any]]) -> dict[str, Any]:
    may_add = can(person, f"{register.name}.enter")
    return {
        "name": register.plural,
        "about": register.about,
        "count": Remembered(register, marks).number(register.objects.visible_to(person)),
        "url": reverse("register_list", args=[register.name]),
        "kept": {"links": kept},
        "new_url": reverse("register_new", args=[register.name]) if may_add else "",
    }
