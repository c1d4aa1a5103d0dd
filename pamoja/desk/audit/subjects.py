"""What lines of the audit trail are about, as far as the reader may see it: else the kind alone is told."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from pamoja.accounts.models import User
from pamoja.accounts.queries import devices_visible_to, people_visible_to
from pamoja.accounts.rights import can
from pamoja.desk.registers.showing import record_url
from pamoja.intake.models import Submission
from pamoja.kit.models import AuditLine
from pamoja.places.models import Place
from pamoja.psea.queries import KIND, reports_open_to
from pamoja.registry.registers import REGISTERS


@dataclass(frozen=True)
class Subject:
    """Hold what the reader may see of a subject: its code or name, and the address of its page, if it has one."""

    text: str
    url: str = ""


Finder = Callable[[User, Sequence[str]], Mapping[str, Subject]]
"""Returns those of some subjects that a person may see, by the id that the lines give them."""


def subjects_of(lines: Iterable[AuditLine], person: User) -> dict[tuple[str, str], Subject]:
    """Return the subjects of some lines that the person may see, by kind and id; a query or two for each kind."""
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        wanted[line.subject_kind].add(line.subject_id)
    return {
        (kind, one): subject
        for kind, ids in wanted.items()
        if kind in FINDERS or kind in REGISTERS
        for one, subject in (FINDERS.get(kind) or _records(kind))(person, sorted(ids)).items()
    }


def _records(kind: str) -> Finder:
    def find(person: User, ids: Sequence[str]) -> dict[str, Subject]:
        found = REGISTERS[kind].objects.visible_to(person).filter(pk__in=_uuids(ids))
        return {str(record.pk): Subject(record.code, record_url(record)) for record in found}

    return find


def _submissions(person: User, ids: Sequence[str]) -> dict[str, Subject]:
    found = Submission.objects.visible_to(person).filter(pk__in=_uuids(ids)).values_list("pk", "form_id")
    return {str(pk): Subject(form, reverse("inbox_item", args=[pk])) for pk, form in found}


def _people(person: User, ids: Sequence[str]) -> dict[str, Subject]:
    found = people_visible_to(person).filter(pk__in=_uuids(ids))
    open_page = can(person, "people.invite")
    return {str(one.pk): Subject(str(one), reverse("person", args=[one.pk]) if open_page else "") for one in found}


def _devices(person: User, ids: Sequence[str]) -> dict[str, Subject]:
    found = devices_visible_to(person).filter(pk__in=_uuids(ids))
    return {str(one.pk): Subject(one.label, reverse("device", args=[one.pk])) for one in found}


def _places(_person: User, ids: Sequence[str]) -> dict[str, Subject]:
    found = Place.objects.filter(pk__in=ids).values_list("pk", "name")
    return {code: Subject(name, reverse("place", args=[code])) for code, name in found}


def _abuse_reports(person: User, ids: Sequence[str]) -> dict[str, Subject]:
    found = reports_open_to(person).filter(pk__in=_uuids(ids))
    return {str(one.pk): Subject(str(one), reverse("psea_report", args=[one.pk])) for one in found}


def _known_to_all(_person: User, ids: Sequence[str]) -> dict[str, Subject]:
    return {one: Subject("" if one == "all" else one) for one in ids}


FINDERS: dict[str, Finder] = {
    "submission": _submissions,
    "user": _people,
    "device": _devices,
    "place": _places,
    KIND: _abuse_reports,
    **dict.fromkeys(
        ("form", "organisation", "programme", "project", "table", "terms", "pillars", "period"), _known_to_all
    ),
    **dict.fromkeys(("organisation_key", "master_key"), _known_to_all),
}


def _uuids(ids: Iterable[str]) -> list[Any]:
    """Return the ids of records among some; an export names a table instead."""
    found = []
    for one in ids:
        try:
            found.append(uuid.UUID(one))
        except ValueError:
            continue
    return found
