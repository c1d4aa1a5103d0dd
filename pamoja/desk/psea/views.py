"""The pages of reports of abuse by staff: there for focal points, nowhere for anybody else."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from pamoja.accounts.models import User
from pamoja.desk.doors import signed_in
from pamoja.desk.errors import errors_of
from pamoja.desk.psea import shown
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.psea.actions import act, open_report
from pamoja.psea.models import Report, Step
from pamoja.psea.queries import focal_points, is_focal_point, reports_open_to


class StepForm(forms.Form):
    """Asks what was done about a report, and for words about it."""

    step = forms.ChoiceField(
        label=gettext_lazy("What was done?"), choices=Step.choices, widget=forms.RadioSelect, initial=Step.NOTE
    )
    words = forms.CharField(
        label=gettext_lazy("In words"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Sealed like the report. Nothing is changed or taken away later: write one more entry."),
    )


def _opened_by(person: User, report_id: uuid.UUID) -> Report:
    """Return a report that a person may open; raise Problem("record.not_found")."""
    found = reports_open_to(person).filter(pk=report_id).first()
    if found is None:
        raise Problem("record.not_found")
    return found


@require_safe
@never_cache
@signed_in
def reports(request: HttpRequest, person: User) -> HttpResponse:
    """List the reports by their days, and who else opens them."""
    if not is_focal_point(person):
        raise Problem("record.not_found")
    today = timezone.localdate()
    facts = {
        "section": "psea",
        "columns": shown.columns(),
        "rows": [shown.row(report, today) for report in reports_open_to(person)],
        "named": shown.named(list(focal_points())),
    }
    return render(request, "desk/psea.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
@signed_in
def report(request: HttpRequest, person: User, report_id: uuid.UUID) -> HttpResponse:
    """Open a report, and write down what was done about it."""
    found, by = _opened_by(person, report_id), By(person, "desk")
    form = StepForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            act(by, found, Step(form.cleaned_data["step"]), form.cleaned_data["words"])
        except Problem as problem:
            form.add_error(problem.data.get("where"), problem.sentence)
        else:
            messages.success(request, _("It is written down."))
            return redirect("psea_report", report_id)
    content, entries = open_report(by, found)
    facts = {
        "section": "psea",
        "crumbs": [{"label": _("Abuse by staff"), "url": reverse("psea")}, {"label": str(found), "url": ""}],
        "report": found,
        "facts": shown.facts(found, content, timezone.localdate()),
        "said": content.said,
        "entries": shown.told(entries),
        "form": form,
        "errors": errors_of(form),
    }
    return render(request, "desk/psea_report.html", facts, status=422 if form.errors else 200)
