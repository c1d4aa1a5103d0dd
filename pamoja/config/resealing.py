"""Sealing anew, with the present keys, what older keys sealed: step by step, beside a running instance."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Substr

from pamoja.accounts.models import User
from pamoja.accounts.second_factor import INSTANCE, SealedFactors
from pamoja.excel.models import Import
from pamoja.excel.report import PURPOSE
from pamoja.intake.models import Attachment, Rejected, Submission
from pamoja.intake.reading import owner_of
from pamoja.kit.keyring import HEAD, key_called, key_for, key_named_by, seal_for, unseal
from pamoja.kit.problems import Problem
from pamoja.kit.sealed_files import key_of_file, read_sealed, sync_folder, write_sealed
from pamoja.psea.content import purpose_of_entry, purpose_of_report
from pamoja.psea.models import Entry, Report
from pamoja.records.models import Evidence, SealedAnswer
from pamoja.records.sealed import purpose_of
from pamoja.registry.registers import REGISTERS

AT_ONCE = 200
UNFINISHED = ".resealing"


@dataclass(frozen=True)
class Store:
    """Hold one column of sealed bytes: for what purpose they are sealed, and for whom when they are older than keys."""

    model: type[models.Model]
    column: str
    purpose: Callable[[Any], str]
    owner: Callable[[Any], str]


def _owner_of_rejected(row: Rejected) -> str:
    sender = User.objects.filter(pk=row.person).first() if row.person else None
    return sender.organisation_id if sender else ""


STORES = (
    Store(Submission, "sealed", lambda _row: "intake", owner_of),
    Store(Submission, "corrected", lambda _row: "intake", owner_of),
    Store(Rejected, "sealed", lambda _row: "rejected", _owner_of_rejected),
    Store(SealedAnswer, "sealed", purpose_of, lambda _row: ""),
    Store(Report, "sealed", purpose_of_report, lambda _row: ""),
    Store(Entry, "sealed", purpose_of_entry, lambda _row: ""),
    Store(Import, "found", lambda _row: PURPOSE, lambda row: row.person.organisation_id),
)


@dataclass
class Count:
    """Count what was looked at, sealed anew, and could not be opened."""

    seen: int = 0
    sealed: int = 0
    lost: int = 0


def reseal(owners: Sequence[str], progress: Callable[[str, Count], None]) -> Count:
    """Seal anew what organisations sealed with other keys than their present ones; return what was done in all.

    What is done stays done when it breaks off: called again, it goes on with the rest. `progress` hears the name of a
    store and its count after each step.
    """
    total = Count()
    steps: dict[str, Iterator[Count]] = {
        f"{store.model._meta.label_lower}.{store.column}": _column(store, owners) for store in STORES
    }
    steps["second factors"] = _second_factors(owners)
    steps["media"] = _files(owners)
    for name, counts in steps.items():
        count = Count()
        for count in counts:
            progress(name, count)
        total = Count(total.seen + count.seen, total.sealed + count.sealed, total.lost + count.lost)
    return total


def _column(store: Store, owners: Sequence[str]) -> Iterator[Count]:
    """Walk a table in the order of its key, a step at a time."""
    count, last = Count(), None
    heads = (
        store.model._default_manager.exclude(**{store.column: None})
        .order_by("pk")
        .values_list("pk", Substr(store.column, 1, HEAD, output_field=models.BinaryField()))
    )
    while some := list((heads.filter(pk__gt=last) if last is not None else heads)[:AT_ONCE]):
        last = some[-1][0]
        count.seen += len(some)
        _rows(store, [pk for pk, head in some if _wants(bytes(head), owners)], owners, count)
        yield count


def _wants(head: bytes, owners: Sequence[str]) -> bool:
    """Tell whether bytes that begin so are older than keys, or of these organisations and not of a present key."""
    key = key_named_by(head)
    return key is None or (key.owner in owners and key_for(key.owner).id != key.id)


@transaction.atomic
def _rows(store: Store, wanted: list[Any], owners: Sequence[str], count: Count) -> None:
    for row in store.model._default_manager.select_for_update().filter(pk__in=wanted).order_by("pk"):
        sealed = bytes(getattr(row, store.column))
        key = key_named_by(sealed)
        owner = key.owner if key else store.owner(row)
        if owner not in owners:
            continue
        try:
            plain = unseal(store.purpose(row), sealed)
        except Problem:
            count.lost += 1
            continue
        setattr(row, store.column, seal_for(owner, store.purpose(row), plain))
        row.save(update_fields=[store.column])
        count.sealed += 1


def _second_factors(owners: Sequence[str]) -> Iterator[Count]:
    """Seal the secrets of second factors anew when it is the turn of the instance's own key: they are few."""
    count = Count()
    if INSTANCE in owners:
        for held in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).iterator():
            count.seen += 1
            try:
                SealedFactors().seal_anew(held)
                count.sealed += 1
            except Problem:
                count.lost += 1
    yield count


def _files(owners: Sequence[str]) -> Iterator[Count]:
    count = Count()
    media = Path(settings.MEDIA_ROOT)
    for path in sorted(media.rglob("*.sealed")):
        count.seen += 1
        try:
            count.sealed += _file(path, path.relative_to(media).as_posix(), owners)
        except Problem:
            count.lost += 1
        except FileNotFoundError:
            continue
        if count.seen % AT_ONCE == 0:
            yield count
    yield count


def _file(path: Path, stored_as: str, owners: Sequence[str]) -> bool:
    """Seal a file of these organisations anew, unless it is sealed with a present key; tell whether it was.

    Whoever reads the file meanwhile reads it to its end.
    """
    name = key_of_file(path)
    key = key_called(name) if name else None
    if name and key is None:
        raise Problem("seal.key_lost")
    owner = key.owner if key else _owner_of_file(stored_as)
    if owner not in owners or (key and key.id == key_for(owner).id):
        return False
    fresh = path.with_suffix(UNFINISHED)
    fresh.unlink(missing_ok=True)
    write_sealed(fresh, read_sealed(path), owner)
    if path.exists():
        os.replace(fresh, path)
    fresh.unlink(missing_ok=True)
    sync_folder(path.parent)
    return True


def _owner_of_file(stored_as: str) -> str:
    """Return for whom a file older than keys is sealed: the owner of its record, or the organisation of its sender."""
    piece = Evidence.objects.filter(stored_as=stored_as).first()
    if piece and piece.register in REGISTERS:
        return str(
            REGISTERS[piece.register].objects.filter(pk=piece.record).values_list("owner", flat=True).first() or ""
        )
    sent = Attachment.objects.filter(stored_as=stored_as).values_list("submission_instance", flat=True).first()
    found = Submission.objects.select_related("person").filter(instance_id=sent).first() if sent else None
    return owner_of(found) if found else ""
