"""The door for submissions: HEAD and POST of /submission and /key/<key>/submission, as OpenRosa 1.0 has it.

A bare WSGI application, because it carries the load of an evening when every agent finds a network: no middleware, no
session, its own parser. Bytes are stored sealed and durable before the answer 201; records are made of them later.
"""

import logging
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache, lru_cache
from http import HTTPStatus
from wsgiref.types import StartResponse, WSGIEnvironment

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils.http import http_date
from django.utils.translation import gettext, override

from pamoja.formats.instance import Identity, UnreadableInstance, identity, parse
from pamoja.formats.multipart import MalformedMultipart, Part, boundary, parts
from pamoja.formats.openrosa import ACCEPT_LENGTH, CONTENT_TYPE, FORM_PART, VERSION, openrosa_response
from pamoja.intake.files import Incoming, discard, keep, read_beginning, receive
from pamoja.intake.forms import is_known
from pamoja.intake.rejected import KEPT_BYTES, keep_rejected
from pamoja.intake.store import Arrival, store
from pamoja.kit.problems import Problem
from pamoja.openrosa.body import Body
from pamoja.openrosa.callers import Caller, caller, language_asked, split_key

MAX_XML_BYTES = 5_000_000
DRAINED_UNKNOWN = 1_000_000
INSTANCE_ID_LIMIT = FORM_ID_LIMIT = VERSION_LIMIT = 120

STATUS = {
    "intake.sign_in": 401,
    "intake.unknown_form": 404,
    "intake.method": 405,
    "intake.too_large": 413,
    "intake.try_again": 503,
}
"""The HTTP status of each refusal; any other is 400."""

UNREADABLE = {
    "empty": "intake.empty", "encoding": "intake.not_utf8", "dtd": "intake.dtd", "xml": "intake.not_xml",
    "identity": "intake.no_identity",
}  # fmt: skip

log = logging.getLogger(__name__)


