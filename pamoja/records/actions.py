"""The one way to write a record, whatever the register and the door."""

import tomllib
import uuid
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models.fields import NOT_PROVIDED

from pamoja.accounts.rights import can, require
from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.kit.problems import Problem, Problems
from pamoja.records import evidence, sealed
from pamoja.records.amounts import plain_decimal
from pamoja.records.drafts import Answers, Draft
from pamoja.records.issues import keep_issues
from pamoja.records.models import Change, Counter, Evidence, Life, Link, Record, Term
from pamoja.records.openness import Reader
from pamoja.records.register import Register
from pamoja.records.teams import give_team
from pamoja.records.words import keep_words

LISTS = Path(__file__).with_name("lists")
COUNTER = Counter._meta.db_table
COUNT_ON = (
    f"INSERT INTO {COUNTER} (name, last) VALUES (%s, 1)"  # noqa: S608 (our own words only)
    f" ON CONFLICT (name) DO UPDATE SET last = {COUNTER}.last + 1 RETURNING last"
)


@transaction.atomic
def enter(
    register: Register,
    answers: Answers,
    by: By,
    *,
    record: Record | None = None,
    reason: str = "",
    version: int | None = None,
    record_id: uuid.UUID | None = None,
    submission: uuid.UUID | None = None,
    owner: str = "",
) -> Any:
    """Enter a record from answers, or correct `record` for a reason; return it saved.

    `answers` maps question names to text, lists of texts, or lists of rows for repeats; places, list entries and
    records are named by their codes. A new record takes the id that was made where it was born (`record_id`) and
    belongs to the author's organisation (`owner` for a write without a person). A correction replaces all answers that
    its author may read, refuses when `version` is not the record's, and brings the record back to where its life began:
    what was verified or approved is no longer what it says. A strict record gets the people named for it. What is
    unusual stops nothing: it is kept as issues of the record, and told in its `warned`.

    Raises Problem for a right that lacks, Problems with every fault of the answers.
    """
    _check_right(register, by, record)
    if record is not None:
        if not reason.strip():
            raise Problem("record.reason_missing", where="reason")
        record = register.objects.select_for_update().get(pk=record.pk)
        _check_version(record, version)
    elif record_id is not None and register.everything.filter(pk=record_id).exists():
        raise Problem("record.already_there")
    before = stored_answers(register, record) if record else {}
    draft = _draft(register, answers, by, record, before)
    if draft.problems:
        raise Problems(draft.problems)
    saved, warned = draft.record, draft.warned
    if record is None:
        _give_birth(register, saved, by, record_id, submission, owner)
    else:
        saved.version, saved.life = record.version + 1, Life.SUBMITTED
    saved.changed_at = by.at
    draft.form.save()
    _save_rows(draft)
    _save_links(draft)
    files = _save_files(draft, by)
    seals = sealed.keep(register, saved, draft.sealed())
    give_team(register, saved, by)
    if register.after_save:
        register.after_save(saved, by)
    changes: dict[str, Any] = {}
    if record is not None:
        after = stored_answers(register, saved)
        changes = {name: [before.get(name), value] for name, value in after.items() if before.get(name) != value}
        changes |= {"life": [str(record.life), str(saved.life)]} if record.life != saved.life else {}
        changes |= files | seals
    note(
        by,
        "correct" if record else "enter",
        register.name,
        saved.pk,
        reason=reason,
        changes=changes,
    )
    tell_change(register, saved)
    keep_issues(saved, warned, by, new=record is None)
    saved.warned = tuple(warned)
    return saved


def faults(
    register: Register, answers: Answers, by: By, *, record: Record | None = None, version: int | None = None
) -> list[Problem]:
    """Return what would keep `enter` from taking these answers, as far as that is known before; nothing is written."""
    return foreseen(register, answers, by, record=record, version=version)[0]


def foreseen(
    register: Register, answers: Answers, by: By, *, record: Record | None = None, version: int | None = None
) -> tuple[list[Problem], list[Problem]]:
    """Return what would keep `enter` from taking these answers, and what it would warn of; nothing is written."""
    try:
        _check_right(register, by, record)
        if record is not None:
            _check_version(record, version)
    except Problem as problem:
        return [problem], []
    before = stored_answers(register, record) if record else {}
    draft = _draft(register, answers, by, record, before)
    return draft.problems, draft.warned


def _draft(register: Register, answers: Answers, by: By, record: Record | None, before: Mapping[str, Any]) -> Draft:
    """Return the record that answers would make; what its author may not read of it stays as it was."""
    if record is not None and by.person is not None:
        reader = Reader(by.person)
        answers = {**answers, **{name: before.get(name, "") for name in reader.closed(register, record)}}
        answers = {name: answers[name] for name in answers.keys() - reader.closed_seals(register, record)}
    return Draft(register, answers, by, record, shown=False)


def _check_version(record: Record, version: int | None) -> None:
    if version is not None and version != record.version:
        raise Problem("record.changed_meanwhile")


def tell_change(register: Register, record: Record) -> None:
    """Tell the lake, within the transaction of the write, that a record changed, and keep the words it says now."""
    Change.objects.create(register=register.name, record=record.pk)
    keep_words(register, record)


