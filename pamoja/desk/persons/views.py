"""Pages for the rights of persons: what is held, giving up an identity, and how many people there are."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pamoja.accounts.models import User
from pamoja.accounts.rights import require
from pamoja.desk.doors import signed_in
from pamoja.desk.errors import errors_of
from pamoja.desk.persons import shown
from pamoja.desk.persons.getters import seen_person
from pamoja.desk.registers.record import crumbs
from pamoja.desk.registers.showing import record_url
from pamoja.intake.erasing import erase, pseudonymise
from pamoja.intake.held import held_about
from pamoja.kit.by import By
from pamoja.persons.counting import count_people, partners_with_persons, people_by_province
from pamoja.persons.models import Identity, Person
from pamoja.persons.register import persons

NO_NAMES = gettext_lazy("Who asked, and when. It stays in the audit trail: write no name.")


class AskingForm(forms.Form):
    """Asks why everything that is held about a person is opened."""

    reason = forms.CharField(label=gettext_lazy("Why do you open it?"), max_length=500, help_text=NO_NAMES)


class GivingUpForm(forms.Form):
    """Asks how far the identity of a person is given up, and why."""

    deed = forms.ChoiceField(
        label=gettext_lazy("What is to be done?"),
        widget=forms.RadioSelect,
        choices=[
            (
                "pseudonymise",
                gettext_lazy("Pseudonymise: name, phone, address, household and exact place go; what is counted stays"),
            ),
            ("erase", gettext_lazy("Erase: everything goes; an empty record stays, so that figures can be explained")),
        ],
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500, help_text=NO_NAMES)

    def __init__(self, record: Person, *args: Any) -> None:
        super().__init__(*args)
        if record.identity == Identity.PSEUDONYMISED:
            field: Any = self.fields["deed"]
            field.choices = [choice for choice in field.choices if choice[0] == "erase"]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def held(request: HttpRequest, person: User, record_id: uuid.UUID) -> HttpResponseBase:
    """Ask why, then show everything that is held about a person, to read to them or to print."""
    require(person, "sealed.open")
    record = seen_person(record_id, person)
    form = AskingForm(request.POST if request.method == "POST" else None)
    facts = _frame(record, _("What is held about %(code)s") % {"code": record.code}, form)
    if form.is_valid():
        facts |= shown.held(held_about(By(person, "desk"), record, form.cleaned_data["reason"]))
    return render(request, "desk/person_held.html", facts, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def give_up(request: HttpRequest, person: User, record_id: uuid.UUID) -> HttpResponseBase:
    """Ask how far the identity of a person is given up, and why; then do it."""
    require(person, "person.erase")
    record = seen_person(record_id, person)
    form = GivingUpForm(record, request.POST if request.method == "POST" else None)
    if form.is_valid():
        deed = erase if form.cleaned_data["deed"] == "erase" else pseudonymise
        deed(By(person, "desk"), record, form.cleaned_data["reason"])
        messages.success(request, _("It is done; the history of %(code)s says so.") % {"code": record.code})
        return redirect(record_url(record))
    facts = _frame(record, _("Give up the identity of %(code)s") % {"code": record.code}, form)
    return render(request, "desk/person_give_up.html", facts, status=422 if form.errors else 200)


@require_safe
@signed_in
def count(request: HttpRequest, person: User) -> HttpResponse:
    """Show how many different people there are across partners."""
    require(person, "person.count")
    facts = {"section": "person", "crumbs": shown.crumbs(_("How many different people"))}
    numbers = shown.counted(count_people(), people_by_province(), partners_with_persons())
    return render(request, "desk/persons_count.html", facts | numbers)


def _frame(record: Person, title: str, form: forms.Form) -> dict[str, Any]:
    above = [*crumbs(persons, record)[:-1], {"label": record.code, "url": record_url(record)}]
    return {
        "section": "person",
        "title": title,
        "crumbs": above,
        "form": form,
        "errors": errors_of(form) if form.is_bound else [],
        "back_url": record_url(record),
    }
