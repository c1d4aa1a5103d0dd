"""How a page is reached: signed in, by a person whose rights every query takes."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase

from pamoja.accounts.models import User
from pamoja.desk.preview.session import person_imagined

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, User, P], HttpResponseBase]


def signed_in(page: Page[P]) -> Callable[..., HttpResponseBase]:
    """Give a page the person who is signed in, as its second argument; others are sent to sign in.

    In a preview it is the person imagined; `request.user` stays who is really there.
    """

    @wraps(page)
    def view(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        person = person_imagined(request) or request.user
        assert isinstance(person, User)
        return page(request, person, *args, **kwargs)

    guarded: Any = login_required(view)
    return guarded  # type: ignore[no-any-return]
