"""Deciding about two records: of two people, or of one."""

from typing import Any
from uuid import UUID

from django.db import transaction

from pamoja.accounts.rights import require
from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.persons.models import Identity, Merge, NotTheSame, Person
from pamoja.persons.register import persons
from pamoja.records import sealed
from pamoja.records.actions import tell_change
from pamoja.records.models import Evidence, Link, SealedAnswer


@transaction.atomic
def keep_apart(by: By, one: Person, other: Person) -> None:
    """Remember that two records are of two people: they are not proposed again.

    Raises Problem("rights.refused"), "record.not_found", "person.same_record".
    """
    one, other = _pair(by, one, other)
    first, second = sorted((one, other), key=lambda person: person.pk)
    NotTheSame.objects.get_or_create(one=first, other=second, defaults={"decided_at": by.at, "decided_by": by.person})
    for person, against in ((one, other), (other, one)):
        note(by, "keep_apart", "person", person.pk, changes={"code": ["", against.code]})


@transaction.atomic
def merge(by: By, keep: Person, other: Person, reason: str) -> Merge:
    """Merge a record into another of the same person, for a reason; return the log of it.

    What `keep` lacks of sealed answers moves to it; what both have stays with `other`, which is hidden everywhere but
    still finds duplicates, and is erased with `keep`. Consents, files and links move; the answers of `keep` stay as
    they are. Raises Problem("rights.refused"), "record.not_found", "record.reason_missing", "person.same_record",
    "person.other_owner", "person.other_level", "person.identity_gone".
    """
    keep, other = _pair(by, keep, other)
    if not reason.strip():
        raise Problem("record.reason_missing", where="reason")
    _check(keep, other)
    moved = {
        "sealed": _move_sealed(keep, other),
        "consents": _move(other.consents.all(), person=keep),
        "files": _move(Evidence.objects.filter(record=other.pk), record=keep.pk),
        "links": _move_links(keep.pk, other.pk),
    }
    Person.objects.filter(merged_into=other).update(merged_into=keep)
    other.merged_into = keep
    for person in (keep, other):
        person.version += 1
        person.changed_at = by.at
        person.save(update_fields=["merged_into", "version", "changed_at"])
        tell_change(persons, person)
    note(by, "merge", "person", keep.pk, reason=reason, changes={"code": ["", other.code]})
    note(by, "merged_into", "person", other.pk, reason=reason, changes={"code": ["", keep.code]})
    return Merge.objects.create(kept=keep, gone=other, merged_at=by.at, merged_by=by.person, moved=moved)


def _pair(by: By, one: Person, other: Person) -> tuple[Person, Person]:
    """Return two different records locked, if the author may decide about them."""
    require(by.person, "person.merge")
    if one.pk == other.pk:
        raise Problem("person.same_record")
    visible = Person.objects.visible_to(by.person) if by.person else Person.objects.filter(merged_into=None)
    ids = list(visible.filter(pk__in=[one.pk, other.pk]).values_list("pk", flat=True))
    found = {person.pk: person for person in Person.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    if len(found) < 2:
        raise Problem("record.not_found")
    return found[one.pk], found[other.pk]


def _check(keep: Person, other: Person) -> None:
    if keep.owner_id != other.owner_id:
        raise Problem("person.other_owner")
    if keep.sensitivity != other.sensitivity:
        raise Problem("person.other_level")
    if {keep.identity, other.identity} != {Identity.KEPT}:
        raise Problem("person.identity_gone")


def _move_sealed(keep: Person, other: Person) -> list[str]:
    lacking = SealedAnswer.objects.filter(record=other.pk).exclude(question__in=sealed.kept_names(keep))
    answers = {answer.question: sealed.open_unwatched(answer) for answer in lacking}
    sealed.keep(persons, keep, answers)
    SealedAnswer.objects.filter(record=other.pk, question__in=answers).delete()
    return sorted(answers)


def _move(rows: Any, **to: Any) -> list[str]:
    ids = [str(one) for one in rows.values_list("pk", flat=True)]
    rows.update(**to)
    return sorted(ids)


def _move_links(keep: UUID, other: UUID) -> int:
    """Let links lead to the record that is kept; those that it has already, and a link between the two, go."""
    moved = 0
    for end, far in (("from_id", "to_id"), ("to_id", "from_id")):
        for link in Link.objects.filter(**{end: other}):
            target = getattr(link, far)
            if target == keep or Link.objects.filter(**{end: keep, far: target, "kind": link.kind}).exists():
                link.delete()
                continue
            setattr(link, end, keep)
            link.save(update_fields=[end])
            moved += 1
    return moved
