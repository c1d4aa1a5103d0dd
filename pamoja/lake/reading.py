"""Reading records from the database as columns."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

import pyarrow as pa
from django.db.models import Model, QuerySet

from pamoja.activities.models import Activity
from pamoja.dialogue.models import DialogueProcess
from pamoja.lake.columns import own_questions, register_schema
from pamoja.lake.geography import Geography
from pamoja.records.models import Link, Term
from pamoja.records.register import Register

CHUNK = 900
PILLAR: dict[str, str] = {"followup": "commitment__pillar_id"}
"""Where the pillar of a record stands that is not asked for one; that of a session is its process's or activity's."""
Columns = dict[str, list[Any]]
Ids = Collection[UUID] | None


def some(queryset: "QuerySet[Any]", field: str, ids: Ids) -> "Iterator[QuerySet[Any]]":
    """Yield the rows of which a field is one of the ids, in chunks that every database takes; None: all rows."""
    if ids is None:
        yield queryset
        return
    known = sorted(ids)
    for start in range(0, len(known), CHUNK):
        yield queryset.filter(**{f"{field}__in": known[start : start + CHUNK]})


def read_register(register: Register, geography: Geography, ids: Ids = None) -> pa.Table:
    """Return the records of a register as its columns of the lake; None: all of them."""
    columns = _plain(register, ids)
    columns |= _references(register, columns["id"], ids)
    columns |= _lists(register, columns["id"], ids)
    columns |= geography.columns(columns["place"])
    if "process" in columns:
        columns["pillar"] = _pillars_of_sessions(columns)
    columns.setdefault("pillar", [None] * len(columns["id"]))
    return as_table(columns, register_schema(register.name))


def _pillars_of_sessions(columns: Columns) -> list[str | None]:
    """Return the pillar of each session: that of its dialogue process, else that of its activity."""
    of_process = dict(DialogueProcess.objects.order_by().values_list("pk", "pillar_id"))
    of_activity = dict(Activity.objects.order_by().values_list("pk", "pillar_id"))
    return [
        of_process.get(process) or of_activity.get(activity)
        for process, activity in zip(columns["process"], columns["activity"], strict=True)
    ]


def as_table(columns: Columns, schema: pa.Schema) -> pa.Table:
    """Return columns as a table of the given schema."""
    return pa.table([pa.array(columns[kind.name], kind.type) for kind in schema], schema=schema)


def _plain(register: Register, ids: Ids) -> Columns:
    """Read what stands in the row of a record; an empty text is unknown."""
    paths = {"id": "pk", "code": "code", "owner": "owner_id", "sensitivity": "sensitivity", "place": "place_id"}
    paths["date"] = register.date_field
    if pillar := PILLAR.get(register.name, "pillar_id" if "pillar" in register.asked() else ""):
        paths["pillar"] = pillar
    own = {name: path for name in own_questions(register) if (path := _path(register, name))}
    paths |= own
    rows: list[tuple[Any, ...]] = []
    for chunk in some(register.objects.filter(register.in_lake).order_by(), "pk", ids):
        rows += chunk.values_list(*paths.values())
    values: list[Any] = list(zip(*rows, strict=True)) or [()] * len(paths)
    named = zip(paths, values, strict=True)
    listed = {name for name in paths if name in own and is_listed(register.model, name)}
    return {
        name: [code_of(value) for value in column] if name in listed else [blank_is_unknown(value) for value in column]
        for name, column in named
    }


def is_listed(model: type[Model], name: str) -> bool:
    """Tell whether a question is answered by an entry of a list of values."""
    return model._meta.get_field(name).related_model is Term


def code_of(key: str | None) -> str | None:
    """Return the code of a list entry from its key; a join with the entries, several in one query, can take minutes."""
    return key.partition(":")[2] if key else None


def blank_is_unknown(value: Any) -> Any:
    """Return a value, None for an empty text."""
    return value if value != "" else None


def _path(register: Register, name: str) -> str:
    """Return where the answer to a question stands, for the ORM; nothing when it stands in other rows."""
    if name in register.references:
        return ""
    field: Any = register.model._meta.get_field(name)
    if field.many_to_many:
        return ""
    return f"{name}_id" if field.is_relation else name


def _references(register: Register, records: list[UUID], ids: Ids) -> Columns:
    """Read the records that links lead to."""
    found: Columns = {}
    for name, reference in register.references.items():
        to: dict[UUID, UUID] = {}
        links = Link.objects.filter(kind=reference.kind, from_register=register.name)
        for chunk in some(links, "from_id", ids):
            to.update(chunk.values_list("from_id", "to_id"))
        found[name] = [to.get(record) for record in records]
    return found


def _lists(register: Register, records: list[UUID], ids: Ids) -> Columns:
    """Read the answers that are lists of places, each in order of their codes."""
    found: Columns = {}
    for name in own_questions(register):
        if name in register.references:
            continue
        field: Any = register.model._meta.get_field(name)
        if not field.many_to_many:
            continue
        of, to = field.m2m_field_name(), field.m2m_reverse_field_name()
        lists: dict[UUID, list[str]] = defaultdict(list)
        for chunk in some(field.remote_field.through._default_manager.order_by(f"{to}_id"), f"{of}_id", ids):
            for record, value in chunk.values_list(f"{of}_id", f"{to}_id"):
                lists[record].append(value)
        found[name] = [lists.get(record, []) for record in records]
    return found
