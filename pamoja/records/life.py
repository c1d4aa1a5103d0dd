"""The life of a record after it is entered: verified, approved or returned; deleted for a reason, and restored."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.kit.audit import history, note
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.actions import tell_change
from pamoja.records.models import Life, Record, Sensitivity
from pamoja.records.register import Register

WRITTEN = ("enter", "correct")
SHARED = (Sensitivity.PUBLIC, Sensitivity.INTERNAL)
"""The levels that the consortium approves; records of other levels are verified within their organisation, and stay."""


@dataclass(frozen=True)
class Step:
    """Hold one step: from where to where, for whom that has one of `verbs`, with a reason or without."""

    code: str
    before: tuple[str, ...]
    after: str
    verbs: tuple[str, ...]
    asks_why: bool = False


STEPS: Mapping[str, Step] = {
    step.code: step
    for step in (
        Step("verify", (Life.SUBMITTED,), Life.VERIFIED, ("record.verify",)),
        Step("approve", (Life.VERIFIED,), Life.APPROVED, ("record.approve",)),
        Step(
            "return",
            (Life.SUBMITTED, Life.VERIFIED, Life.APPROVED),
            Life.RETURNED,
            ("record.verify", "record.approve"),
            asks_why=True,
        ),
        Step(
            "delete",
            (Life.SUBMITTED, Life.RETURNED, Life.VERIFIED, Life.APPROVED),
            Life.DELETED,
            ("record.delete",),
            asks_why=True,
        ),
        Step("restore", (Life.DELETED,), Life.SUBMITTED, ("record.delete",), asks_why=True),
    )
}
"""The steps by code. A record begins as submitted, and a correction brings it back there."""


@transaction.atomic
def take_step(
    register: Register, record_id: uuid.UUID, code: str, by: By, *, reason: str = "", version: int | None = None
) -> Any:
    """Bring a record one step on in its life, and return it.

    Raises Problem: `record.not_found`, `record.changed_meanwhile` when `version` is not what the record is, or what
    `obstacle` says.
    """
    records = register.everything.select_for_update(of=("self",))
    if by.person is not None:
        records = records.visible_to(by.person)
    record, step = records.filter(pk=record_id).first(), STEPS[code]
    if record is None or (record.life == Life.DELETED) != (code == "restore"):
        raise Problem("record.not_found")
    if version is not None and version != record.version:
        raise Problem("record.changed_meanwhile")
    if by.person is not None and (found := obstacle(register, record, step, by.person)):
        raise found
    if step.asks_why and not reason.strip():
        raise Problem("life.reason_missing", where="reason")
    if problem := _standing(register, record, code):
        raise problem
    before, record.life = record.life, step.after
    _save_life(record)
    if register.after_save and code in ("delete", "restore"):
        register.after_save(record, by)
    note(by, code, register.name, record.pk, reason=reason, changes={"life": [str(before), str(step.after)]})
    tell_change(register, record)
    return record


def _save_life(record: Record) -> None:
    """Save where a record stands; raise Problem when what is restored is only once there, and another is there now."""
    try:
        with transaction.atomic():
            record.save(update_fields=["life"])
    except IntegrityError as error:
        raise Problem("life.place_taken") from error


def steps_for(register: Register, record: Record, person: User) -> list[Step]:
    """Return the steps that a person may take now with a record that they see."""
    return [step for step in STEPS.values() if obstacle(register, record, step, person) is None]


def obstacle(register: Register, record: Record, step: Step, person: User) -> Problem | None:
    """Return what keeps a person from a step with a record that they see: their role, the record, or their own work.

    Records are verified within their organisation, by somebody who did not write them; the consortium approves what is
    internal or public. Who may take a step may also return what waits for it. What is deleted or restored belongs to
    the own organisation, or its author corrects the records of others too.
    """
    if not any(can(person, verb) for verb in step.verbs):
        return Problem("rights.refused")
    if record.life not in step.before:
        return Problem("life.other_status")
    return _PARTICULAR[step.code](register, record, person)


def _verify(register: Register, record: Record, person: User) -> Problem | None:
    if record.owner_id != person.organisation_id:
        return Problem("life.verified_within")
    return Problem("life.own_work") if wrote_last(register, record) == person.pk else None


def _approve(_register: Register, record: Record, _person: User) -> Problem | None:
    return None if record.sensitivity in SHARED else Problem("life.not_approved")


def _return(_register: Register, record: Record, person: User) -> Problem | None:
    own = record.owner_id == person.organisation_id and can(person, "record.verify")
    if own and record.life in (Life.SUBMITTED, Life.VERIFIED):
        return None
    shared = record.sensitivity in SHARED and can(person, "record.approve")
    return None if shared and record.life in (Life.VERIFIED, Life.APPROVED) else Problem("rights.refused")


def _delete(register: Register, record: Record, person: User) -> Problem | None:
    if not register.may_be_deleted:
        return Problem("life.never_deleted")
    own = record.owner_id == person.organisation_id or can(person, "correct.others")
    return None if own else Problem("record.not_yours")


_PARTICULAR = {"verify": _verify, "approve": _approve, "return": _return, "delete": _delete, "restore": _delete}


def wrote_last(register: Register, record: Record) -> uuid.UUID | None:
    """Return who wrote what the record says now: its last corrector, or who entered it; None: the server."""
    last = history(register.name, record.pk).filter(verb__in=WRITTEN).order_by("-at", "-id").first()
    return last.person if last else record.created_by_id


def _standing(register: Register, record: Record, code: str) -> Problem | None:
    """Return what stands in the way among other records: those that stand on it, or that it stands on."""
    if code == "delete" and _dependents(record):
        return Problem("life.stood_on")
    if code == "restore" and any(above.life == Life.DELETED for above in _above(register, record)):
        return Problem("life.stands_on_deleted")
    return None


def _dependents(record: Record) -> bool:
    return any(
        model.objects.filter(**{column.name: record}).exists()
        for model in Record.__subclasses__()
        for column in _named_records(model)
        if column.related_model is type(record)
    )


def _above(register: Register, record: Record) -> list[Record]:
    found = (getattr(record, column.name) for column in _named_records(register.model))
    return [above for above in found if above is not None]


def _named_records(model: type[Record]) -> list[Any]:
    """Return the columns of a register that name a record of another, or of the same."""
    columns: list[Any] = list(model._meta.fields)
    return [c for c in columns if isinstance(c.related_model, type) and issubclass(c.related_model, Record)]
