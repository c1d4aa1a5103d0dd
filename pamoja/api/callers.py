"""Who calls: a program, by the key that it carries in its header."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from pamoja.accounts.devices import person_by_program
from pamoja.accounts.models import User
from pamoja.kit.problems import Problem, Problems

STATUS = {
    "rights.refused": 403,
    "record.not_yours": 403,
    "record.not_found": 404,
    "record.already_there": 409,
    "record.changed_meanwhile": 409,
    "api.no_key": 401,
    "api.too_large": 413,
}
"""The HTTP status of a problem; of every other 422."""
BEARER = "bearer "

View = Callable[..., JsonResponse]


def for_programs(view: View) -> View:
    """Let a view be called by a program whose key is known; every problem becomes JSON with its sentence."""

    @csrf_exempt
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, **path: Any) -> JsonResponse:
        header = request.headers.get("Authorization", "")
        person = person_by_program(header[len(BEARER) :].strip()) if header.lower().startswith(BEARER) else None
        if person is None:
            answer = refusal([Problem("api.no_key")])
            answer.headers["WWW-Authenticate"] = 'Bearer realm="Pamoja"'
            return answer
        with override(person.language):
            return _called(view, request, person, path)

    return guarded


def _called(view: View, request: HttpRequest, person: User, path: dict[str, Any]) -> JsonResponse:
    try:
        return view(request, person, **path)
    except Problem as problem:
        return refusal([problem])
    except Problems as found:
        return refusal(found.problems)
    except RequestDataTooBig:
        return refusal([Problem("api.too_large")])


def refusal(problems: list[Problem]) -> JsonResponse:
    """Return problems as JSON: code, question concerned, sentence in the language of the person."""
    told = [{"code": one.code, "where": str(one.data.get("where", "")), "sentence": one.sentence} for one in problems]
    return JsonResponse({"problems": told}, status=STATUS.get(problems[0].code, 422))
