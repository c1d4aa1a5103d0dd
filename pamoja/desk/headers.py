"""What every answer of the desk tells the browser, and the one kind of page that is allowed more."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from pamoja.kit.headers import FORM_PERMISSIONS, FORM_POLICY, PAGE_POLICY, always

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class Headers:
    """Sends the headers with every answer, static files included; what a view has set itself stays."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        response.headers.setdefault("Content-Security-Policy", PAGE_POLICY)
        # Not kept by the browser's disk: a page is for the person who is signed in, and for as long as they are.
        response.headers.setdefault("Cache-Control", "private, no-store")
        for name, value in always().items():
            response.headers.setdefault(name, value)
        return response


def fills_a_form(view: View[P]) -> View[P]:
    """Let a page that fills a survey form have the styles, camera, place and microphone that this takes."""

    @wraps(view)
    def filling(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Content-Security-Policy", FORM_POLICY)
        response.headers.setdefault("Permissions-Policy", FORM_PERMISSIONS)
        return response

    return filling
