"""What the table of roles says about registers, held against the registers that there are."""

from collections.abc import Iterator, Mapping

from django.core.exceptions import ImproperlyConfigured

from pamoja.accounts.rights import ROLES, VERBS
from pamoja.accounts.role_table import Role
from pamoja.registry.registers import REGISTERS


def check_roles() -> None:
    """Stop the start with every fault when a role names a register that does not exist, or one lacks its verbs."""
    if faults := list(faults_of(ROLES, VERBS, REGISTERS)):
        raise ImproperlyConfigured("roles.toml: " + "; ".join(faults))


def faults_of(roles: Mapping[str, Role], verbs: Mapping[str, object], registers: Mapping[str, object]) -> Iterator[str]:
    """Yield a sentence for each register that roles name in vain, and each verb that a register lacks."""
    for role in roles.values():
        for name in sorted((role.registers or frozenset()) - registers.keys()):
            yield f"role {role.code}: there is no register “{name}”"
    for register in registers:
        for verb in (f"{register}.enter", f"{register}.correct"):
            if verb not in verbs:
                yield f"the verb “{verb}” of the register “{register}” is not declared"
