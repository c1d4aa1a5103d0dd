"""Verifying or approving many records from their list: boxes beside the rows, one button, and what became of each."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.desk.doors import signed_in
from pamoja.desk.registers.filtering import Filters
from pamoja.desk.registers.getters import register_called
from pamoja.desk.templatetags.pamoja import number
from pamoja.desk.values import Pick, Row
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.life import STEPS, Step, obstacle
from pamoja.records.life_of_many import FOR_MANY, Chosen, Taken, take_step_each
from pamoja.records.models import Record
from pamoja.records.register import Register

MOST = 100
TICKED = "ticked"
NOT_KEPT = ("page", TICKED)


class Asked(forms.Form):
    """Takes the step, and the filters of the list that it is taken from."""

    step = forms.ChoiceField(choices=[(code, code) for code in FOR_MANY])
    query = forms.CharField(required=False, max_length=2000)


def step_of_list(filters: Filters, person: User) -> Step | None:
    """Return the step that a reader may take with many records of a list: the one that its status waits for."""
    filters.is_valid()
    life = filters.cleaned_data.get("life")
    steps = (STEPS[code] for code in FOR_MANY)
    return next((one for one in steps if life in one.before and any(can(person, verb) for verb in one.verbs)), None)


def offered(filters: Filters, person: User, asked: QueryDict, rows: Sequence[Row], records: Iterable[Any]) -> Any:
    """Return what parts/many.html shows around the table, with its rows; nothing when no step can be taken here."""
    step = step_of_list(filters, person)
    if step is None or not rows:
        return None
    ticked = bool(asked.get(TICKED))
    picked = [
        replace(row, pick=_pick(filters.register, record, step, person, ticked=ticked))
        for row, record in zip(rows, records, strict=True)
    ]
    count = sum(row.pick is not None and bool(row.pick.value) for row in picked)
    return {
        "rows": picked,
        "step": step.code,
        "label": _labels()[step.code],
        "count": count,
        "query": _without(asked, NOT_KEPT),
        "url": reverse("register_steps", args=[filters.register.name]),
        "ticked": ticked,
        "tick_url": f"?{_ticking(asked, ticked=not ticked)}#rows",
    }


def _pick(register: Register, record: Record, step: Step, person: User, *, ticked: bool) -> Pick:
    """Return the box of a record, or in its place why its reader may not take the step."""
    problem = obstacle(register, record, step, person)
    if problem is not None:
        return Pick("", _why_not().get(problem.code, _("not by you")))
    return Pick(f"{record.pk}:{record.version}", _("Choose %(code)s") % {"code": record.code}, checked=ticked)


def _without(asked: QueryDict, names: Iterable[str]) -> str:
    kept = asked.copy()
    for name in names:
        kept.pop(name, None)
    return kept.urlencode()


def _ticking(asked: QueryDict, *, ticked: bool) -> str:
    kept = asked.copy()
    kept.pop(TICKED, None)
    if ticked:
        kept[TICKED] = "1"
    return kept.urlencode()


def _why_not() -> dict[str, str]:
    return {
        "life.own_work": _("you wrote it"),
        "life.verified_within": _("of another organisation"),
        "life.not_approved": _("stays verified"),
    }


def _labels() -> dict[str, str]:
    return {"verify": _("Verify the chosen"), "approve": _("Approve the chosen")}


@require_POST
@signed_in
def register_steps(request: HttpRequest, person: User, register: str) -> HttpResponseBase:
    """Take one step with the chosen records, and tell what became of each."""
    declared, form = register_called(register), Asked(request.POST)
    if not form.is_valid():
        raise Problem("life.other_status")
    step = STEPS[form.cleaned_data["step"]]
    if not any(can(person, verb) for verb in step.verbs):
        raise Problem("rights.refused")
    back = _without(QueryDict(form.cleaned_data["query"]), NOT_KEPT)
    taken = take_step_each(declared, _chosen(request.POST.getlist("chosen")), step.code, By(person, "desk"))
    _tell(request, step.code, taken)
    return redirect(f"{reverse('register_list', args=[register])}?{back}")


def _chosen(values: Iterable[str]) -> list[Chosen]:
    """Return what was chosen, once each; what is no box of a list is left aside."""
    found = {}
    for value in list(values)[:MOST]:
        record, _colon, version = value.partition(":")
        try:
            found[uuid.UUID(record)] = int(version)
        except ValueError:
            continue
    return [Chosen(record, version) for record, version in found.items()]


def _tell(request: HttpRequest, code: str, taken: Taken) -> None:
    if not taken.done and not taken.refused:
        messages.warning(request, _("No record was chosen. Tick the boxes of those that you looked at."))
    if taken.done:
        messages.success(request, _done(code, len(taken.done)) % {"n": number(len(taken.done))})
    by_sentence: defaultdict[str, list[str]] = defaultdict(list)
    for record, problem in taken.refused:
        by_sentence[problem.sentence].append(record or _("one record"))
    for sentence, records in by_sentence.items():
        codes = {"codes": ", ".join(records), "sentence": sentence}
        messages.error(request, _("Left as they are: %(codes)s. %(sentence)s") % codes)


def _done(code: str, count: int) -> str:
    if code == "verify":
        return ngettext("%(n)s record is verified.", "%(n)s records are verified.", count)
    return ngettext("%(n)s record is approved.", "%(n)s records are approved.", count)
