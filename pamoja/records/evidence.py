"""Files that belong to records: sealed in the media folder, read again under the rights of their record."""

import hashlib
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings

from pamoja.kit.by import By
from pamoja.kit.sealed_files import read_sealed, sync_folder, write_sealed
from pamoja.records.models import Evidence, Record
from pamoja.records.register import Register


class Upload(Protocol):
    """Is a file as a page or a phone hands it over."""

    name: Any
    content_type: Any

    def chunks(self) -> Iterable[bytes]:
        """Yield its bytes."""


def keep(register: Register, record: Record, question: str, upload: Upload, by: By) -> Evidence:
    """Keep a file as the answer to a question of a record; its bytes are durable when this returns."""
    digest = hashlib.sha256()

    def hashed() -> Iterator[bytes]:
        for chunk in upload.chunks():
            digest.update(chunk)
            yield chunk

    evidence_id = uuid.uuid4()
    stored_as = f"{evidence_id.hex[:2]}/{evidence_id.hex}.sealed"
    path = Path(settings.MEDIA_ROOT, stored_as)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    size = write_sealed(path, hashed(), record.owner_id)
    sync_folder(path.parent)
    return Evidence.objects.create(
        id=evidence_id,
        register=register.name,
        record=record.pk,
        question=question,
        name=Path(str(upload.name)).name[:200],
        media_type=(upload.content_type or "application/octet-stream")[:100],
        size=size,
        sha256=digest.hexdigest(),
        stored_as=stored_as,
        added_at=by.at,
    )


def read(evidence: Evidence) -> Iterator[bytes]:
    """Yield the bytes of a piece of evidence; whoever calls has checked that its record may be seen."""
    return read_sealed(Path(settings.MEDIA_ROOT, evidence.stored_as))
