"""What the closing of an area reaches: every row that lies in it, hangs on it or tells of it."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from django.apps import apps
from django.db import models

from pamoja.accounts.models import AppKey, Invitation, User
from pamoja.emergency.area import Area
from pamoja.excel.models import Import
from pamoja.excel.telling import imports_that_tell
from pamoja.intake.models import Attachment, Rejected, Submission, SubmissionState
from pamoja.kit.keyring import unseal
from pamoja.kit.models import AuditLine
from pamoja.kit.problems import Problem
from pamoja.kit.rows import Model
from pamoja.places.models import Place
from pamoja.psea.content import purpose_of_report
from pamoja.psea.models import Report
from pamoja.records.models import Change, Evidence, KeptDraft, KeptFilter, Picture, Record, RecordWords
from pamoja.records.unfinished import drafts_that_tell

AT_ONCE = 500
SOFT = ("record", "from_id", "to_id")
"""Columns that name a record by its id, without a foreign key."""

Ids = set[Any]
Before = dict[str, Any]


@dataclass
class Reach:
    """Hold what goes into the archive.

    `rows` are taken out of their tables. `changed` are rows that stay, with the columns that are changed as they were.
    `told` are the audit lines whose content goes; `files` the sealed files of the media folder.
    """

    rows: defaultdict[Model, Ids] = field(default_factory=lambda: defaultdict(set))
    changed: defaultdict[Model, dict[Any, Before]] = field(default_factory=lambda: defaultdict(dict))
    told: set[int] = field(default_factory=set)
    files: set[str] = field(default_factory=set)

    @property
    def records(self) -> set[uuid.UUID]:
        """Return the ids of all records reached."""
        return {pk for model, ids in self.rows.items() if issubclass(model, Record) for pk in ids}

    def counts(self) -> dict[str, int]:
        """Return how many records of each register are reached."""
        return {model.register_name: len(ids) for model, ids in self.rows.items() if issubclass(model, Record) and ids}


def reach_of(area: Area) -> Reach:
    """Return everything that the closing of an area reaches."""
    reach = Reach()
    if area.zone:
        _hold(reach, type(area.zone), [area.zone.pk])
    _hold(reach, Place, Place._base_manager.filter(area.holds()).values_list("pk", flat=True))
    _told_by_id(reach)
    _submissions(reach)
    _imports(reach)
    _drafts(reach)
    _abuse_reports(reach)
    _people(reach, area)
    _filters(reach)
    for model in list(reach.changed):
        for pk in reach.rows[model] & reach.changed[model].keys():
            del reach.changed[model][pk]
    _audit(reach)
    _files(reach)
    return reach


def _hold(reach: Reach, model: Model, ids: Iterable[Any]) -> None:
    """Hold rows and all that hangs on them; what may stand without them loses the tie, which is kept as it was."""
    new = set(ids) - reach.rows[model]
    if not new:
        return
    reach.rows[model] |= new
    for tie in _ties(model):
        owner, column = tie.model, tie.attname
        for chunk in chunks(new):
            found = owner._base_manager.filter(**{f"{tie.name}__in": chunk})
            if tie.null and tie.name not in getattr(tie.model, "hangs_on", ()):
                for pk, value in found.values_list("pk", column):
                    reach.changed[owner].setdefault(pk, {})[column] = value
            else:
                _hold(reach, owner, found.values_list("pk", flat=True))


def _ties(model: Model) -> Iterator[Any]:
    """Yield the foreign keys of all tables that lead to a table."""
    for other in apps.get_models(include_auto_created=True):
        for column in other._meta.local_fields:
            if isinstance(column, models.ForeignKey) and column.related_model is model:
                yield column


def _told_by_id(reach: Reach) -> None:
    """Hold the rows of every table that name a held record by its id."""
    records = reach.records
    for model in apps.get_models():
        named = {column.name for column in model._meta.local_fields if isinstance(column, models.UUIDField)}
        if issubclass(model, Submission):
            continue
        for column in named & set(SOFT):
            for chunk in chunks(records):
                _hold(reach, model, model._base_manager.filter(**{f"{column}__in": chunk}).values_list("pk", flat=True))
    for made_anew in (Change, RecordWords):
        reach.rows.pop(made_anew, None)


def _submissions(reach: Reach) -> None:
    """Hold what arrived: what became a held record, and what names a place of the area but became none."""
    found: Ids = set()
    for chunk in chunks(reach.records):
        found |= set(Submission.objects.filter(record__in=chunk).values_list("pk", flat=True))
    codes = [str(code).encode() for code in reach.rows[Place]]
    waiting = Submission.objects.exclude(state=SubmissionState.RECORDED).iterator(chunk_size=100)
    found |= {one.pk for one in waiting if _names("intake", (one.sealed, one.corrected), codes)}
    refused = Rejected.objects.all().iterator(chunk_size=20)
    _hold(reach, Rejected, [one.pk for one in refused if _names("rejected", (one.sealed,), codes)])
    _hold(reach, Submission, found)
    for chunk in chunks(found):
        instances = Submission.objects.filter(pk__in=chunk).values_list("instance_id", flat=True)
        files = Attachment.objects.filter(submission_instance__in=list(instances))
        _hold(reach, Attachment, files.values_list("pk", flat=True))


def _imports(reach: Reach) -> None:
    """Hold the workbooks on their way, and the reports of imports, that name a place of the area."""
    codes = [str(code).encode() for code in reach.rows[Place]]
    everything = Import.objects.iterator(chunk_size=20)
    told = imports_that_tell(everything, lambda piece: any(code in piece for code in codes))
    _hold(reach, Import, [one.pk for one in told])


def _drafts(reach: Reach) -> None:
    """Hold the drafts that name a place or a record of the area."""
    named = [str(pk).encode() for pk in (*reach.rows[Place], *reach.records)]
    _hold(reach, KeptDraft, [one.pk for one in drafts_that_tell(lambda plain: any(pk in plain for pk in named))])


def _filters(reach: Reach) -> None:
    """Hold the kept filters that name a place or a record of the area."""
    named = {str(pk) for pk in (*reach.rows[Place], *reach.records)}
    kept = KeptFilter.objects.values_list("pk", "query").iterator(chunk_size=500)
    _hold(reach, KeptFilter, [pk for pk, query in kept if named & set(dict(parse_qsl(query)).values())])


def _abuse_reports(reach: Reach) -> None:
    """Hold the reports of abuse by staff that name a place of the area; what was done about them hangs on them."""
    codes = [f'"{code}"'.encode() for code in reach.rows[Place]]
    everything = Report.objects.iterator(chunk_size=100)
    _hold(reach, Report, [one.pk for one in everything if _names(purpose_of_report(one), (one.sealed,), codes)])


def _names(purpose: str, sealed: Iterable[Any], codes: list[bytes]) -> bool:
    """Tell whether sealed bytes name a place by its code; those that cannot be opened tell nothing."""
    for part in sealed:
        if part is None:
            continue
        try:
            plain = unseal(purpose, bytes(part))
        except Problem:
            continue
        if any(code in plain for code in codes):
            return True
    return False


def _people(reach: Reach, area: Area) -> None:
    """Veil the people who work in the area and nowhere else, and take their devices' labels and invitations along."""
    everybody = User.objects.exclude(places=None).prefetch_related("places")
    here = [user for user in everybody if all(area.covers(place.path) for place in user.places.all())]
    for user in here:
        veiled = ("login", "function", "password", "is_active")
        reach.changed[User][user.pk] = {name: getattr(user, name) for name in veiled}
    for device in AppKey.objects.filter(user__in=here):
        reach.changed[AppKey][device.pk] = {"label": device.label}
    _hold(reach, Invitation, Invitation.objects.filter(user__in=here).values_list("pk", flat=True))


