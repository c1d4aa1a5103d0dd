"""Drafts: what somebody typed into a form and did not save yet; theirs alone, sealed, and no record."""

import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from pamoja.accounts.models import User
from pamoja.accounts.rights import can, require
from pamoja.kit.by import By
from pamoja.kit.keyring import seal_for, unseal
from pamoja.kit.problems import Problem
from pamoja.records.models import KeptDraft
from pamoja.records.register import Register
from pamoja.records.sealed import CLEAR

MOST = 50
"""How many drafts a person keeps at most."""
LARGEST = 300_000
"""How many bytes a draft has at most."""


def drafts_of(person: User) -> "QuerySet[KeptDraft]":
    """Return the drafts that a person keeps, the latest first; whoever looks through a preview has none."""
    drafts = KeptDraft.objects.all()
    return drafts.none() if person.previewed_by else drafts.filter(person=person.pk)


@transaction.atomic
def keep_draft(by: By, register: Register, answers: Mapping[str, Any], draft_id: uuid.UUID | None = None) -> KeptDraft:
    """Keep answers as they were typed, complete or not, right or wrong, in the place of those of an earlier draft.

    Files are not kept. Raises Problem("rights.refused"), "preview.read_only", "record.not_found" for a draft that is
    not the writer's own, "draft.too_many", "draft.too_large".
    """
    require(by.person, f"{register.name}.enter")
    if by.person.previewed_by:
        raise Problem("preview.read_only")
    own = drafts_of(by.person).select_for_update()
    draft = own.filter(pk=draft_id, register=register.name).first() if draft_id else None
    if draft_id and draft is None:
        raise Problem("record.not_found")
    if draft is None:
        if len(own) >= MOST:
            raise Problem("draft.too_many", most=MOST)
        draft = KeptDraft(register=register.name, person=by.person)
    plain = json.dumps(_kept(register, answers), ensure_ascii=False).encode()
    if len(plain) > LARGEST:
        raise Problem("draft.too_large")
    draft.sealed, draft.kept_at = seal_for(by.person.organisation_id, _purpose(draft), plain), by.at
    draft.save()
    return draft


def _kept(register: Register, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers that a draft keeps: no file, and no wish to clear what is sealed."""
    return {name: value for name, value in answers.items() if name not in register.files and value is not CLEAR}


def open_draft(person: User, register: Register, draft_id: uuid.UUID) -> tuple[KeptDraft, dict[str, Any]]:
    """Return a draft of one's own with its answers; raise Problem("record.not_found"), or as `unseal` does."""
    draft = drafts_of(person).filter(pk=draft_id, register=register.name).first()
    if draft is None or not can(person, f"{register.name}.enter"):
        raise Problem("record.not_found")
    answers: dict[str, Any] = json.loads(unseal(_purpose(draft), draft.sealed))
    return draft, answers


@transaction.atomic
def drop_draft(by: By, draft_id: uuid.UUID) -> KeptDraft:
    """Keep a draft of one's own no longer, and return what it was; raise Problem("record.not_found")."""
    if by.person is None:
        raise Problem("rights.refused")
    draft = drafts_of(by.person).select_for_update().filter(pk=draft_id).first()
    if draft is None:
        raise Problem("record.not_found")
    KeptDraft.objects.filter(pk=draft.pk).delete()
    return draft


def drafts_that_tell(tells: Callable[[bytes], bool], drafts: Iterable[KeptDraft] | None = None) -> Iterator[KeptDraft]:
    """Yield the drafts whose answers tell of what is looked for, as far as they can be opened."""
    for draft in KeptDraft.objects.iterator(chunk_size=100) if drafts is None else drafts:
        try:
            plain = unseal(_purpose(draft), draft.sealed)
        except Problem:
            continue
        if tells(plain):
            yield draft


def forget_drafts(tells: Callable[[bytes], bool]) -> int:
    """Delete the drafts that tell of what is looked for; return how many."""
    return KeptDraft.objects.filter(pk__in=[draft.pk for draft in drafts_that_tell(tells)]).delete()[0]


def _purpose(draft: KeptDraft) -> str:
    """Return what a draft is sealed for: moved to somebody else's row, it cannot be opened."""
    return f"draft/{draft.pk}/{draft.person_id}"
