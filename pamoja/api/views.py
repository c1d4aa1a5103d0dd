"""What programs call: the registers, their schemas, their records; reading, entering and correcting."""

import json
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES, can, require
from pamoja.api.callers import for_programs
from pamoja.api.shapes import as_json, schema_of, with_warnings
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.places.models import Place
from pamoja.programme.coded import CODED
from pamoja.records.actions import enter
from pamoja.records.models import Record, Term
from pamoja.records.openness import Reader
from pamoja.records.queries import open_at, within
from pamoja.records.register import Register
from pamoja.records.viewing import note_export, note_view
from pamoja.registry.registers import REGISTERS

DOOR = "api"
FEW, MOST = 100, 1000
"""Records in one answer: unless asked, and at most."""
EQUAL = ("owner", "life")


@for_programs
def registers(request: HttpRequest, person: User) -> JsonResponse:
    """List the registers that the person's role opens."""
    del request
    role = ROLES[person.role]
    return JsonResponse(
        {
            "registers": [
                {
                    "name": name,
                    "label": str(register.plural),
                    "about": str(register.about),
                    "records": reverse("api_records", args=[name]),
                    "schema": reverse("api_schema", args=[name]),
                    "filters": ["after", "changed_since", "place", "owner", "life", *filters_of(register)],
                    "may_enter": can(person, f"{name}.enter"),
                    "may_correct": can(person, f"{name}.correct"),
                }
                for name, register in REGISTERS.items()
                if role.opens(name)
            ]
        }
    )


@for_programs
def schema(request: HttpRequest, person: User, register: str) -> JsonResponse:
    """Give the JSON Schema of a register's answers, in the person's language."""
    del request
    return JsonResponse(schema_of(_opened(register, person), person.language))


@for_programs
def records(request: HttpRequest, person: User, register: str) -> JsonResponse:
    """Give records some at a time, or enter one."""
    declared = _opened(register, person)
    if request.method == "POST":
        return _enter(request, person, declared)
    if request.method not in ("GET", "HEAD"):
        raise Problem("api.method", method=str(request.method))
    require(person, "export")
    found = declared.objects.visible_to(person).filter(_asked(request, person, declared))
    if declared.may_leave:
        found = found.filter(declared.may_leave(timezone.localdate()))
    size = _size(request)
    page = list(found.order_by("pk")[: size + 1])
    shown, more = page[:size], len(page) > size
    note_export(By(person, DOOR), declared, found.filter(pk__in=[one.pk for one in shown]), "api")
    reader = Reader(person)
    following = ""
    if more:
        asked = request.GET.copy()
        asked["after"] = str(shown[-1].pk)
        following = f"{reverse('api_records', args=[register])}?{asked.urlencode()}"
    return JsonResponse({"records": [as_json(declared, one, reader) for one in shown], "next": following})


@for_programs
def record(request: HttpRequest, person: User, register: str, record_id: uuid.UUID) -> JsonResponse:
    """Give one record, or correct it."""
    declared = _opened(register, person)
    found = declared.objects.visible_to(person).filter(pk=record_id).first()
    if found is None:
        raise Problem("record.not_found")
    if request.method == "PUT":
        return _correct(request, person, declared, found)
    if request.method not in ("GET", "HEAD"):
        raise Problem("api.method", method=str(request.method))
    note_view(By(person, DOOR), declared, found)
    return JsonResponse(with_warnings(declared, found, Reader(person)))


def _opened(name: str, person: User) -> Register:
    if name not in REGISTERS or not ROLES[person.role].opens(name):
        raise Problem("record.not_found")
    return REGISTERS[name]


def _enter(request: HttpRequest, person: User, register: Register) -> JsonResponse:
    sent = _sent(request, register, {"id"})
    saved = enter(register, sent["answers"], By(person, DOOR), record_id=_uuid(sent.get("id")))
    return JsonResponse(with_warnings(register, saved, Reader(person)), status=201)


