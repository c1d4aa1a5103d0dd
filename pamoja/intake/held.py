"""Everything that is held about one person, opened once for a reason: what the person has a right to see."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.text import capfirst

from pamoja.accounts.rights import require
from pamoja.intake.models import Submission
from pamoja.kit.audit import history, note
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.persons.models import Consent, Person
from pamoja.persons.register import persons
from pamoja.records.models import Evidence, Link, SealedAnswer
from pamoja.records.sealed import open_answer, open_unwatched
from pamoja.registry.registers import REGISTERS


@dataclass(frozen=True)
class Line:
    """Hold one question with its answer in words."""

    label: str
    value: str


@dataclass(frozen=True)
class Held:
    """Hold what is held about a person, as it may be read to them.

    `merged` are the codes of records that were merged into this one; `links` the codes of other records that name it;
    `history` when what was done with the record, by which door.
    """

    answers: tuple[Line, ...]
    consents: tuple[Consent, ...]
    files: tuple[Evidence, ...]
    links: tuple[Line, ...]
    submissions: tuple[Submission, ...]
    merged: tuple[str, ...]
    history: tuple[tuple[datetime, str, str], ...]


def held_about(by: By, person: Person, reason: str) -> Held:
    """Return everything that is held about a person; each sealed answer is opened for the reason, and says so.

    Raises Problem("rights.refused"), "record.not_found", "seal.reason_missing", "seal.key_lost".
    """
    require(by.person, "sealed.open")
    if by.person is not None and not Person.objects.visible_to(by.person).filter(pk=person.pk).exists():
        raise Problem("record.not_found")
    if not reason.strip():
        raise Problem("seal.reason_missing", where="reason")
    merged = list(person.merged.order_by("code"))
    ids = [person.pk, *(one.pk for one in merged)]
    lines = history(persons.name, person.pk)
    return Held(
        tuple(_answers(by, person, reason)) + tuple(line for one in merged for line in _sealed(by, one, reason)),
        tuple(person.consents.select_related("purpose")),
        tuple(Evidence.objects.filter(record__in=ids)),
        tuple(_links(person)),
        tuple(Submission.objects.filter(pk__in=[one.submission for one in [person, *merged] if one.submission])),
        tuple(one.code for one in merged),
        tuple(lines.values_list("at", "verb", "door")),
    )


def _answers(by: By, person: Person, reason: str) -> list[Line]:
    sealed = {line.label: line for line in _sealed(by, person, reason)}
    found = []
    for name in persons.asked():
        if name in persons.sealed:
            label = str(persons.sealed[name].label)
            if label in sealed:
                found.append(sealed[label])
        elif persons.is_column(name):
            found.append(_plain(person, name))
    return [*found, _plain(person, "disability"), _plain(person, "identity"), _plain(person, "owner")]


def _plain(person: Person, name: str) -> Line:
    column: Any = person._meta.get_field(name)
    shown = getattr(person, f"get_{name}_display", None)
    value = shown() if shown else getattr(person, name)
    return Line(capfirst(str(column.verbose_name)), "" if value is None else str(value))


def _sealed(by: By, record: Person, reason: str) -> list[Line]:
    """Return the sealed answers of a record, opened; a merged one, which nobody sees, is as open as what it became."""
    found = []
    for answer in SealedAnswer.objects.filter(record=record.pk).order_by("question"):
        if record.merged_into_id:
            value = open_unwatched(answer)
            note(by, "open_seal", persons.name, record.pk, reason=reason, changes={"question": ["", answer.question]})
        else:
            value = open_answer(by, persons, record, answer.question, reason)
        found.append(Line(str(persons.sealed[answer.question].label), value))
    return found


def _links(person: Person) -> list[Line]:
    found = []
    for link in Link.objects.filter(Q(from_id=person.pk) | Q(to_id=person.pk)):
        register, record = (
            (link.to_register, link.to_id) if link.from_id == person.pk else (link.from_register, link.from_id)
        )
        code = REGISTERS[register].objects.filter(pk=record).values_list("code", flat=True).first()
        if code:
            found.append(Line(str(REGISTERS[register].label), code))
    return found
