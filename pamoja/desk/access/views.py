"""The page on who can see a record, and why; and the people named for a strict one."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from pamoja.accounts.models import User
from pamoja.accounts.rights import require
from pamoja.desk.access import words
from pamoja.desk.access.people import Known, to_be_named
from pamoja.desk.doors import signed_in
from pamoja.desk.registers.getters import register_called, visible_record
from pamoja.desk.registers.record import crumbs
from pamoja.desk.registers.showing import record_url
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.models import Record
from pamoja.records.register import Register
from pamoja.records.teams import may_name, name_for, take_off, team_of
from pamoja.records.viewing import note_view
from pamoja.records.why import Why, reasons_of_all

GROUNDS = ("own", "others")
"""The grounds on which people see a record that is not strict; those named for a strict one are its team."""
MOST = 100


class Asking(forms.Form):
    """Asks of whom to tell why they see a record or not (q), and whom to name for it (team)."""

    q = forms.CharField(
        label=gettext_lazy("Login or function"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    team = forms.CharField(required=False, max_length=100)


@require_safe
@signed_in
def who(request: HttpRequest, person: User, register: str, record_id: uuid.UUID) -> HttpResponse:
    """Show who sees a record, and why; of somebody asked for, what stands in the way."""
    declared = register_called(register)
    record = visible_record(declared, record_id, person)
    require(person, "access.explain")
    note_view(By(person, "desk"), declared, record)
    asking = Asking(request.GET)
    asked = asking.cleaned_data if asking.is_valid() else {}
    people = Known.to(person)
    told = reasons_of_all(people.everybody, record)
    seeing = [(one, found) for one, found in told if found.visible]
    facts: dict[str, Any] = {
        "section": register,
        "crumbs": [*crumbs(declared, record)[:-1], {"label": record.code, "url": record_url(record)}],
        "record": record,
        "level": words.level_word(record.sensitivity),
        "total": len(seeing),
        "groups": [_group(declared, record, person, people, ground, seeing) for ground in GROUNDS],
        "closed": words.closed_words(declared, seeing),
        "asking": asking,
        "asked": [_answer(record, one, dict(told)[one]) for one in people.called(asked.get("q", ""))],
        "sought": asked.get("q", "").strip(),
    }
    return render(
        request, "desk/who.html", facts | _team(declared, record, person, told, asked.get("team", "").strip())
    )


def _group(
    register: Register, record: Record, reader: User, people: Known, ground: str, seeing: list[tuple[User, Why]]
) -> dict[str, Any]:
    title, sentence = words.ground_of(ground, record)
    mine = [(one, found) for one, found in seeing if found.ground == ground]
    known = [(one, found) for one, found in mine if one.pk in people.known]
    return {
        "title": title,
        "sentence": sentence,
        "total": len(mine),
        "columns": words.columns(),
        "rows": [words.row(register, reader, one, found) for one, found in known[:MOST]],
        "more": max(len(known) - MOST, 0),
        "others": words.counts(one for one, _found in mine if one.pk not in people.known),
    }


def _answer(record: Record, person: User, found: Why) -> dict[str, Any]:
    return {"person": person, "visible": found.visible, "lines": words.reasons_of(person, record, found)}


def _team(
    register: Register, record: Record, person: User, told: list[tuple[User, Why]], sought: str
) -> dict[str, Any]:
    if not words.is_strict(record):
        return {}
    team = list(team_of(record).order_by("named_at", "pk"))
    named = {one.person_id for one in team}
    kept_from = {one.pk: words.obstacles_of(one, record, found) for one, found in told if one.pk in named}
    found = [one for one in to_be_named(person, sought) if one.pk not in named]
    offered = reasons_of_all(found, record)
    return {
        "team": [{"member": one, "obstacles": kept_from[one.person_id]} for one in team],
        "may_name": may_name(person, record),
        "team_sought": sought,
        "offered": [one for one, why in offered if set(why.obstacles) == {"named"}],
        "refused": [_answer(record, one, why) for one, why in offered if set(why.obstacles) > {"named"}],
        "name_url": reverse("record_name", args=[register.name, record.pk]),
        "take_off_url": reverse("record_take_off", args=[register.name, record.pk]),
    }


@require_POST
@signed_in
def name(request: HttpRequest, person: User, register: str, record_id: uuid.UUID) -> HttpResponseBase:
    """Name a person for a strict record."""
    return _write(request, person, register, record_id, name_for, _("%(person)s is named for this record."))


@require_POST
@signed_in
def off(request: HttpRequest, person: User, register: str, record_id: uuid.UUID) -> HttpResponseBase:
    """Take a person off those named for a strict record."""
    return _write(request, person, register, record_id, take_off, _("%(person)s is no longer named for this record."))


class Naming(forms.Form):
    """Takes who is named or taken off, and why."""

    person = forms.UUIDField()
    reason = forms.CharField(required=False, max_length=500)


def _write(
    request: HttpRequest, person: User, register: str, record_id: uuid.UUID, act: Any, done: str
) -> HttpResponseBase:
    declared = register_called(register)
    record = visible_record(declared, record_id, person)
    form = Naming(request.POST)
    form.is_valid()
    user = get_object_or_404(User, pk=form.cleaned_data.get("person"))
    try:
        act(By(person, "desk"), declared, record, user, form.cleaned_data.get("reason", ""))
    except Problem as problem:
        if problem.code in ("rights.refused", "record.not_found"):
            raise
        messages.error(request, problem.sentence)
    else:
        messages.success(request, done % {"person": user})
    if not declared.objects.visible_to(person).filter(pk=record.pk).exists():
        return redirect("register_list", register)
    return redirect("record_who", register, record.pk)