def _correct(request: HttpRequest, person: User, register: Register, found: Record) -> JsonResponse:
    sent = _sent(request, register, {"reason", "version"})
    version = sent.get("version")
    if not isinstance(version, int):
        raise Problem("api.version_missing", where="version")
    reason = str(sent.get("reason") or "")
    saved = enter(register, sent["answers"], By(person, DOOR), record=found, reason=reason, version=version)
    return JsonResponse(with_warnings(register, saved, Reader(person)))


def _sent(request: HttpRequest, register: Register, also: set[str]) -> Mapping[str, Any]:
    """Return what was sent: an object with `answers`, and nothing that is not known."""
    try:
        sent = json.loads(request.body)
    except (ValueError, UnicodeDecodeError, RecursionError):
        raise Problem("api.not_json") from None
    if not isinstance(sent, dict) or not isinstance(sent.get("answers"), dict):
        raise Problem("api.no_answers", where="answers")
    if unknown := sorted(sent.keys() - {"answers"} - also):
        raise Problem("api.unknown_key", where=unknown[0], value=unknown[0][:60])
    known = {name for name in register.asked() if name not in register.files}
    if strange := sorted(sent["answers"].keys() - known - {child.name for child in register.children}):
        raise Problem("api.unknown_question", where=strange[0][:60], value=strange[0][:60])
    return {**sent, "answers": _plain(sent["answers"])}


def _plain(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers as texts, lists of texts and lists of rows of texts; raise Problem for another shape."""
    found: dict[str, Any] = {}
    for name, answer in answers.items():
        if isinstance(answer, list):
            found[name] = [
                {key: _text(f"{name}[{number}].{key}", value) for key, value in row.items()}
                if isinstance(row, dict)
                else _text(f"{name}[{number}]", row)
                for number, row in enumerate(answer, 1)
            ]
        else:
            found[name] = _text(name, answer)
    return found


def _text(where: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Problem("api.answer_shape", where=where[:100])
    return str(value)


def _uuid(value: Any) -> uuid.UUID | None:
    if value is None:
        return None
    try:
        return uuid.UUID(str(value))
    except ValueError:
        raise Problem("api.not_a_uuid", where="id", value=str(value)[:60]) from None


def _size(request: HttpRequest) -> int:
    asked = request.GET.get("size", "")
    return min(max(int(asked), 1), MOST) if asked.isdecimal() and len(asked) < 6 else FEW


def _asked(request: HttpRequest, person: User, register: Register) -> Q:
    """Return the condition that a request asks for; raise Problem for what makes no sense."""
    found = Q()
    for name, value in request.GET.dict().items():
        if name == "size":
            continue
        if name == "after":
            found &= Q(pk__gt=_uuid(value))
        elif name == "changed_since":
            found &= Q(changed_at__gte=_moment(value))
        elif name == "place":
            place = Place.objects.filter(pk=value).first()
            if place is None:
                raise Problem("form.unknown_place", where="place", label="Place", value=value[:60])
            found &= within([place.path])
        elif name in EQUAL:
            found &= Q(**{name: value})
        elif name in filters_of(register):
            condition = Q(**{f"{name}__code" if filters_of(register)[name] else name: value})
            found &= condition & open_at(person, register.name, register.level_of(name))
        else:
            raise Problem("api.unknown_filter", where=name[:60], value=name[:60])
    return found


def filters_of(register: Register) -> dict[str, bool]:
    """Return the answers by whose codes records may be asked for, and whether the code is that of a list entry."""
    found = {}
    for name in register.filters.split():
        column: Any = register.model._meta.get_field(name)
        if column.related_model is Term or column.related_model in CODED:
            found[name] = column.related_model is Term
        elif column.choices:
            found[name] = False
    return found


def _moment(value: str) -> datetime:
    try:
        moment = parse_datetime(value.replace(" ", "+"))
    except ValueError:
        moment = None
    if moment is None:
        raise Problem("api.not_a_moment", where="changed_since", value=value[:60])
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
