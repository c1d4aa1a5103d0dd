"""The door for submissions: HEAD and POST of /submission and /key/<key>/submission, as OpenRosa 1.0 has it.

A bare WSGI application, because it carries the load of an evening when every agent finds a network: no middleware, no
session, its own parser. Bytes are stored sealed and durable before the answer 201; records are made of them later.
"""

import logging
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache, lru_cache
from http import HTTPStatus
from threading import BoundedSemaphore
from wsgiref.types import StartResponse, WSGIEnvironment

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils.http import http_date
from django.utils.translation import gettext, override

from pamoja.formats.openrosa import ACCEPT_LENGTH, CONTENT_TYPE, VERSION, openrosa_response
from pamoja.kit.headers import BARE_POLICY, always
from pamoja.kit.problems import Problem
from pamoja.openrosa.body import Body
from pamoja.openrosa.callers import Caller, caller, language_asked, split_key
from pamoja.openrosa.post import Post

LARGE = 128_000
LARGE_AT_ONCE = 20
DRAINED_UNKNOWN = 1_000_000

STATUS = {
    "intake.sign_in": 401,
    "intake.unknown_form": 404,
    "intake.method": 405,
    "intake.too_large": 413,
    "file.too_large": 413,
    "file.no_room": 413,
    "intake.try_again": 503,
    "seal.key_lost": 503,
}
"""The HTTP status of each refusal; any other is 400."""

log = logging.getLogger(__name__)
_large = BoundedSemaphore(LARGE_AT_ONCE)


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
    with _place_for(body):
        try:
            post.take_in(environ.get("CONTENT_TYPE", ""))
        except Problem as problem:
            post.refuse(problem)
            raise
        finally:
            post.close()
    return 201, _received(sender.person.language)


@contextmanager
def _place_for(body: Body) -> Iterator[None]:
    """Hold one of the places for large posts; raise Problem("intake.try_again") when phones on slow networks hold all.

    So that they never take every thread of the server: pages and forms without photographs still get theirs.
    """
    if body.announced is not None and body.announced <= LARGE:
        yield
        return
    if not _large.acquire(blocking=False):
        raise Problem("intake.try_again")
    try:
        yield
    finally:
        _large.release()


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
        *always().items(),
        ("Content-Security-Policy", BARE_POLICY),
        ("Cache-Control", "private, no-store"),
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