def serves(path: str) -> bool:
    """Tell whether a path is this door's."""
    return path.endswith("/submission") and split_key(path)[1] == "/submission"


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer one request; every answer to a post is an OpenRosa message in the language of the person."""
    close_old_connections()
    sender: Caller | None = None
    try:
        sender = caller(environ)
        status, message = _respond(environ, sender)
    except Problem as problem:
        status, message = STATUS.get(problem.code, 400), _in_language(problem, _language(environ, sender))
    except (DatabaseError, sqlite3.Error, OSError, TimeoutError) as error:
        log.warning("a submission was not stored: %s", type(error).__name__)
        status, message = 503, _in_language(Problem("intake.try_again"), _language(environ, sender))
    return _answer(start_response, status, message, _language(environ, sender))


def _respond(environ: WSGIEnvironment, sender: Caller | None) -> tuple[int, str]:
    method = environ["REQUEST_METHOD"]
    if method not in ("HEAD", "POST"):
        raise Problem("intake.method")
    if method == "HEAD":
        if sender is None:
            raise Problem("intake.sign_in")
        return 204, ""
    body = Body(environ)
    if sender is None:
        body.drain(DRAINED_UNKNOWN)
        raise Problem("intake.sign_in")
    now = datetime.now(UTC)
    post = Post(sender, now, body)
    try:
        post.take_in(environ.get("CONTENT_TYPE", ""))
    except Problem as problem:
        post.refuse(problem)
        raise
    finally:
        post.close()
    return 201, _received(sender.person.language)


class Post:
    """Takes in one post: the form part, and files before or after it."""

    def __init__(self, sender: Caller, now: datetime, body: Body) -> None:
        self.sender, self.now, self.body = sender, now, body
        self.xml: bytes | None = None
        self.files: list[Incoming] = []

    def take_in(self, content_type: str) -> None:
        """Read, check and store what was posted; raise Problem when it cannot be taken in."""
        if self.body.announced is not None and self.body.announced > settings.MAX_SUBMISSION_BYTES:
            self.body.drain(KEPT_BYTES)
            raise _too_large(settings.MAX_SUBMISSION_BYTES)
        try:
            for part in parts(self.body.read, boundary(content_type)):
                self._take_part(part)
        except MalformedMultipart as error:
            raise Problem("intake.cut_off" if self.body.cut else "intake.not_multipart") from error
        found = self._identity()
        for file in self.files:
            if keep(found.instance_id, file, self.now):
                problem = Problem("intake.other_file", name=file.name)
                self._keep_copy(problem, read_beginning(file, KEPT_BYTES), file.size)
        self._store(found)

    def refuse(self, problem: Problem) -> None:
        """Keep a copy of what could not be taken in, and read on so that the phone hears why."""
        if problem.code != "intake.cut_off":
            data = self.xml if self.xml is not None else bytes(self.body.beginning)
            self._keep_copy(problem, data, self.body.announced or self.body.size)
        self.body.drain(settings.MAX_SUBMISSION_BYTES)

    def close(self) -> None:
        """Remove files that came with what was not taken in, or had come before."""
        discard(self.files)

    def _take_part(self, part: Part) -> None:
        if part.name == FORM_PART:
            if self.xml is not None:
                raise Problem("intake.two_forms")
            self.xml = _whole(part)
        elif part.filename:
            self.files.append(receive(part.filename, part.media_type, part.chunks))

    def _identity(self) -> Identity:
        if self.xml is None:
            raise Problem("intake.no_form_part")
        try:
            found = identity(parse(self.xml))
        except UnreadableInstance as error:
            raise Problem(UNREADABLE[error.why], detail=error.detail) from error
        if len(found.instance_id) > INSTANCE_ID_LIMIT:
            raise Problem("intake.no_identity", detail="")
        if len(found.form_id) > FORM_ID_LIMIT or not is_known(found.form_id):
            raise Problem("intake.unknown_form", form=found.form_id[:FORM_ID_LIMIT])
        return found

    def _store(self, found: Identity) -> None:
        assert self.xml is not None
        version = found.version[:VERSION_LIMIT]
        stored = store(
            Arrival(
                found.instance_id, found.form_id, version, self.sender.person.pk, self.sender.device, self.now, self.xml
            )
        )
        if stored == "other":
            self._keep_copy(Problem("intake.other_content", instance=found.instance_id), self.xml, len(self.xml))

    def _keep_copy(self, problem: Problem, data: bytes, size: int) -> None:
        keep_rejected(problem, self.sender.person.pk, self.now, data, size)


def _whole(part: Part) -> bytes:
    read = bytearray()
    for chunk in part.chunks:
        read += chunk
        if len(read) > MAX_XML_BYTES:
            raise _too_large(MAX_XML_BYTES)
    return bytes(read)


def _too_large(limit: int) -> Problem:
    return Problem("intake.too_large", megabytes=limit // 1_000_000)


def _language(environ: WSGIEnvironment, sender: Caller | None) -> str:
    return sender.person.language if sender else language_asked(environ)


def _in_language(problem: Problem, language: str) -> str:
    with override(language):
        return problem.sentence


@cache
def _received(language: str) -> str:
    with override(language):
        return gettext("Received and kept. Thank you.")


@lru_cache(maxsize=64)
def _envelope(message: str) -> bytes:
    return openrosa_response(message)


def _answer(start_response: StartResponse, status: int, message: str, language: str) -> Iterable[bytes]:
    body = _envelope(message) if message else b""
    headers = [
        VERSION,
        (ACCEPT_LENGTH, str(settings.MAX_SUBMISSION_BYTES)),
        ("Date", http_date()),
        ("Content-Language", language),
    ]
    if message:
        headers += [("Content-Type", CONTENT_TYPE), ("Content-Length", str(len(body)))]
    if status == 401:
        headers.append(("WWW-Authenticate", 'Basic realm="Pamoja", charset="UTF-8"'))
    if status == 405:
        headers.append(("Allow", "HEAD, POST"))
    if status == 503:
        headers.append(("Retry-After", "30"))
    start_response(f"{status} {HTTPStatus(status).phrase}", headers)
    return [body]
