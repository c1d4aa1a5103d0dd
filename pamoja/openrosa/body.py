"""The body of a post: read as a stream, never more than allowed, its beginning kept in case it must be refused."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from pamoja.intake.rejected import KEPT_BYTES
from pamoja.kit.problems import Problem

CHUNK = 64 * 1024


class Body:
    """Reads the body of a WSGI request.

    `announced` is the size that the sender gave, None when it gave none; `beginning` holds the first bytes.
    """

    def __init__(self, environ: Mapping[str, Any]) -> None:
        self.stream = environ["wsgi.input"]
        length = environ.get("CONTENT_LENGTH") or ""
        self.announced = int(length) if length.isascii() and length.isdigit() else None
        self.size = 0
        self.beginning = bytearray()
        self.ended = False

    @property
    def cut(self) -> bool:
        """Tell whether the sender went away before the end that it announced."""
        return self.ended and self.announced is not None and self.size < self.announced

    def read(self, size: int) -> bytes:
        """Return at most `size` bytes, none at the end; raise Problem("intake.too_large") beyond the limit."""
        chunk = self._take(size)
        if self.size > settings.MAX_SUBMISSION_BYTES:
            raise Problem("intake.too_large", megabytes=settings.MAX_SUBMISSION_BYTES // 1_000_000)
        return chunk

    def drain(self, limit: int) -> None:
        """Read on to the end, as far as `limit` bytes in all, so that the sender hears the answer."""
        while not self.ended and self.size < limit:
            self._take(CHUNK)

    def _take(self, size: int) -> bytes:
        if self.announced is not None:
            size = min(size, self.announced - self.size)
        chunk: bytes = self.stream.read(size) if size > 0 else b""
        self.ended = not chunk
        self.size += len(chunk)
        if len(self.beginning) < KEPT_BYTES:
            self.beginning += chunk[: KEPT_BYTES - len(self.beginning)]
        return chunk
