"""Pages that a list leads to: those of the register whose records hang on its own."""

from collections.abc import Callable

from django.urls import reverse

from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES
from pamoja.registry.registers import REGISTERS

Beside = Callable[[User], list[dict[str, str]]]


def hanging_on(register: str) -> Beside:
    """Return what offers the list of another register to those whose role opens it."""

    def beside(person: User) -> list[dict[str, str]]:
        if not ROLES[person.role].opens(register):
            return []
        return [{"url": reverse("register_list", args=[register]), "label": str(REGISTERS[register].plural)}]

    return beside
