"""What is said when a page of the desk cannot be shown."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pamoja.kit.problems import Problem

STATUS = {
    "record.not_found": 404,
    "rights.refused": 403,
    "record.not_yours": 403,
    "preview.read_only": 403,
    "accounts.not_invited": 403,
    "file.link_over": 403,
    "file.link_wrong": 403,
    "file.gone": 404,
    "intake.too_large": 413,
    "seal.key_lost": 503,
    "complaint.nobody_receives": 503,
    "complaint.too_often": 429,
}


class Desk:
    """Turns a problem that a page raised into a page."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Refuse a form that is too large before it is read, and the one character that PostgreSQL cannot keep."""
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.MAX_SUBMISSION_BYTES:
            too_large = Problem("intake.too_large", megabytes=settings.MAX_SUBMISSION_BYTES // 1_000_000)
            return self.process_exception(request, too_large)
        for name, values in (*request.GET.lists(), *request.POST.lists()):
            if any("\0" in value for value in (name, *values)):
                label = name.replace("\0", "")
                return self.process_exception(request, Problem("form.unreadable_character", label=label))
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a problem with its sentence; leave every other exception alone."""
        if not isinstance(exception, Problem):
            return None
        return problem_page(request, exception)


def problem_page(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Return the page of a problem."""
    facts = {"what": problem.sentence, "code": problem.code}
    return render(request, "desk/problem.html", facts, status=STATUS.get(problem.code, 400))
