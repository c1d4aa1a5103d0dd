"""The instance on a real port, and a phone that speaks HTTP to it."""

import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.db import connections
from lxml import etree

from pamoja.config.wsgi import application
from tests.phone.phone import Filled, Phone


class Silent(WSGIRequestHandler):
    """Writes no access log: addresses hold keys."""

    def log_message(self, format: str, *args: Any) -> None:
        """Write nothing."""


@contextmanager
def serving() -> Iterator[str]:
    """Serve the instance in a thread, and give its address."""
    server = make_server("127.0.0.1", 0, application, WSGIServer, Silent)

    def run() -> None:
        server.serve_forever(poll_interval=0.05)
        connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Collect:
    """A phone as ODK Collect: it knows the server's address with its key, fetches what that lists, fills and sends."""

    address: str
    engine: Phone
    forms: dict[str, str] = field(default_factory=dict)
    media: dict[str, dict[str, str]] = field(default_factory=dict)

    def fetch(self) -> None:
        """Fetch the list of forms, each form, its manifest and the lists that it takes along."""
        self.forms, self.media = {}, {}
        for form in self._xml(f"{self.address}/formList"):
            form_id = form.findtext("{*}formID")
            self.forms[form_id] = self._get(form.findtext("{*}downloadUrl")).decode()
            manifest = form.findtext("{*}manifestUrl")
            self.media[form_id] = {
                file.findtext("{*}filename"): self._get(file.findtext("{*}downloadUrl")).decode()
                for file in (self._xml(manifest) if manifest else ())
            }

    def fill(self, form_id: str, answers: dict[str, Any], files: dict[str, tuple[str, bytes]] | None = None) -> Filled:
        """Fill a form; fail when the phone would not let it be finished."""
        filled = self.engine.fill(self.forms[form_id], answers, self.media[form_id], "fr", files)
        assert (filled.ready, filled.violations, filled.problems) == (True, [], [])
        return filled

    def send(self, filled: Filled) -> int:
        """Ask the server whether it takes submissions, post what the engine serialised, and return the status."""
        assert self._request("HEAD", f"{self.address}/submission")[0] == 204
        boundary = uuid.uuid4().hex
        parts = {"xml_submission_file": ("text/xml", filled.xml.encode()), **filled.files}
        body = b"".join(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n'
            f"Content-Type: {kind}\r\n\r\n".encode()
            + content
            + b"\r\n"
            for name, (kind, content) in parts.items()
        )
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        return self._request("POST", f"{self.address}/submission", body + f"--{boundary}--\r\n".encode(), headers)[0]

    def _xml(self, address: str) -> Any:
        return etree.fromstring(self._get(address))

    def _get(self, address: str) -> bytes:
        status, body = self._request("GET", address)
        assert status == 200, (status, body)
        return body

    def _request(
        self, method: str, address: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        parts = urlsplit(address)
        connection = HTTPConnection(parts.netloc, timeout=30)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        connection.request(method, path, body or None, {"X-OpenRosa-Version": "1.0", **(headers or {})})
        answer = connection.getresponse()
        try:
            assert answer.headers["X-OpenRosa-Version"] == "1.0"
            return answer.status, answer.read()
        finally:
            connection.close()
