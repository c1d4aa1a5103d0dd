"""Files that belong to records: sealed in the media folder, read again under the rights of their record."""

import uuid
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any, Protocol

from django.conf import settings
from django.db.models import Sum

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.formats.file_names import clean_name
from pamoja.formats.media_types import DOCUMENTS
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.kit.stored_files import read_stored, stored_name, too_large, write_stored
from pamoja.records.models import Evidence, Record
from pamoja.records.pictures import await_copies
from pamoja.records.register import Register


class Upload(Protocol):
    """Is a file as a page hands it over."""

    name: Any
    size: Any

    def chunks(self) -> Iterable[bytes]:
        """Yield its bytes."""


def faults_of(upload: Upload, record: Record | None, where: str) -> Iterator[Problem]:
    """Yield why a file cannot answer the question `where` of a record that is entered (None) or corrected."""
    if not upload.size:
        yield Problem("file.empty", where=where)
    elif upload.size > settings.MAX_FILE_BYTES:
        yield too_large(where=where)
    elif record is not None:
        kept = Evidence.objects.filter(record=record.pk).aggregate(all=Sum("size"))["all"] or 0
        if kept + upload.size > settings.MAX_RECORD_BYTES:
            yield no_room(where=where)


def no_room(**data: str) -> Problem:
    """Return the problem of a record whose files are larger together than they may be."""
    return Problem("file.no_room", megabytes=settings.MAX_RECORD_BYTES // 1_000_000, **data)


def keep(register: Register, record: Record, question: str, upload: Upload, by: By) -> Evidence:
    """Keep a file as the answer to a question of a record; its bytes are durable when this returns.

    What answered the question before is marked as replaced. Raises Problem("file.too_large").
    """
    evidence_id = uuid.uuid4()
    stored_as = stored_name(evidence_id.hex)
    content = write_stored(stored_as, upload.chunks(), record.owner_id)
    Evidence.objects.filter(record=record.pk, question=question, replaced_at=None).update(replaced_at=by.at)
    await_copies(stored_as, content.media_type)
    return Evidence.objects.create(
        id=evidence_id,
        register=register.name,
        record=record.pk,
        question=question,
        name=name_kept(register, question, str(upload.name)),
        media_type=content.media_type,
        size=content.size,
        sha256=content.sha256,
        stored_as=stored_as,
        added_at=by.at,
    )


def name_kept(register: Register, question: str, name: str) -> str:
    """Return under which name a file is kept: its own, or that of its question where names of people are sealed.

    People call the scan of a signed form after who signed it.
    """
    cleaned = clean_name(name)
    return (question or "file") + PurePath(cleaned).suffix.lower()[:10] if register.sealed else cleaned


def read(evidence: Evidence) -> Iterator[bytes]:
    """Yield the bytes of a piece of evidence; whoever calls has checked that its record may be seen."""
    return read_stored(evidence.stored_as)


def is_open(person: User, media_type: str) -> bool:
    """Tell whether a person who sees a record may open its files of a type as they came.

    Documents are made to be handed on. Pictures and recordings may tell where and by whom they were made, and what is
    of no known type may do harm: these are for who has the right `evidence.original`; of a picture others see a copy.
    """
    return media_type in DOCUMENTS or can(person, "evidence.original")
