"""What a phone fetches: the list of forms, a form, its manifest, and the lists that it takes along."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date, urlencode
from django.utils.translation import override
from django.views.decorators.http import require_safe

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.formats.openrosa import (
    ACCEPT_LENGTH,
    CONTENT_TYPE,
    VERSION,
    ListedForm,
    MediaFile,
    form_list,
    manifest,
    md5,
    openrosa_response,
)
from pamoja.intake.models import FormVersion
from pamoja.kit.problems import Problem
from pamoja.openrosa.callers import caller, language_asked
from pamoja.openrosa.lists import LISTS

View = Callable[..., HttpResponse]


def for_phones(view: View) -> View:
    """Let a view be called by a known person or device only, and give its answers the headers of OpenRosa."""

    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest, key: str = "", **path: Any) -> HttpResponse:
        found = caller(request.META)
        if found is None:
            return _with_headers(_sign_in(request))
        try:
            return _with_headers(view(request, found.person, Addresses(request, key), **path))
        except Http404:
            with override(found.person.language):
                return _with_headers(_refusal(404, Problem("intake.unknown_form", form=path.get("form_id", ""))))

    return guarded


class Addresses:
    """Makes the absolute addresses of one request, with the key of the device when it came with one."""

    def __init__(self, request: HttpRequest, key: str) -> None:
        self.request = request
        self.prefix, self.path = ("openrosa_key", {"key": key}) if key else ("openrosa", {})

    def of(self, name: str, version: str = "", /, **path: str) -> str:
        """Return the address of a view, by its name and path."""
        address = self.request.build_absolute_uri(reverse(f"{self.prefix}_{name}", kwargs={**self.path, **path}))
        return f"{address}?{urlencode({'version': version})}" if version else address


@for_phones
def forms(request: HttpRequest, person: User, addresses: Addresses) -> HttpResponse:
    """List the forms that the person may send; `formID` and `listAllVersions` are read as OpenRosa has them."""
    found = FormVersion.objects.order_by("form_id", "-published_at")
    if "listAllVersions" not in request.GET:
        found = found.filter(current=True)
    if request.GET.get("formID"):
        found = found.filter(form_id=request.GET["formID"])
    listed = [_listed(form, person, addresses) for form in found if can(person, f"{form.register}.enter")]
    return HttpResponse(form_list(listed), content_type=CONTENT_TYPE)


@for_phones
def form(request: HttpRequest, person: User, addresses: Addresses, form_id: str) -> HttpResponse:
    """Give the XForm of a version, the current one when none is named."""
    del addresses
    return HttpResponse(_version(request, person, form_id).xml.encode(), content_type=CONTENT_TYPE)


@for_phones
def form_manifest(request: HttpRequest, person: User, addresses: Addresses, form_id: str) -> HttpResponse:
    """List the files that a form needs, with digests of what this person would get."""
    today = timezone.localdate()
    files = [
        MediaFile(name, md5(LISTS[name](person, today)), addresses.of("media", form_id=form_id, name=name))
        for name in _version(request, person, form_id).media
    ]
    return HttpResponse(manifest(files), content_type=CONTENT_TYPE)


@for_phones
def media(request: HttpRequest, person: User, addresses: Addresses, form_id: str, name: str) -> HttpResponse:
    """Give one list that a form takes along."""
    del addresses
    if name not in LISTS or name not in _version(request, person, form_id).media:
        raise Http404
    return HttpResponse(LISTS[name](person, timezone.localdate()), content_type="text/csv; charset=utf-8")


def _version(request: HttpRequest, person: User, form_id: str) -> FormVersion:
    wanted = {"version": request.GET["version"]} if request.GET.get("version") else {"current": True}
    found = FormVersion.objects.filter(form_id=form_id, **wanted).first()
    if found is None or not can(person, f"{found.register}.enter"):
        raise Http404
    return found


def _listed(form: FormVersion, person: User, addresses: Addresses) -> ListedForm:
    return ListedForm(
        form_id=form.form_id,
        name=form.reading["title"].get(person.language, form.title),
        version=form.version,
        hash=md5(form.xml.encode()),
        download_url=addresses.of("form", form.version, form_id=form.form_id),
        manifest_url=addresses.of("manifest", form.version, form_id=form.form_id) if form.media else "",
    )


def _sign_in(request: HttpRequest) -> HttpResponse:
    with override(language_asked(request.META)):
        response = _refusal(401, Problem("intake.sign_in"))
    response["WWW-Authenticate"] = 'Basic realm="Pamoja", charset="UTF-8"'
    return response


def _refusal(status: int, problem: Problem) -> HttpResponse:
    return HttpResponse(openrosa_response(problem.sentence), status=status, content_type=CONTENT_TYPE)


def _with_headers(response: HttpResponse) -> HttpResponse:
    name, version = VERSION
    response[name] = version
    response[ACCEPT_LENGTH] = str(settings.MAX_SUBMISSION_BYTES)
    response["Date"] = http_date()
    response["Cache-Control"] = "private, no-cache"
    return response
