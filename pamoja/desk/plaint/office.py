"""Finding at the office what somebody wrote on the public page, by the code that they bring."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from pamoja.accounts.address import address_of
from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES
from pamoja.complaints.actions import complaint_of
from pamoja.complaints.models import Complaint
from pamoja.complaints.register import complaints
from pamoja.desk.doors import signed_in
from pamoja.desk.errors import errors_of
from pamoja.desk.plaint.throttle import GUESSING
from pamoja.desk.registers.showing import record_url
from pamoja.kit.problems import Problem
from pamoja.kit.receipts import digest_of
from pamoja.psea.queries import report_of, reports_open_to


class CodeForm(forms.Form):
    """Asks for the code that was shown on the public page."""

    code = forms.CharField(
        label=gettext_lazy("The code that the person brings"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Eight letters and figures, as they were shown after sending."),
    )


def beside_complaints(person: User) -> list[dict[str, str]]:
    """Return the pages beside the list of complaints."""
    del person
    return [
        {"url": reverse("plainte_record"), "label": _("Find by the code of a person")},
        {"url": reverse("plainte"), "label": _("The public page")},
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
@signed_in
def record(request: HttpRequest, person: User) -> HttpResponse:
    """Lead from a code to its complaint, as far as the reader's rights reach; else the code is not known."""
    if not ROLES[person.role].opens(complaints.name):
        raise Problem("record.not_found")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        address = _address_behind(request, person, form.cleaned_data["code"])
        if address:
            return redirect(address)
        form.add_error("code", Problem("complaint.code_unknown").sentence)
    facts = {
        "title": _("Find a complaint by its code"),
        "intro": _(
            "Only complaints made on the public page have a code, and only complaints that you may see are found."
        ),
        "form": form,
        "errors": errors_of(form),
        "button": _("Find"),
        "section": complaints.name,
        "crumbs": [{"label": str(complaints.plural), "url": reverse("register_list", args=[complaints.name])}],
    }
    return render(request, "desk/invite.html", facts, status=422 if form.errors else 200)


def _address_behind(request: HttpRequest, person: User, code: str) -> str:
    """Return the page behind a code that the reader may open, or ""; wrong codes are counted like those of anybody."""
    sender, digest = address_of(request.META), digest_of(code)
    if not GUESSING.admits(sender):
        raise Problem("complaint.too_often")
    complaint, report = complaint_of(digest), report_of(digest)
    if complaint and Complaint.objects.visible_to(person).filter(pk=complaint.pk).exists():
        return record_url(complaint)
    if report and reports_open_to(person).filter(pk=report.pk).exists():
        return reverse("psea_report", args=[report.pk])
    GUESSING.count(sender)
    return ""
