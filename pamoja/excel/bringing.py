"""Bringing a workbook, deciding on it, giving it up: what a person does with an import."""

import uuid

from django.db import transaction
from django.utils import timezone

from pamoja.accounts.models import User
from pamoja.accounts.rights import can, require
from pamoja.excel.models import Import, ImportState
from pamoja.formats.file_names import clean_name
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.kit.stored_files import stored_name, write_stored
from pamoja.records.erasing import shred_later
from pamoja.records.evidence import Upload
from pamoja.records.register import Register

ALL_AT_ONCE = 2_000
"""Up to how many rows are written in one transaction: while it lasts, no phone and nobody else can write."""

MOST_WAITING = 20
"""How many workbooks of one person wait at most: each takes up to 25 MB."""


def may_bring(person: User, register: Register) -> bool:
    """Tell whether a person may bring a workbook for a register."""
    return can(person, f"{register.name}.enter") or can(person, f"{register.name}.correct")


def bring(by: By, register: Register, upload: Upload) -> Import:
    """Keep a workbook sealed, for the worker to check row by row; its bytes are durable when this returns.

    Raises Problem("rights.refused"), "preview.read_only", "excel.too_many_waiting", "file.empty", "file.too_large".
    """
    if not can(by.person, f"{register.name}.correct"):
        require(by.person, f"{register.name}.enter")
    if by.person.previewed_by:
        raise Problem("preview.read_only")
    if Import.objects.visible_to(by.person).exclude(stored_as="").count() >= MOST_WAITING:
        raise Problem("excel.too_many_waiting", most=MOST_WAITING)
    if not upload.size:
        raise Problem("file.empty")
    stored_as = stored_name(uuid.uuid4().hex)
    content = write_stored(stored_as, upload.chunks(), by.person.organisation_id)
    return Import.objects.create(
        register=register.name,
        person=by.person,
        name="excel.xlsx" if register.sealed else clean_name(str(upload.name)),
        size=content.size,
        stored_as=stored_as,
        received_at=by.at,
    )


@transaction.atomic
def decide(by: By, brought: Import, *, all_or_nothing: bool, reason: str) -> None:
    """Have a checked workbook written: all of it or nothing, or its good rows only; corrections need a reason.

    Raises Problem("record.not_found"), "excel.not_waiting", "excel.not_all_good", "excel.too_many_for_all",
    "record.reason_missing".
    """
    found = _mine(by, brought)
    if found.state != ImportState.CHECKED:
        raise Problem("excel.not_waiting")
    if all_or_nothing and found.faulty:
        raise Problem("excel.not_all_good")
    if all_or_nothing and found.rows > ALL_AT_ONCE:
        raise Problem("excel.too_many_for_all", most=ALL_AT_ONCE)
    if found.changed and not reason.strip():
        raise Problem("record.reason_missing", where="reason")
    begin_writing(found, all_or_nothing=all_or_nothing, reason=reason)


def begin_writing(found: Import, *, all_or_nothing: bool, reason: str) -> None:
    """Hand an import to the worker, which judges every row again before it writes it."""
    found.state, found.all_or_nothing, found.reason = ImportState.WRITING, all_or_nothing, reason.strip()
    found.looked_at = found.new = found.changed = found.same = found.there = found.faulty = found.warned = 0
    found.found = None
    found.save()


@transaction.atomic
def give_up(by: By, brought: Import) -> None:
    """Stop an import and remove its file; what is written already stays. Raises Problem("record.not_found")."""
    found = _mine(by, brought)
    if found.state in (ImportState.CHECKING, ImportState.CHECKED, ImportState.WRITING):
        end(found, ImportState.STOPPED)


def end(found: Import, state: ImportState) -> None:
    """End an import inside the caller's transaction; the bytes go once that is committed."""
    if found.stored_as:
        shred_later([found.stored_as])
    found.state, found.stored_as, found.ended_at = state, "", timezone.now()
    found.save()


def _mine(by: By, brought: Import) -> Import:
    found: Import | None = Import.objects.visible_to(by.person).select_for_update().filter(pk=brought.pk).first()
    if found is None:
        raise Problem("record.not_found")
    return found
