"""The WSGI application that the server runs: the door for submissions, and Django for everything else."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from pamoja.config.pages import pages
from pamoja.openrosa import submission


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer one request."""
    if submission.serves(environ["PATH_INFO"]):
        return submission.application(environ, start_response)
    return pages(environ, start_response)
