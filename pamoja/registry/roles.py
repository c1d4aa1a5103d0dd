"""What the table of roles says about registers, held against the registers that there are."""

from collections.abc import Collection, Iterator

from django.core.exceptions import ImproperlyConfigured

from pamoja.accounts.rights import VERBS
from pamoja.registry.registers import REGISTERS


def check_roles() -> None:
    """Stop the start with every fault when the table speaks of a register that does not exist, or not of one."""
    if faults := list(faults_of(VERBS, REGISTERS)):
        raise ImproperlyConfigured("roles.toml: " + "; ".join(faults))


def faults_of(verbs: Collection[str], registers: Collection[str]) -> Iterator[str]:
    """Yield a sentence for each register that the table names in vain, and each of which it says nothing."""
    told = {verb.removesuffix(".enter") for verb in verbs if verb.endswith(".enter")}
    for name in sorted(told - set(registers)):
        yield f"there is no register “{name}”"
    for name in sorted(set(registers) - told):
        yield f"[register.{name}] is missing"
