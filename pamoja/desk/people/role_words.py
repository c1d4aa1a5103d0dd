"""A role in words: what it reads, and what it does by groups of verbs."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamoja.accounts.rights import VERBS
from pamoja.accounts.role_table import GROUPS, Role
from pamoja.desk.values import Fact, Value, missing
from pamoja.registry.registers import REGISTERS

GROUP_WORDS: dict[str, Promise] = {
    "enters": gettext_lazy("Enters"),
    "corrects": gettext_lazy("Corrects"),
    "reads": gettext_lazy("Reads"),
    "decides": gettext_lazy("Decides on"),
    "looks_after": gettext_lazy("Looks after"),
}
LEVEL_WORDS: dict[str, Promise] = {
    "": gettext_lazy("nothing"),
    "public": gettext_lazy("what is public"),
    "internal": gettext_lazy("what is public or internal"),
    "restricted": gettext_lazy("what is public, internal or restricted"),
    "strict": gettext_lazy("what is public, internal or restricted, and strict answers"),
}


def levels_in_words(levels: tuple[str, ...]) -> str:
    """Return how far a role reads."""
    return str(LEVEL_WORDS[levels[-1] if levels else ""])


def registers_in_words(role: Role) -> str:
    """Return the registers that a role opens."""
    if role.registers is None and not role.closed:
        return _("all")
    return ", ".join(str(register.plural) for name, register in REGISTERS.items() if role.opens(name))


def deeds_of(role: Role) -> list[Fact]:
    """Return what a role may do, a line for each group of verbs that it has any of."""
    facts = []
    for group in GROUPS:
        verbs = [str(verb) for code, verb in VERBS.items() if code in role.verbs and verb.group == group]
        if verbs:
            facts.append(Fact(str(GROUP_WORDS[group]), Value(text=" · ".join(verbs))))
    return facts


def readings_of(role: Role) -> list[Fact]:
    """Return in which records a role reads what."""
    return [
        Fact(_("In records of its own organisation"), Value(text=levels_in_words(role.own))),
        Fact(
            _("In records of other organisations"),
            Value(text=levels_in_words(role.others)) if role.others else missing(levels_in_words(())),
        ),
        Fact(_("Registers"), Value(text=registers_in_words(role))),
    ]
