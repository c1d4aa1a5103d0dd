"""A phone for the tests: it builds submissions, posts them to the WSGI application and reads the answers."""

import base64
import io
import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from pamoja.config.wsgi import application

BOUNDARY = "fence-of-the-tests"
FORM = "session"
VERSION = "2026112401"


def instance(
    instance_id: str = "", *, form: str = FORM, version: str = VERSION, inside: str = "<kind>dialogue</kind>"
) -> bytes:
    """Return a filled form as a phone serialises it."""
    instance_id = instance_id or f"uuid:{uuid.uuid4()}"
    return (
        '<?xml version="1.0" ?>'
        f'<data xmlns:orx="http://openrosa.org/xforms" id="{form}" version="{version}">{inside}'
        f"<orx:meta><orx:instanceID>{instance_id}</orx:instanceID></orx:meta></data>"
    ).encode()


Part = tuple[str, str, str, bytes]
"""Name, file name, media type, content."""


def form_part(xml: bytes) -> Part:
    """Return the part that holds the form."""
    return ("xml_submission_file", "submission.xml", "text/xml", xml)


def photo(name: str, content: bytes) -> Part:
    """Return the part that holds a photograph."""
    return (name, name, "image/jpeg", content)


def multipart(parts: Iterable[Part]) -> bytes:
    """Return the body of a post."""
    body = b""
    for name, filename, media_type, content in parts:
        body += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'.encode()
        body += f"Content-Type: {media_type}\r\n\r\n".encode() + content + b"\r\n"
    return body + f"--{BOUNDARY}--\r\n".encode()


@dataclass
class Answer:
    """Hold what the server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @property
    def message(self) -> str:
        """Return the sentence shown on the phone."""
        root = etree.fromstring(self.body)
        assert etree.QName(root).text == "{http://openrosa.org/http/response}OpenRosaResponse"
        (message,) = root
        return message.text or ""


@dataclass(frozen=True)
class Phone:
    """Speak for one device: by its key, or by login and password."""

    key: str = ""
    login: str = ""
    password: str = ""

    def send(self, *parts: Part, **environ: Any) -> Answer:
        """Post these parts as one submission."""
        return self.post(multipart(parts), **environ)

    def submit(self, xml: bytes, **environ: Any) -> Answer:
        """Post a form without files."""
        return self.send(form_part(xml), **environ)

    def post(self, body: bytes, **environ: Any) -> Answer:
        """Post a body."""
        return self.request(
            "POST",
            **{
                "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
                "CONTENT_LENGTH": str(len(body)),
                "wsgi.input": io.BytesIO(body),
                **environ,
            },
        )

    def request(self, method: str, **environ: Any) -> Answer:
        """Make a request to the door for submissions."""
        answer: dict[str, Any] = {}

        def start_response(status: str, headers: list[tuple[str, str]], *_info: Any) -> Any:
            assert re.fullmatch(r"\d{3} \S.*", status)
            answer.update(status=int(status[:3]), headers=dict(headers))

        full = {
            "REQUEST_METHOD": method,
            "PATH_INFO": f"/key/{self.key}/submission" if self.key else "/submission",
            "wsgi.input": io.BytesIO(b""),
            **({"HTTP_AUTHORIZATION": self._basic()} if self.login else {}),
            **environ,
        }
        body = b"".join(application(full, start_response))
        return Answer(answer["status"], answer["headers"], body)

    def _basic(self) -> str:
        return "Basic " + base64.b64encode(f"{self.login}:{self.password}".encode()).decode()
