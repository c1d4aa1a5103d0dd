"""What answers choose among: places and entries of lists, looked up once for a draft or for a run of writes."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import QuerySet

from pamoja.accounts.models import User
from pamoja.places.models import Place
from pamoja.places.queries import below_any
from pamoja.records.models import Term


def may_choose(person: User | None) -> "QuerySet[Place]":
    """Return the places that a person may write about: those of their scopes."""
    places = Place.objects.named().order_by("path")
    return places.filter(below_any(person.scopes)) if person else places


class LookedUp:
    """Holds what was found, so that nothing is looked up twice."""

    def __init__(self) -> None:
        self._lists: dict[str, dict[str, Term]] = {}
        self._places: dict[tuple[Any, str], Place | None] = {}

    def terms(self, name: str, entries: Iterable[Any] | None) -> Mapping[str, Term]:
        """Return the entries of a list that may answer a question, by code."""
        if name not in self._lists:
            self._lists[name] = {term.code: term for term in entries or ()}
        return self._lists[name]

    def place(self, person: User | None, code: str) -> Place | None:
        """Return the place with a code, if the person may choose it."""
        key = (person and person.pk, code)
        if key not in self._places:
            self._places[key] = may_choose(person).filter(pk=code).first()
        return self._places[key]


_run: ContextVar[LookedUp | None] = ContextVar("looked_up", default=None)


def current() -> LookedUp:
    """Return what the present run of writes has looked up; outside a run, an empty one."""
    found = _run.get()
    return LookedUp() if found is None else found


@contextmanager
def looked_up_once() -> Iterator[None]:
    """Make the writes within one run: what one of them looks up, those after it know.

    For runs of some seconds, or of one transaction: what others retire or add meanwhile shows in the next run.
    """
    token = _run.set(LookedUp())
    try:
        yield
    finally:
        _run.reset(token)
