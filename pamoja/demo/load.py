"""Loading the demonstration: the story is entered by its people, through the same actions that users call."""

import json
import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from pamoja.accounts.models import User
from pamoja.demo import content
from pamoja.demo.abuse import tell_reports
from pamoja.demo.approvals import approve_halves
from pamoja.demo.entries import Entry, Window
from pamoja.demo.explanations import explain_issues
from pamoja.demo.letter import Paper, letter
from pamoja.demo.people import Access, bring_on, give_access
from pamoja.demo.story import SEED, WINDOW, tell
from pamoja.kit.by import By
from pamoja.partners.queries import leading_organisation
from pamoja.places.actions import load_reference_places
from pamoja.places.models import Place
from pamoja.programme.actions import load_pillars
from pamoja.records.actions import enter, load_terms
from pamoja.records.choosing import looked_up_once
from pamoja.records.register import Register
from pamoja.registry.registers import REGISTERS

STORIES = uuid.UUID("6d2f3c1e-0f6b-4c2a-9d0e-20240108aaaa")
INVALID = "@demo.invalid"
TOGETHER = 50
"""Entries in one transaction."""

Progress = Callable[[int, int], None]
"""Is told how many entries of how many are in."""


def record_id(register: str, key: str) -> uuid.UUID:
    """Return the id that a record of the story has in every instance."""
    return uuid.uuid5(STORIES, f"{register}/{key}")


def load_demo(by: By, progress: Progress = lambda _done, _all: None, window: Window = WINDOW, seed: int = SEED) -> int:
    """Load reference data, the cast and the story told for `window`; return how many entries were made.

    Run again, it makes those that are missing. Raises Problems when an entry breaks a rule.
    """
    if not Place.objects.exists():
        load_reference_places(by)
    load_pillars(by)
    load_terms(by)
    bring_on(by, window.first)
    made = enter_all(tell(window, seed).entries, by, progress)
    approve_halves(by, window)
    tell_reports(by, window, record_id)
    explain_issues(by, window)
    return made


def enter_all(entries: tuple[Entry, ...], by: By, progress: Progress = lambda _done, _all: None) -> int:
    """Make the entries that are not there yet, in their order; return how many were made."""
    people = {user.login: user for user in User.objects.select_related("organisation")}
    versions = {name: dict(register.objects.values_list("pk", "version")) for name, register in REGISTERS.items()}
    missing = (
        (number, entry)
        for number, entry in enumerate(entries)
        if versions[entry.register].get(record_id(entry.register, entry.key), 0) < (2 if entry.reason else 1)
    )
    made = 0
    for batch in _batches(missing, TOGETHER):
        with transaction.atomic(), looked_up_once():
            for number, entry in batch:
                _enter(entry, _author(entry, people, by.door, _moment(entry, number)))
        made += len(batch)
        progress(batch[-1][0] + 1, len(entries))
    return made


def _batches(things: Iterable[Any], size: int) -> Iterator[list[Any]]:
    source = iter(things)
    while batch := list(islice(source, size)):
        yield batch


def _moment(entry: Entry, number: int) -> datetime:
    """Return the moment of an entry in its day: the order of the story, from seven in the morning on."""
    morning = timezone.make_aware(datetime.combine(entry.on, time(7)))
    return morning + timedelta(seconds=20 * (number % 1500))


def _enter(entry: Entry, by: By) -> None:
    register: Register = REGISTERS[entry.register]
    papers = {one.question: Paper(one.name, letter(one.lines)) for one in entry.letters}
    named = {question: str(record_id(_named_register(register, question), key)) for question, key in entry.refs.items()}
    identity = record_id(entry.register, entry.key)
    before = register.objects.get(pk=identity) if entry.reason else None
    answers = {**entry.answers, **named, **papers}
    owner = "" if by.person else leading_organisation().pk
    enter(register, answers, by, record=before, reason=entry.reason, record_id=identity, owner=owner)


def _author(entry: Entry, people: dict[str, User], door: str, at: datetime) -> By:
    """Return who makes an entry; who has no login writes on the public page."""
    return By(people[entry.login], door, at) if entry.login else By(None, "public", at)


def _named_register(register: Register, question: str) -> str:
    if question in register.references:
        return register.references[question].register
    return str(register.model._meta.get_field(question).related_model.register_name)  # type: ignore[union-attr]


def access_file() -> Path:
    """Return where a demonstration keeps how to sign in."""
    return Path(settings.HOME) / "demo.json"


def write_access(by: By, address: str) -> Access:
    """Give access to the cast and write it, readable by its owner only; passwords given before are kept."""
    path = access_file()
    before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
    access = give_access(by, Access.from_dict(before) if before else None)
    path.touch(mode=0o600)
    path.chmod(0o600)
    address = before["address"] if before else address
    text = json.dumps({"address": address, **access.as_dict()}, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")
    return access


def is_real() -> bool:
    """Tell whether the instance holds people or records that are not of the demonstration."""
    invented = {organisation.code for organisation in content.cast().organisations}
    if User.objects.exclude(login__endswith=INVALID).exists():
        return True
    return any(register.objects.exclude(owner__in=invented).exists() for register in REGISTERS.values())
