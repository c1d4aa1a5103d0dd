"""Reopening an area: with its key, everything comes back as it was; people come back suspended, without devices."""

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction

from pamoja.accounts.models import User
from pamoja.accounts.remembered import forget
from pamoja.accounts.rights import require
from pamoja.emergency.archive import key_from_text, mark_of, path_of, read_archive
from pamoja.emergency.models import Closure
from pamoja.emergency.reach import chunks
from pamoja.intake.models import Submission, SubmissionState
from pamoja.kit.audit import note, restore_content
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.kit.rows import Model, as_json, columns, from_json, insert_rows, row_of
from pamoja.kit.sealed_files import sync_folder
from pamoja.lake.refresh import rebuild
from pamoja.records.models import Record
from pamoja.registry.indexing import index_records
from pamoja.registry.registers import REGISTERS

AT_ONCE = 200
STAYS = ("is_active", "password")
"""What a person does not get back by itself: an administrator lets them in again, with a new password and devices."""


def reopen(by: By, closure: Closure, key: str) -> Closure:
    """Bring back what the closing of an area took away; return the closure as it is then.

    Rows that somebody made anew meanwhile, as the load of a table of places does, are left as they are. Raises
    Problem("closure.wrong_key"), "closure.not_closed", "closure.archive_broken", "closure.other_version".
    """
    require(by.person, "zone.close")
    secret = key_from_text(key)
    if mark_of(secret) != bytes(closure.key_mark):
        raise Problem("closure.wrong_key")
    with transaction.atomic():
        found = Closure.objects.select_for_update().get(pk=closure.pk)
        if found.reopened_at is not None:
            raise Problem("closure.not_closed")
        _bring_back(closure, secret)
        found.reopened_at, found.reopened_by = by.at, by.person
        found.save(update_fields=["reopened_at", "reopened_by"])
        note(by, "reopen", "closure", found.pk)
    path_of(closure.pk).unlink()
    forget()
    rebuild()
    return found


def _bring_back(closure: Closure, secret: bytes) -> None:
    brought: defaultdict[str, list[Any]] = defaultdict(list)
    waiting: defaultdict[Model, list[dict[str, Any]]] = defaultdict(list)
    for entry, content in read_archive(closure.pk, secret):
        match entry["entry"]:
            case "row":
                model = apps.get_model(entry["table"])
                waiting[model].append(entry["row"])
                if issubclass(model, Record):
                    brought[model.register_name].append(entry["row"]["id"])
                if len(waiting[model]) >= AT_ONCE:
                    _insert(model, waiting.pop(model))
            case "changed":
                _change_back(apps.get_model(entry["table"]), entry["pk"], entry["before"])
            case "told":
                restore_content(entry["line"], entry["reason"], entry["changes"])
            case "file":
                _put_file(entry["path"], content)
    for model, rows in waiting.items():
        _insert(model, rows)
    for name, ids in brought.items():
        for chunk in chunks(ids):
            index_records(REGISTERS[name], chunk)


def _insert(model: Model, rows: list[dict[str, Any]]) -> None:
    key: Any = model._meta.pk
    ids = [from_json(key, row[key.column]) for row in rows]
    there = {as_json(pk) for pk in model._base_manager.filter(pk__in=ids).values_list("pk", flat=True)}
    fresh = [_of_today(model, row) for row in rows if row[key.column] not in there]
    if issubclass(model, Submission):
        again = [row["instance_id"] for row in fresh]
        Submission.objects.filter(instance_id__in=again).exclude(state=SubmissionState.RECORDED).delete()
    try:
        insert_rows(model, (row_of(model, row) for row in fresh))
    except (KeyError, ValueError) as error:
        raise Problem("closure.other_version") from error


def _of_today(model: Model, row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with the columns that its table has got since, as they stand where nothing was entered."""
    newer = {str(one.column): as_json(one.get_default()) for one in columns(model) if one.column not in row}
    return row | newer


def _change_back(model: Model, pk: Any, before: dict[str, Any]) -> None:
    fields = {one.attname: one for one in columns(model)}
    found = {name: from_json(fields[name], value) for name, value in before.items()}
    if model is User:
        found = {name: value for name, value in found.items() if name not in STAYS}
        if User.objects.filter(login=found["login"]).exists():
            raise Problem("closure.login_taken")
    model._base_manager.filter(pk=pk).update(**found)


def _put_file(stored_as: str, content: Iterator[bytes]) -> None:
    media = Path(settings.MEDIA_ROOT).resolve()
    path = (media / stored_as).resolve()
    if not path.is_relative_to(media):
        raise Problem("closure.archive_broken")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        for piece in content:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)
