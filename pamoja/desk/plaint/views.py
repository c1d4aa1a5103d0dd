"""The public page of complaints: it only writes; and the page that tells, by a code, how something written stands."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from pamoja.accounts.address import address_of
from pamoja.complaints.actions import complaint_of, lodge
from pamoja.desk.errors import errors_of
from pamoja.desk.plaint.forms import ABUSE, PlaintForm
from pamoja.desk.plaint.throttle import GUESSING, WRITING
from pamoja.desk.templatetags.pamoja import language
from pamoja.engine.complaint import Stage
from pamoja.kit.by import By
from pamoja.kit.problems import Problem, Problems
from pamoja.kit.receipts import digest_of
from pamoja.psea.actions import keep_report
from pamoja.psea.queries import report_of

DOOR = "public"
NAMES = {"fr": "Français", "sw": "Kiswahili", "en": "English"}
View = Callable[[HttpRequest], HttpResponse]


def in_language_asked(view: View) -> View:
    """Let a page be in the language that its address asks for (`?l=sw`): choosing one leaves no cookie behind."""

    @wraps(view)
    def asked(request: HttpRequest) -> HttpResponse:
        wanted = request.GET.get("l", "")
        with override(wanted if wanted in NAMES else get_language() or settings.LANGUAGE_CODE):
            return view(request)

    return asked


def _shown(request: HttpRequest, template: str, facts: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a public page; who is signed in is not asked, so that no session is read."""
    chosen = language()
    facts = facts | {"languages": [(code, name, code == chosen) for code, name in NAMES.items()], "chosen": chosen}
    return render(request, template, facts, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
@in_language_asked
def plaint(request: HttpRequest) -> HttpResponse:
    """Take what somebody wants to say, and show the code by which they ask for it later."""
    form = PlaintForm(request.POST if request.method == "POST" else None)
    refused = None
    if form.is_valid():
        try:
            return _shown(request, "public/kept.html", {"code": _take(request, form)})
        except Problems as problems:
            refused = problems.problems[0]
        except Problem as problem:
            refused = problem
    facts = {"form": form, "errors": errors_of(form), "abuse": ABUSE, "refused": refused.sentence if refused else ""}
    return _shown(request, "public/plaint.html", facts, _status(form, refused))


def _status(form: PlaintForm, refused: Problem | None) -> int:
    if refused:
        return {"complaint.too_often": 429, "complaint.nobody_receives": 503, "seal.key_lost": 503}.get(
            refused.code, 422
        )
    return 422 if form.errors else 200


def _take(request: HttpRequest, form: PlaintForm) -> str:
    """Keep what was written where it belongs, and return its code; the author is nobody, whoever is signed in."""
    if not WRITING.count(address_of(request.META)):
        raise Problem("complaint.too_often")
    by, receipt = By(None, DOOR), form.receipt()
    if form.is_abuse:
        keep_report(by, form.content(), receipt)
    else:
        lodge(by, form.answers(timezone.localdate(by.at)), receipt)
    return receipt.code


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
@in_language_asked
def status(request: HttpRequest) -> HttpResponse:
    """Tell by a code whether what was written is received, in hand or answered, and nothing else."""
    typed = request.POST.get("code", "")[:40]
    if request.method != "POST" or not typed.strip():
        return _shown(request, "public/status.html", {})
    address = address_of(request.META)
    if not GUESSING.admits(address):
        return _shown(request, "public/status.html", {"refused": Problem("complaint.too_often").sentence}, 429)
    stage = stage_of(typed)
    if stage is None:
        GUESSING.count(address)
        return _shown(request, "public/status.html", {"refused": Problem("complaint.code_unknown").sentence}, 404)
    shape, word, meaning = _words()[stage]
    return _shown(request, "public/status.html", {"shape": shape, "word": word, "meaning": meaning})


def stage_of(code: str) -> Stage | None:
    """Return how what was written under a code stands, None for a code that is not known.

    Complaints and reports of abuse are both looked for, whatever is found, so that the answer tells not which it was.
    """
    digest, today = digest_of(code), timezone.localdate()
    found = [one.standing(today).stage for one in (complaint_of(digest), report_of(digest)) if one is not None]
    return found[0] if found else None


def _words() -> dict[Stage, tuple[str, str, str]]:
    """Return the shape, the word and the meaning of each stage."""
    return {
        "received": ("received", _("Received"), _("It arrived, and waits to be taken in hand.")),
        "in_hand": ("going", _("In hand"), _("Somebody is working on it.")),
        "answered": (
            "kept",
            _("Answered"),
            _("If you said how to reach you, the answer went there. Else ask for it at our office, with this code."),
        ),
    }