def _audit(reach: Reach) -> None:
    """Find the audit lines that tell of what is held, and still say something."""
    subjects = {str(pk) for ids in reach.rows.values() for pk in ids}
    subjects |= {str(pk) for model in (User, AppKey) for pk in reach.changed.get(model, {})}
    saying = AuditLine.objects.filter(erased_by=None).exclude(reason="", changes={})
    for chunk in chunks(subjects):
        reach.told.update(saying.filter(subject_id__in=chunk).values_list("pk", flat=True))


def _files(reach: Reach) -> None:
    """Find the sealed files that held rows name; the copies of a picture belong to its file."""
    for model in (Evidence, Attachment, Import):
        for chunk in chunks(reach.rows[model]):
            named = model._base_manager.filter(pk__in=chunk).exclude(stored_as="")
            reach.files.update(named.values_list("stored_as", flat=True))
    for chunk in chunks(reach.files):
        copies = list(Picture.objects.filter(original__in=chunk).values_list("pk", "large_as", "small_as"))
        reach.rows[Picture].update(pk for pk, _large, _small in copies)
        reach.files.update(name for _pk, large, small in copies for name in (large, small) if name)


def chunks(ids: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield ids in portions that every database takes, in a stable order."""
    found = sorted(ids, key=str)
    for start in range(0, len(found), AT_ONCE):
        yield found[start : start + AT_ONCE]
