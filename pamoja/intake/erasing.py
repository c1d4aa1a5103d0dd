"""Giving up the identity of a person: everything that this instance holds of it, in one transaction.

REACHES is the whole list. Whoever keeps something of a person in a new place adds its line here; the test with the
planted name finds what is missing. Backups made before, files that were downloaded, and what other partners hold of the
same person are outside: see docs/persons.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pamoja.accounts.rights import require
from pamoja.excel.models import Import
from pamoja.excel.telling import forget_imports
from pamoja.intake.forgetting import forget_refused, forget_submissions, submissions_about
from pamoja.intake.models import Submission
from pamoja.intake.traces import Traces, traces_of
from pamoja.kit import audit
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.kit.sqlite.base import empty_log
from pamoja.persons.duplicates import NAME, PHONE
from pamoja.persons.erasing import empty_row, pseudonymise_row
from pamoja.persons.models import Identity, Person
from pamoja.persons.register import persons
from pamoja.records.actions import tell_change
from pamoja.records.erasing import forget_files, forget_links
from pamoja.records.models import SealedAnswer
from pamoja.records.sealed import forget, open_unwatched
from pamoja.records.unfinished import forget_drafts
from pamoja.records.words import forget_words


@dataclass(frozen=True)
class Erasing:
    """Hold what is given up: the record and those merged into it, what arrived about them, and what tells of them."""

    by: By
    to: Identity
    people: tuple[Person, ...]
    submissions: tuple[Submission, ...]
    traces: Traces

    @property
    def ids(self) -> list[UUID]:
        """Return the ids of the records."""
        return [person.pk for person in self.people]


@dataclass(frozen=True)
class Reach:
    """Hold one place where something of a person lies, and what empties it; that returns how many there were."""

    label: str | Promise
    empty: Callable[[Erasing], int]
    also_pseudonymised: bool = True


def _answers(erasing: Erasing) -> int:
    return sum(forget(person) for person in erasing.people)


def _rows(erasing: Erasing) -> int:
    change = empty_row if erasing.to == Identity.ERASED else pseudonymise_row
    for person in erasing.people:
        change(person, erasing.by)
    return len(erasing.people)


def _history(erasing: Erasing) -> int:
    subjects = [("person", pk) for pk in erasing.ids] + [("submission", one.pk) for one in erasing.submissions]
    return sum(audit.erase(erasing.by, kind, pk) for kind, pk in subjects)


def _workbooks(erasing: Erasing) -> int:
    owners = {person.owner_id for person in erasing.people}
    brought = Import.objects.filter(register=persons.name, person__organisation__in=owners)
    return forget_imports(brought.iterator(chunk_size=20), erasing.traces.are_in)


def _lake(erasing: Erasing) -> int:
    for person in erasing.people:
        tell_change(persons, person)
    return len(erasing.people)


def _words(erasing: Erasing) -> int:
    return forget_words(erasing.ids)


REACHES: tuple[Reach, ...] = (
    Reach(_("Names, phones, addresses"), _answers),
    Reach(_("Files, signed forms"), lambda erasing: forget_files(erasing.ids)),
    Reach(_("What phones sent, with its files"), lambda erasing: forget_submissions(erasing.submissions)),
    Reach(_("Copies of what was refused at the door"), lambda erasing: forget_refused(erasing.traces)),
    Reach(_("Workbooks on their way, reports of imports"), _workbooks),
    Reach(_("Drafts of forms"), lambda erasing: forget_drafts(erasing.traces.are_in)),
    Reach(_("Links to other records"), lambda erasing: forget_links(erasing.ids), also_pseudonymised=False),
    Reach(_("Content of the history"), _history),
    Reach(_("Records"), _rows),
    Reach(_("Words kept for the search"), _words),
    Reach(_("Rows of figures to make again"), _lake),
)
Reached = dict[str, int]
"""What was reached, and how many of it, by the label of the place."""


def erase(by: By, person: Person, reason: str) -> Reached:
    """Erase what is held about a person, for a reason; the record stays, empty, so that figures stay explicable.

    Raises Problem("rights.refused"), "record.not_found", "record.not_yours", "record.reason_missing",
    "person.identity_gone" when it was erased before.
    """
    return _give_up(by, person, reason, Identity.ERASED)


def pseudonymise(by: By, person: Person, reason: str) -> Reached:
    """Take away what leads from a record to the person, for a reason; what is counted stays. Raises as `erase`."""
    return _give_up(by, person, reason, Identity.PSEUDONYMISED)


@transaction.atomic
def _give_up(by: By, person: Person, reason: str, to: Identity) -> Reached:
    erasing = _begin(by, person, reason, to)
    reached: Reached = {}
    for reach in REACHES:
        if to == Identity.ERASED or reach.also_pseudonymised:
            reached[str(reach.label)] = reach.empty(erasing)
    for pk in erasing.ids:
        audit.note(by, VERBS[to], persons.name, pk, reason=reason)
    transaction.on_commit(empty_log)
    return reached


VERBS = {Identity.ERASED: "erase_person", Identity.PSEUDONYMISED: "pseudonymise"}


def _begin(by: By, person: Person, reason: str, to: Identity) -> Erasing:
    require(by.person, "person.erase")
    visible = Person.objects.visible_to(by.person) if by.person else Person.objects.filter(merged_into=None)
    if not visible.filter(pk=person.pk).exists():
        raise Problem("record.not_found")
    if by.person and person.owner_id != by.person.organisation_id:
        raise Problem("record.not_yours")
    if not reason.strip():
        raise Problem("record.reason_missing", where="reason")
    of_one = Person.objects.filter(Q(pk=person.pk) | Q(merged_into=person.pk))
    people = tuple(of_one.select_for_update(of=("self",)).select_related("place").order_by("pk"))
    before = next(one.identity for one in people if one.pk == person.pk)
    if before == Identity.ERASED or before == to:
        raise Problem("person.identity_gone")
    names, phones = _known(people, NAME), _known(people, PHONE)
    submissions = tuple(submissions_about(people, names, phones))
    instances = [submission.instance_id for submission in submissions]
    return Erasing(by, to, people, submissions, traces_of(names, phones, instances))


def _known(people: tuple[Person, ...], question: str) -> list[str]:
    """Return what sealed answers say, to look for it elsewhere; those whose key is lost cannot be looked for."""
    found = []
    for answer in SealedAnswer.objects.filter(record__in=[one.pk for one in people], question=question):
        try:
            found.append(open_unwatched(answer))
        except Problem:
            continue
    return found
