"""Opening a file: pages name it, who may have it is led on to a signed link, and that link gives its bytes."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from pamoja.accounts.models import User
from pamoja.desk.doors import signed_in
from pamoja.desk.files.kinds import Found, find
from pamoja.desk.files.links import Wanted, read_link, signed_url
from pamoja.formats.file_names import download_name
from pamoja.formats.media_types import DOCUMENTS, ENOUGH, OTHER, sniff
from pamoja.formats.picture import COPY_TYPE
from pamoja.kit.audit import seen
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.kit.stored_files import read_stored
from pamoja.records.evidence import is_open
from pamoja.records.models import Picture
from pamoja.records.pictures import pictures_of

SHUT = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Content-Encoding": "identity",
}
"""What every file is sent with; the last one because pressing pictures and archives once more gains nothing."""


@require_safe
@signed_in
def file(request: HttpRequest, person: User, kind: str, key: str, copy: str) -> HttpResponse:
    """Lead a person who may know of a file on to a link that is good for some minutes."""
    del request
    find(person, kind, key)
    answer = HttpResponseRedirect(signed_url(Wanted(kind, key, copy), person))
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_safe
@signed_in
def signed_file(request: HttpRequest, person: User, token: str) -> HttpResponseBase:
    """Send a file to the person whom the link names, as long as they may have it."""
    del request
    wanted = read_link(token, person)
    found = find(person, wanted.kind, wanted.key)
    if wanted.copy == "original":
        return _original(person, found)
    if found.strict and wanted.copy == "large":
        seen(By(person, "desk"), "view", *found.subject)
    return _copy(found, wanted.copy)


def _copy(found: Found, copy: str) -> StreamingHttpResponse:
    """Send a copy of a picture, to be shown."""
    picture = pictures_of([found.stored_as]).get(found.stored_as)
    if picture is None or picture.state != Picture.State.MADE or copy not in ("small", "large"):
        raise Problem("record.not_found")
    name = download_name(Path(found.name).stem, COPY_TYPE)
    return _send(read_stored(picture.small_as if copy == "small" else picture.large_as), COPY_TYPE, name, inline=True)


def _original(person: User, found: Found) -> StreamingHttpResponse:
    """Send a file as it came, to be kept, never to be shown; only the opening of a document leaves no line."""
    pieces = found.pieces()
    first = next(pieces, b"")
    media_type = sniff(first[:ENOUGH])
    if found.stored_as and not is_open(person, media_type):
        raise Problem("rights.refused")
    if found.strict or not found.stored_as or media_type not in DOCUMENTS:
        seen(By(person, "desk"), "open_original", *found.subject)
    answer = _send(chain([first], pieces), OTHER, download_name(found.name, media_type), inline=False)
    answer.headers["Content-Length"] = str(found.size)
    return answer


def _send(pieces: Iterator[bytes], media_type: str, name: str, *, inline: bool) -> StreamingHttpResponse:
    first = next(pieces, b"")
    answer = StreamingHttpResponse(chain([first], pieces), content_type=media_type, headers=SHUT)
    answer.headers["Content-Disposition"] = str(content_disposition_header(not inline, name))
    return answer
