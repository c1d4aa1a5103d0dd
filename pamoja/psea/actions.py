"""Every write to reports of abuse by staff, and to the list of those named for them."""

from django.db import transaction
from django.utils import timezone

from pamoja.accounts.models import User
from pamoja.accounts.queries import people_visible_to
from pamoja.accounts.rights import ROLES, require
from pamoja.kit.audit import note, seen
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.kit.receipts import Receipt, digest_of
from pamoja.partners.queries import leading_organisation
from pamoja.psea.content import Content, open_content, open_words, seal_content, seal_words
from pamoja.psea.models import Entry, FocalPoint, Report, Step
from pamoja.psea.queries import KIND, is_focal_point

DAY_OF = {Step.ACKNOWLEDGE: "acknowledged_on", Step.TAKE: "in_hand_on", Step.ANSWER: "answered_on"}
NEEDS_WORDS = (Step.ANSWER, Step.NOTE)


@transaction.atomic
def keep_report(by: By, content: Content, receipt: Receipt) -> Report:
    """Keep what was reported, sealed, under a receipt; kept before, it stays as it is.

    Raises Problem("complaint.nobody_receives") when no organisation leads the programme, Problem("seal.key_lost").
    """
    there = Report.objects.filter(pk=receipt.id).first()
    if there is not None:
        return there
    report = Report(
        id=receipt.id,
        owner=leading_organisation(),
        received_on=timezone.localdate(by.at),
        digest=digest_of(receipt.code) or b"",
    )
    report.sealed = seal_content(report, content)
    report.save(force_insert=True)
    note(by, "enter", KIND, report.pk)
    return report


def open_report(by: By, report: Report) -> tuple[Content, list[tuple[Entry, str]]]:
    """Return what was reported, and each entry with its words, to a focal point; the audit trail says who opened it.

    Raises Problem("record.not_found") for everybody else.
    """
    _require_focal_point(by)
    content = open_content(report)
    entries = [(entry, open_words(entry)) for entry in report.entries.select_related("person", "report")]
    seen(by, "view", KIND, report.pk)
    return content, entries


@transaction.atomic
def act(by: By, report: Report, step: Step, words: str) -> Entry:
    """Write down what a focal point did about a report; the first day of each step counts.

    Raises Problem("record.not_found") for everybody else, Problem("psea.words_missing") for an answer or a note that
    says nothing.
    """
    _require_focal_point(by)
    if step in NEEDS_WORDS and not words.strip():
        raise Problem("psea.words_missing", where="words")
    report = Report.objects.select_for_update().get(pk=report.pk)
    entry = Entry(report=report, at=by.at, person=by.person, step=step)
    entry.sealed = seal_words(entry, words.strip())
    entry.save(force_insert=True)
    column = DAY_OF.get(step, "")
    if column and getattr(report, column) is None:
        setattr(report, column, timezone.localdate(by.at))
        report.save(update_fields=[column])
    note(by, step, KIND, report.pk)
    return entry


@transaction.atomic
def erase_report(by: By, report: Report, reason: str) -> None:
    """Delete a report with its entries, when its time is over; a line says that one was erased, and why."""
    note(by, "erase", KIND, report.pk, reason=reason)
    report.delete()


@transaction.atomic
def name_focal_point(by: By, user: User) -> FocalPoint:
    """Name a person as focal point; named already, it stays so.

    Raises Problem("rights.refused"), Problem("psea.not_oneself"), and Problem("psea.cannot_be_named") for a person
    whose role does not open reports, who is suspended, or who is not of the organisation that leads the programme.
    """
    _require_naming(by, user)
    fits = user.is_active and "psea.handle" in ROLES[user.role].verbs
    if not fits or user.organisation_id != leading_organisation().pk:
        raise Problem("psea.cannot_be_named")
    found = FocalPoint.objects.filter(person=user).first()
    if found is not None:
        return found
    named = FocalPoint.objects.create(person=user, named_at=by.at, named_by=by.person)
    note(by, "name_focal_point", "user", user.pk)
    return named


@transaction.atomic
def take_off_focal_point(by: By, user: User) -> None:
    """Let a person open reports no more."""
    _require_naming(by, user)
    deleted, _by_model = FocalPoint.objects.filter(person=user).delete()
    if deleted:
        note(by, "take_off_focal_point", "user", user.pk)


def _require_focal_point(by: By) -> None:
    if by.person is None or not is_focal_point(by.person):
        raise Problem("record.not_found")


def _require_naming(by: By, user: User) -> None:
    require(by.person, "psea.name")
    if by.person is None:
        return
    if by.person.pk == user.pk:
        raise Problem("psea.not_oneself")
    if not people_visible_to(by.person).filter(pk=user.pk).exists():
        raise Problem("rights.refused")
