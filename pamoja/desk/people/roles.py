"""The page of roles: what each reads and does, for everybody who is signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES, can
from pamoja.desk.doors import signed_in
from pamoja.desk.people.role_words import deeds_of, levels_in_words, registers_in_words
from pamoja.desk.values import Column, Row, Value


@require_safe
@signed_in
def roles(request: HttpRequest, person: User) -> HttpResponse:
    """Show how far every role reads, then what each does."""
    may = can(person, "people.invite")
    facts = {
        "section": "people" if may else "",
        "crumbs": [{"label": _("People"), "url": reverse("people")}] if may else [],
        "own": person.role,
        "columns": [
            Column(_("Role")),
            Column(_("Reads of its own organisation")),
            Column(_("Reads of other organisations")),
            Column(_("Registers")),
        ],
        "rows": [
            Row(
                [
                    Value(text=str(role), url=f"#{code}", first=True),
                    Value(text=levels_in_words(role.own)),
                    Value(text=levels_in_words(role.others)),
                    Value(text=registers_in_words(role)),
                ]
            )
            for code, role in ROLES.items()
        ],
        "roles": [{"code": code, "name": str(role), "facts": deeds_of(role)} for code, role in ROLES.items()],
    }
    return render(request, "desk/roles.html", facts)
