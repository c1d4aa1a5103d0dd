"""A WSGI application that does nothing, to measure the ceiling of the client and the server below the program."""

from collections.abc import Iterable
from typing import Any


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Read the request and answer 201."""
    environ["wsgi.input"].read()
    start_response("201 Created", [("Content-Type", "text/xml"), ("Content-Length", "2")])
    return [b"ok"]
