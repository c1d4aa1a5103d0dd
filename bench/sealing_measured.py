"""Measures sealing in an instance that `bench.prepare` made; prints rows of name, value, unit and against as JSON.

python -m bench.sealing_measured, in the environment of that instance.
"""

import json
import os
import time
from collections.abc import Callable
from dataclasses import replace
from statistics import median
from typing import Any

import django
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

django.setup()

from bench.prepare import session  # noqa: E402 (Django is set up)
from pamoja.accounts.models import User  # noqa: E402
from pamoja.kit.by import By  # noqa: E402
from pamoja.kit.keyring import seal_for, unseal  # noqa: E402
from pamoja.records.actions import enter  # noqa: E402
from pamoja.records.register import Register, Sealed, Section  # noqa: E402
from pamoja.registry.registers import REGISTERS  # noqa: E402

NAME = "Kahindo Nzanzu"
CALLS, ROUNDS, ENTERED = 2000, 7, 150


def main() -> None:
    """Measure and print."""
    without, with_one = _entered()
    rows = [
        {"name": "sealed_field_cost_us", "value": _microseconds(_through_keyring), "unit": "µs", "against": _bare()},
        {"name": "sealed_answer_enter_ms", "value": with_one, "unit": "ms", "against": without},
    ]
    print(json.dumps(rows))


def _through_keyring() -> None:
    unseal("bench", seal_for("bench", "bench", NAME.encode()))


def _bare() -> float:
    """Return the microseconds of the cipher alone, its key at hand."""
    cipher, name = AESGCM(os.urandom(32)), NAME.encode()

    def turn() -> None:
        nonce = os.urandom(12)
        cipher.decrypt(nonce, cipher.encrypt(nonce, name, b"bench"), b"bench")

    return _microseconds(turn)


def _microseconds(turn: Callable[[], None]) -> float:
    turn()
    taken = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        for _call in range(CALLS):
            turn()
        taken.append((time.perf_counter() - start) / CALLS * 1_000_000)
    return median(taken)


def _entered() -> tuple[float, float]:
    """Return the milliseconds of entering a record, without and with one sealed answer; taken in turn."""
    plain: Register = REGISTERS["session"]
    asking = Section("caller", "Caller", "full_name")
    sealing = replace(plain, sealed={"full_name": Sealed("Name", match="name")}, sections=(*plain.sections, asking))
    by, answers = By(User.objects.get(), "desk"), session() | {"attendance": []}
    took: tuple[list[float], list[float]] = ([], [])
    for number in range(2 * ENTERED):
        register, given = _choice(plain, sealing, answers, sealed=bool(number % 2))
        start = time.perf_counter()
        enter(register, given, by)
        took[number % 2].append((time.perf_counter() - start) * 1000)
    return median(took[0]), median(took[1])


def _choice(
    plain: Register, sealing: Register, answers: dict[str, Any], *, sealed: bool
) -> tuple[Register, dict[str, Any]]:
    return (sealing, answers | {"full_name": NAME}) if sealed else (plain, answers)


if __name__ == "__main__":
    main()
