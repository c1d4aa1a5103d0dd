"""The WSGI application that the server runs: the door for submissions, and Django for everything else."""

import threading
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from django.utils import timezone

from pamoja.config.pages import pages
from pamoja.indicators import figures
from pamoja.openrosa import submission

# The first visitor would otherwise wait seconds for the lake to be read and the figures' queries to be written.
threading.Thread(target=lambda: figures.get_ready(timezone.localdate()), daemon=True, name="figures").start()


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer one request."""
    if submission.serves(environ["PATH_INFO"]):
        return submission.application(environ, start_response)
    return pages(environ, start_response)
