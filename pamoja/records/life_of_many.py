"""One step taken with many records, each as if it were alone."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.life import STEPS, take_step
from pamoja.records.register import Register

FOR_MANY = tuple(step.code for step in STEPS.values() if not step.asks_why)
"""The steps that many records take at once: those that no reason is asked for."""


@dataclass(frozen=True)
class Chosen:
    """Hold a record that was chosen, and the version that was read."""

    record: uuid.UUID
    version: int


@dataclass(frozen=True)
class Taken:
    """Hold what became of the records: the codes of those that took the step, and what kept the others from it."""

    done: tuple[str, ...]
    refused: tuple[tuple[str, Problem], ...]
    """By code; of a record that is not the author's to see it is blank."""


def take_step_each(register: Register, chosen: Iterable[Chosen], code: str, by: By) -> Taken:
    """Bring records one step on, each in a transaction of its own: what is refused for one stops no other.

    Raises Problem("life.other_status") for a step that asks for a reason, and none else.
    """
    if code not in FOR_MANY:
        raise Problem("life.other_status")
    each = list(chosen)
    records = register.objects.visible_to(by.person) if by.person is not None else register.objects.all()
    codes = dict(records.filter(pk__in=[one.record for one in each]).values_list("pk", "code"))
    done, refused = [], []
    for one in each:
        try:
            done.append(take_step(register, one.record, code, by, version=one.version).code)
        except Problem as problem:
            refused.append((codes.get(one.record, ""), problem))
    return Taken(tuple(done), tuple(refused))
