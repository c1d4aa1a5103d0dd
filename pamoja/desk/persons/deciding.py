"""Pages on records that may be of one person: the pairs, and one pair side by side."""

import uuid
from itertools import islice

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from pamoja.accounts.models import User
from pamoja.accounts.rights import require
from pamoja.desk.doors import signed_in
from pamoja.desk.errors import errors_of
from pamoja.desk.persons import shown
from pamoja.desk.persons.getters import seen_person
from pamoja.desk.registers.showing import record_url
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.persons.duplicates import candidates, known_elsewhere
from pamoja.persons.merging import keep_apart, merge
from pamoja.persons.models import Person
from pamoja.records.openness import Reader

LISTED = 50


class DecisionForm(forms.Form):
    """Asks whether two records are of one person, which of them is kept, and why."""

    reason = forms.CharField(
        label=gettext_lazy("Why are they one person?"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Needed to merge. It stays in the history: write no name."),
    )


@require_safe
@signed_in
def duplicates(request: HttpRequest, person: User) -> HttpResponse:
    """List the pairs of records that may be of one person, and those whom another partner may know too."""
    require(person, "person.merge")
    pairs = list(islice(candidates(person), LISTED + 1))
    facts = {
        "section": "person",
        "crumbs": shown.crumbs(_("Records that may be of one person")),
        "columns": shown.pair_columns(),
        "rows": [shown.pair_row(pair) for pair in pairs[:LISTED]],
        "more": len(pairs) > LISTED,
        "elsewhere": [(record_url(one), one.code) for one in known_elsewhere(person)],
    }
    return render(request, "desk/persons_duplicates.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def pair(request: HttpRequest, person: User, one_id: uuid.UUID, other_id: uuid.UUID) -> HttpResponseBase:
    """Show two records side by side, and take the decision about them."""
    require(person, "person.merge")
    one, other = (seen_person(record_id, person) for record_id in (one_id, other_id))
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return _decide(request, person, one, other, form.cleaned_data["reason"])
        except Problem as problem:
            form.add_error(problem.data.get("where"), problem.sentence)
    facts = {
        "section": "person",
        "crumbs": shown.crumbs(_("Records that may be of one person"), f"{one.code} · {other.code}"),
        "one": one,
        "other": other,
        **shown.side_by_side(one, other, Reader(person)),
        "form": form,
        "errors": errors_of(form) if form.is_bound else [],
    }
    return render(request, "desk/persons_pair.html", facts, status=422 if form.errors else 200)


def _decide(request: HttpRequest, person: User, one: Person, other: Person, reason: str) -> HttpResponseBase:
    by, wanted = By(person, "desk"), request.POST.get("do", "")
    if wanted == "apart":
        keep_apart(by, one, other)
        messages.success(request, _("Remembered: they are two people."))
        return redirect("persons_duplicates")
    keep, gone = (other, one) if wanted == "keep_other" else (one, other)
    merge(by, keep, gone, reason)
    codes = {"gone": gone.code, "kept": keep.code}
    messages.success(request, _("%(gone)s is merged into %(kept)s; the history says so.") % codes)
    return redirect(record_url(keep))