def _check_right(register: Register, by: By, record: Record | None) -> None:
    require(by.person, f"{register.name}.{'correct' if record else 'enter'}")
    if record is None:
        return
    if by.person is not None:
        if not register.objects.visible_to(by.person).filter(pk=record.pk).exists():
            raise Problem("record.not_found")
        if record.owner_id != by.person.organisation_id and not can(by.person, "correct.others"):
            raise Problem("record.not_yours")


def _give_birth(
    register: Register, record: Any, by: By, record_id: uuid.UUID | None, submission: uuid.UUID | None, owner: str
) -> None:
    record.pk = record_id or uuid.uuid4()
    record.owner_id = by.person.organisation_id if by.person else owner
    record.created_at = by.at
    record.created_by = by.person
    record.door = by.door
    record.submission = submission
    record.code = next_code(register.prefix, getattr(record, register.date_field).year)


def next_code(prefix: str, year: int) -> str:
    """Return the next human code of a register in a year, as ENG-2026-0147."""
    name = f"{prefix}-{year}"
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ON, [name])
        (number,) = cursor.fetchone()
    return f"{name}-{number:04d}"


def _save_rows(draft: Draft) -> None:
    for child in draft.register.children:
        if draft.before is not None:
            child.rows(draft.record).delete()
        rows = []
        for form in draft.kept_rows(child):
            setattr(form.instance, child.owner, draft.record)
            rows.append(form.instance)
        child.model._default_manager.bulk_create(rows)


def _save_links(draft: Draft) -> None:
    for name, target in draft.linked().items():
        reference = draft.register.references[name]
        if draft.before is not None:
            Link.objects.filter(from_id=draft.record.pk, kind=reference.kind).delete()
        if target is not None:
            Link.objects.create(
                kind=reference.kind,
                from_register=draft.register.name,
                from_id=draft.record.pk,
                to_register=reference.register,
                to_id=target.pk,
            )


def _save_files(draft: Draft, by: By) -> dict[str, list[list[str]]]:
    """Keep the files that a page uploaded, and return what each question had and has, as ids of evidence.

    A phone's answer is a name, and intake brings the file itself.
    """
    changes = {}
    for name, upload in draft.uploads():
        before = Evidence.objects.filter(record=draft.record.pk, question=name, replaced_at=None)
        old = [str(pk) for pk in before.values_list("pk", flat=True)]
        changes[name] = [old, [str(evidence.keep(draft.register, draft.record, name, upload, by).pk)]]
    return changes


def default_answers(register: Register) -> dict[str, str]:
    """Return what the questions of a register answer before anybody does."""
    found = {}
    for name in register.asked():
        column: Any = register.model._meta.get_field(name) if register.is_column(name) else None
        if getattr(column, "default", NOT_PROVIDED) not in (NOT_PROVIDED, ""):
            found[name] = str(column.default)
    return found


def stored_answers(register: Register, record: Record) -> dict[str, Any]:
    """Return the answers of a record as `enter` takes them: codes, ISO dates, lists of rows.

    Files and sealed answers are left out.
    """
    found: dict[str, Any] = {}
    for name in register.asked():
        if name in register.files or name in register.sealed:
            continue
        if name in register.references:
            link = Link.objects.filter(from_id=record.pk, kind=register.references[name].kind).first()
            found[name] = str(link.to_id) if link else ""
        else:
            found[name] = plain_answer(record, name)
    for child in register.children:
        rows = [{name: plain_answer(row, name) for name in child.fields.split()} for row in child.rows(record)]
        found[child.name] = sorted(rows, key=lambda row: list(row.values()))
    return found


def plain_answer(thing: Any, name: str) -> Any:
    """Return one answer of a record or row as `enter` takes it."""
    column = thing._meta.get_field(name)
    if column.many_to_many:
        return sorted(getattr(thing, name).values_list("pk", flat=True))
    value = getattr(thing, column.attname)
    if column.related_model is Term:
        return value.partition(":")[2] if value else ""
    if isinstance(value, Decimal):
        return plain_decimal(value)
    return "" if value is None else str(value)


@transaction.atomic
def load_terms(by: By) -> int:
    """Bring the lists of values of the instance to those shipped; return how many entries there are."""
    shipped = list(_shipped_terms())
    said = ["fr", "en", "sw", "source", "order"]
    Term.objects.bulk_create(shipped, update_conflicts=True, unique_fields=["key"], update_fields=said)
    note(by, "load", "terms", "all")
    return len(shipped)


@transaction.atomic
def add_new_terms(by: By) -> int:
    """Add the shipped entries that the instance does not have, and leave those it has; return how many were added.

    An instance that was upgraded needs the lists of its new registers before anybody fills their forms.
    """
    there = set(Term.objects.values_list("key", flat=True))
    new = [term for term in _shipped_terms() if term.key not in there]
    Term.objects.bulk_create(new)
    if new:
        note(by, "load", "terms", "new")
    return len(new)


def _shipped_terms() -> Iterator[Term]:
    for path in sorted(LISTS.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        name = data["list"]
        for order, entry in enumerate(data["term"], 1):
            words = {key: entry[key] for key in ("fr", "en", "sw", "source")}
            code = entry["code"]
            yield Term(key=f"{name}:{code}", list=name, code=code, order=entry.get("order", order), **words)
