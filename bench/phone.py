"""The requests of a phone: the same filled form, under a new identity each time."""

import base64
import uuid
from typing import Any

INSTANCE_ID = "@instance@"
"""Stands in a filled form in the place of its identity."""

BOUNDARY = b"----pamoja-bench-7f3a9c"


class Phone:
    """Makes whole HTTP requests that post one submission, by key or by login and password."""

    def __init__(self, access: dict[str, Any], basic: bool = False) -> None:
        before, after = access["xml"].encode().split(INSTANCE_ID.encode())
        opening = (
            b"--"
            + BOUNDARY
            + b'\r\nContent-Disposition: form-data; name="xml_submission_file"; filename="form.xml"\r\n'
            b"Content-Type: text/xml\r\n\r\n"
        )
        closing = b"\r\n--" + BOUNDARY + b"--\r\n"
        self.size = len(before) + len(after) + 36
        path, who = f"/key/{access['key']}/submission", ""
        if basic:
            pair = base64.b64encode(f"{access['login']}:{access['password']}".encode()).decode()
            path, who = "/submission", f"Authorization: Basic {pair}\r\n"
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{who}X-OpenRosa-Version: 1.0\r\n"
            f"Content-Type: multipart/form-data; boundary={BOUNDARY.decode()}\r\n"
            f"Content-Length: {len(opening) + self.size + len(closing)}\r\n\r\n"
        )
        self._before, self._after = head.encode() + opening + before, after + closing
        self.sent: list[str] = []

    def request(self) -> bytes:
        """Return the bytes of one new submission."""
        instance = str(uuid.uuid4())
        self.sent.append(instance)
        return self._before + instance.encode() + self._after
