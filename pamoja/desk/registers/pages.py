"""The page of a record: the generic one, or the special one of a register whose work is special."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from pamoja.accounts.models import User
from pamoja.desk.doors import signed_in
from pamoja.desk.registers.commitment import commitment_page
from pamoja.desk.registers.dialogue import dialogue_page
from pamoja.desk.registers.getters import register_called, visible_evidence, visible_record
from pamoja.desk.registers.record import common, record_page
from pamoja.kit.by import By
from pamoja.records import evidence as files
from pamoja.records.openness import Reader
from pamoja.records.viewing import note_view

Presenter = Callable[[Any, Reader, Any], dict[str, Any]]

SPECIAL: dict[str, tuple[str, Presenter]] = {
    "commitment": ("desk/commitment.html", commitment_page),
    "dialogue": ("desk/dialogue.html", dialogue_page),
}
SHOWN_IN_BROWSER = ("image/jpeg", "image/png", "application/pdf")


@signed_in
def register_record(request: HttpRequest, person: User, register: str, record_id: uuid.UUID) -> HttpResponseBase:
    """Show a record."""
    declared, today = register_called(register), timezone.localdate()
    record = visible_record(declared, record_id, person)
    note_view(By(person, "desk"), declared, record)
    reader = Reader(person)
    template, presenter = SPECIAL.get(register, ("desk/record.html", record_page(declared)))
    context = common(declared, record, reader) | presenter(record, reader, today)
    return render(request, template, context)


@signed_in
def evidence(request: HttpRequest, person: User, evidence_id: uuid.UUID) -> HttpResponseBase:
    """Send a piece of evidence, when its record may be seen."""
    del request
    piece = visible_evidence(evidence_id, person)
    safe = piece.media_type in SHOWN_IN_BROWSER
    response = StreamingHttpResponse(
        files.read(piece), content_type=piece.media_type if safe else "application/octet-stream"
    )
    name = piece.name.replace('"', "").replace("\\", "")
    kind = "inline" if safe else "attachment"
    response.headers["Content-Disposition"] = f'{kind}; filename="{name.encode("ascii", "replace").decode()}"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response
