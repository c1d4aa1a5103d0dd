"""Nothing is changed in a preview."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from pamoja.desk.middleware import problem_page
from pamoja.desk.preview.session import person_imagined
from pamoja.kit.problems import Problem

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
ALLOWED = {"preview_leave", "account_logout", "set_language"}
"""The addresses that change nothing but the browser itself."""


class Preview:
    """Refuses whatever is no reading while a browser looks through other eyes; it stores no page then."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        if person_imagined(request):
            response.headers["Cache-Control"] = "private, no-store"
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Refuse a request that could change something."""
        if request.method in SAFE or person_imagined(request) is None:
            return None
        match = request.resolver_match
        if match and match.url_name in ALLOWED:
            return None
        return problem_page(request, Problem("preview.read_only"))
