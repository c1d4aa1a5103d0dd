"""The inbox: what phones sent, what became of it, and what a person can do about it."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pamoja.accounts.models import User
from pamoja.accounts.rights import can, require
from pamoja.desk.doors import signed_in
from pamoja.desk.inbox import listing, shown, words
from pamoja.desk.inbox.correction import Correction, ReasonForm
from pamoja.desk.inbox.getters import visible_submission
from pamoja.desk.inbox.reading import levels_of, text_of, what_keeps_it_closed
from pamoja.desk.values import Error
from pamoja.intake import actions
from pamoja.intake.models import Rejected, Submission, SubmissionState
from pamoja.intake.reading import masked_answers
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.registry.registers import REGISTERS

PER_PAGE = 40


@require_safe
@signed_in
def inbox(request: HttpRequest, person: User) -> HttpResponse:
    """List what phones sent, by state."""
    require(person, "inbox.read")
    filters = listing.Filters(request.GET)
    page = Paginator(listing.found(person, filters), PER_PAGE).get_page(request.GET.get("page"))
    facts = {
        "section": "inbox",
        "tabs": listing.tabs(person, filters),
        "finding": listing.finding(person),
        "filters": filters,
        "columns": listing.columns(),
        "rows": listing.rows(list(page), person),
        "page": page,
        "empty": {"text": _("Nothing of this kind arrived from the phones of the people whom you look after.")},
    }
    return render(request, "desk/inbox.html", facts)


@require_safe
@signed_in
def rejected(request: HttpRequest, person: User) -> HttpResponse:
    """List what was refused at the door, for administrators."""
    require(person, "inbox.rejected")
    page = Paginator(Rejected.objects.order_by("-received_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    facts = {
        "section": "inbox",
        "tabs": listing.tabs(person, None),
        "columns": listing.rejected_columns(),
        "rows": listing.rejected_rows(list(page)),
        "page": page,
        "empty": {"text": _("No phone sent anything that could not be read.")},
    }
    return render(request, "desk/inbox.html", facts)


@require_safe
@signed_in
def item(request: HttpRequest, person: User, submission_id: uuid.UUID) -> HttpResponse:
    """Show a submission as it was received, and how to make a record of it."""
    submission = visible_submission(submission_id, person)
    correction = _correction(submission, person)
    ask = correction.page(request, correction.answers, ReasonForm()) if correction else {}
    return _page(request, person, submission, ask | {"errors": []})


@require_POST
@signed_in
def again(request: HttpRequest, person: User, submission_id: uuid.UUID) -> HttpResponse:
    """Process a submission again."""
    _tell(request, actions.process_again(By(person, "desk"), visible_submission(submission_id, person)))
    return redirect("inbox_item", submission_id)


@require_POST
@signed_in
def correct(request: HttpRequest, person: User, submission_id: uuid.UUID) -> HttpResponse:
    """Put corrected answers in the place of those received, and process them."""
    submission = visible_submission(submission_id, person)
    correction = _correction(submission, person)
    if correction is None:
        raise Problem("rights.refused")
    answers, reason, wanted = correction.posted(request), ReasonForm(request.POST), request.POST.get("do", "")
    if wanted.startswith("rows:"):
        ask = correction.page(request, answers, ReasonForm(initial=request.POST.dict()), wanted.removeprefix("rows:"))
        return _page(request, person, submission, ask | {"errors": []})
    if not reason.is_valid():
        missing = [Error("id_reason", str(sentence)) for sentence in reason.errors["reason"]]
        ask = correction.page(request, answers, reason)
        return _page(request, person, submission, ask | {"errors": [*missing, *ask["errors"]]}, status=422)
    _tell(request, actions.correct(By(person, "desk"), submission, answers, reason.cleaned_data["reason"]))
    return redirect("inbox_item", submission_id)


@require_POST
@signed_in
def set_aside(request: HttpRequest, person: User, submission_id: uuid.UUID) -> HttpResponse:
    """Set a submission aside, for a reason."""
    _tell(
        request,
        actions.set_aside(By(person, "desk"), visible_submission(submission_id, person), _posted_reason(request)),
    )
    return redirect("inbox_item", submission_id)


def _posted_reason(request: HttpRequest) -> str:
    form = ReasonForm(request.POST)
    return str(form.cleaned_data["reason"]) if form.is_valid() else ""


def _correction(submission: Submission, person: User) -> Correction | None:
    """Return what the person may correct; nothing of a record, of an unknown form, of what is closed to them."""
    done = submission.state in (SubmissionState.RECORDED, SubmissionState.RECEIVED, SubmissionState.ERASED)
    if done or submission.form_id not in REGISTERS or not can(person, "inbox.process"):
        return None
    correction = Correction(submission, person)
    return correction if correction.is_open else None


def _page(
    request: HttpRequest, person: User, submission: Submission, ask: dict[str, Any], status: int = 200
) -> HttpResponse:
    levels = levels_of(person, submission)
    ended = submission.state in (SubmissionState.RECORDED, SubmissionState.ERASED)
    may = can(person, "inbox.process") and not ended
    facts = {
        "section": "inbox",
        "crumbs": [{"label": _("Inbox"), "url": reverse("inbox")}],
        "entry": shown.entry(submission, shown.files_of(submission, person, levels)),
        "problems": [{"what": words.sentence_for(problem, submission, levels)} for problem in submission.problems],
        "record": shown.made_of(submission, person),
        "groups": shown.groups(masked_answers(submission, person), person),
        "again_url": reverse("inbox_again", args=[submission.pk]) if may else "",
        "correct_url": reverse("inbox_correct", args=[submission.pk]),
        "aside_url": reverse("inbox_set_aside", args=[submission.pk])
        if may and submission.state != "set_aside"
        else "",
        "aside": ReasonForm(auto_id="aside_%s"),
        "closed": what_keeps_it_closed(submission),
        "raw": text_of(submission, levels),
        "history": shown.history_of(submission),
    }
    return render(request, "desk/inbox_item.html", facts | ask, status=status)


def _tell(request: HttpRequest, submission: Submission) -> None:
    if submission.state == SubmissionState.RECORDED:
        messages.success(request, _("It is a record now."))
    elif submission.state == SubmissionState.SET_ASIDE:
        messages.success(request, _("It is set aside. It can be taken up again."))
    else:
        messages.warning(request, _("No record can be made of it yet: see what stands in the way."))
