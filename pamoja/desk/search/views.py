"""The search over places and all registers, within the rights of who searches."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES
from pamoja.desk.doors import signed_in
from pamoja.desk.places.finding import places_called
from pamoja.desk.search.shown import Line, place_lines, record_lines
from pamoja.desk.values import Tab
from pamoja.records.listing import Listed
from pamoja.records.openness import Reader
from pamoja.records.searching import Asked, asked, registers_saying, saying
from pamoja.registry.registers import REGISTERS

LONGEST = 100
FIRST, PER_PAGE = 5, 25
PLACES = "places"


@dataclass(frozen=True)
class Group:
    """Hold what was found of one kind: its code, name, how many, and where to look on with filters (or nothing)."""

    code: str
    name: str
    found: Any
    count: int
    list_url: str = ""


@require_safe
@signed_in
def search(request: HttpRequest, person: User) -> HttpResponse:
    """Show what the words of the search line find: all kinds, the first of each; or one kind, page by page."""
    text = " ".join(request.GET.get("q", "").split())[:LONGEST]
    sought = asked(text)
    groups = [group for group in _groups(person, text, sought, timezone.localdate()) if group.count]
    chosen = next((group for group in groups if group.code == request.GET.get("in")), None)
    page = Paginator(chosen.found, PER_PAGE).get_page(request.GET.get("page")) if chosen else None
    reader = Reader(person)
    context = {
        "section": "search",
        "sought": text,
        "count": sum(group.count for group in groups),
        "tabs": list(_tabs(groups, text, chosen)) if len(groups) > 1 else [],
        "groups": [_shown(group, page, reader, sought, text) for group in ([chosen] if chosen else groups)],
        "page": page,
    }
    return render(request, "desk/search.html", context)


def _groups(person: User, text: str, sought: Asked, today: date) -> Iterator[Group]:
    if not sought:
        return
    places = places_called(text, today)
    yield Group(PLACES, _("Places"), places.prefetch_related("aliases"), places.count())
    of_code = {name for name, register in REGISTERS.items() if sought.code.startswith(f"{register.prefix}-")}
    saying_it = of_code or registers_saying(sought)
    for name, register in REGISTERS.items():
        if name in saying_it and ROLES[person.role].opens(name):
            found = Listed(register, person, {"q": saying(register, person, sought)})
            own = f"{reverse('register_list', args=[name])}?{urlencode({'q': text})}"
            yield Group(name, str(register.plural), found, found.count(), own)


def _address(text: str, code: str = "") -> str:
    return f"{reverse('search')}?{urlencode({'q': text} | ({'in': code} if code else {}))}"


def _tabs(groups: Iterable[Group], text: str, chosen: Group | None) -> Iterator[Tab]:
    yield Tab(_("All"), _address(text), current=chosen is None)
    for group in groups:
        yield Tab(group.name, _address(text, group.code), group.count, current=group is chosen)


def _shown(group: Group, page: "Page[Any] | None", reader: Reader, sought: Asked, text: str) -> dict[str, Any]:
    part = cast("Any", page) if page is not None else group.found[:FIRST]
    return {
        "code": group.code,
        "name": group.name,
        "count": group.count,
        "lines": list(_lines(group, part, reader, sought)),
        "all_url": _address(text, group.code) if page is None and group.count > FIRST else "",
        "list_url": group.list_url,
    }


def _lines(group: Group, part: Iterable[Any], reader: Reader, sought: Asked) -> Iterator[Line]:
    if group.code == PLACES:
        return place_lines(part, sought)
    return record_lines(REGISTERS[group.code], part, reader, sought)
