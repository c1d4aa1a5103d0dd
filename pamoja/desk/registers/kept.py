"""Filters over a list that are kept under a name: shown above it, renamed, shown to colleagues, deleted."""

import uuid
from collections import defaultdict
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamoja.accounts.models import User
from pamoja.desk.doors import signed_in
from pamoja.desk.registers.filtering import Filters
from pamoja.desk.registers.getters import register_called
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.kept_filters import change_filter, drop_filter, filters_for, keep_filter
from pamoja.records.models import KeptFilter
from pamoja.records.register import Register


class Asked(forms.Form):
    """Takes the name of a filter, and whether colleagues see it."""

    name = forms.CharField(required=False, max_length=60)
    shared = forms.BooleanField(required=False)
    query = forms.CharField(required=False, max_length=2000)


def kept_over(filters: Filters) -> dict[str, Any]:
    """Return what parts/kept.html shows: the kept filters of a list, the one that is chosen, and what could be kept."""
    register, person, query = filters.register, filters.person, filters.kept_query()
    found = list(filters_for(person).filter(register=register.name).select_related("person"))
    chosen = next((one for one in found if one.query == query), None)
    mine = chosen is not None and chosen.person_id == person.pk
    return {
        "links": [_link(one, person, current=one is chosen) for one in found],
        "chosen": chosen,
        "change_url": reverse("filter_change", args=[chosen.pk]) if chosen and mine else "",
        "keep_url": reverse("filter_keep", args=[register.name]) if query and not mine else "",
        "query": query,
        "has_words": bool(filters.data.get("q")),
    }


def kept_links(person: User) -> dict[str, list[dict[str, Any]]]:
    """Return the filters that a person may choose, by the name of the register."""
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in filters_for(person).select_related("person"):
        found[one.register].append(_link(one, person, current=False))
    return found


def _link(one: KeptFilter, person: User, *, current: bool) -> dict[str, Any]:
    mine = one.person_id == person.pk
    return {"label": one.name, "url": _list(one.register, one.query), "current": current, "of_others": not mine}


def _list(register: str, query: str = "") -> str:
    own = reverse("register_list", args=[register])
    return f"{own}?{query}" if query else own


@require_POST
@signed_in
def filter_keep(request: HttpRequest, person: User, register: str) -> HttpResponseBase:
    """Keep the filters of a list under a name."""
    declared, asked = register_called(register), _asked(request)
    query = Filters(declared, person, QueryDict(asked["query"])).kept_query()
    try:
        kept = keep_filter(By(person, "desk"), declared, asked["name"], query, shared=asked["shared"])
    except Problem as problem:
        return _refused(request, problem, declared, query)
    messages.success(request, _("The filter is kept as “%(name)s”.") % {"name": kept.name})
    return redirect(_list(register, kept.query))


@require_POST
@signed_in
def filter_change(request: HttpRequest, person: User, filter_id: uuid.UUID) -> HttpResponseBase:
    """Rename a filter of one's own, show it to colleagues or no longer; or delete it."""
    by, asked = By(person, "desk"), _asked(request)
    if request.POST.get("do") == "delete":
        dropped = drop_filter(by, filter_id)
        messages.success(request, _("The filter “%(name)s” is no longer kept.") % {"name": dropped.name})
        return redirect(_list(dropped.register, dropped.query))
    own = filters_for(person).filter(pk=filter_id).first()
    try:
        kept = change_filter(by, filter_id, asked["name"], shared=asked["shared"])
    except Problem as problem:
        if own is None:
            raise
        return _refused(request, problem, register_called(own.register), own.query)
    messages.success(request, _("The filter is kept as “%(name)s”.") % {"name": kept.name})
    return redirect(_list(kept.register, kept.query))


def _asked(request: HttpRequest) -> dict[str, Any]:
    form = Asked(request.POST)
    form.is_valid()
    return {"name": "", "shared": False, "query": ""} | form.cleaned_data


def _refused(request: HttpRequest, problem: Problem, register: Register, query: str) -> HttpResponseBase:
    if problem.code in ("rights.refused", "record.not_found"):
        raise problem
    messages.error(request, problem.sentence)
    return redirect(_list(register.name, query))
