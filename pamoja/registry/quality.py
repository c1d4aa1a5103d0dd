"""The rules that warn, held against what the programme says of them, at the start."""

from pamoja.records.issues import RULES
from pamoja.registry.registers import REGISTERS


def check_quality() -> None:
    """Raise ValueError when a register warns by a rule of which quality.toml says nothing, or the other way round."""
    declared = {code for register in REGISTERS.values() for warn in register.warnings for code in warn.codes}
    if unsaid := sorted(declared - RULES.keys()):
        raise ValueError(f"quality.toml: it says nothing of {', '.join(unsaid)}")
    if unknown := sorted(RULES.keys() - declared):
        raise ValueError(f"quality.toml: no register warns by {', '.join(unknown)}")
