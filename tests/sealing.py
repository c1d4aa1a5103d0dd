"""A register with sealed questions, for tests: dialogue processes that also ask who called for them."""

from dataclasses import replace

import pytest

from pamoja.records.register import Register, Sealed, Section
from pamoja.registry.registers import REGISTERS

NAME, PHONE, ADDRESS = "Kahindo Nzanzu Planté", "0600 123 456", "Avenue du Lac 7, Jomba"
IDENTITY = {"full_name": NAME, "phone": PHONE, "address": ADDRESS}
PLANTED = ("Kahindo", "Nzanzu", "Planté", "600123", "123 456", "Avenue du Lac")


@pytest.fixture
def asked_sealed(monkeypatch: pytest.MonkeyPatch) -> Register:
    """Let the register of dialogue processes ask for a name, a phone and an address, all sealed."""
    declared = REGISTERS["dialogue"]
    sealed = {
        "full_name": Sealed("Full name of the caller", required=True, match="name"),
        "phone": Sealed("Phone of the caller", match="phone", limit=30),
        "address": Sealed("Address of the caller", level="strict"),
    }
    section = Section("caller", "Who called for it", " ".join(sealed))
    register = replace(declared, sealed=sealed, sections=(*declared.sections, section))
    monkeypatch.setitem(REGISTERS, "dialogue", register)
    return register
