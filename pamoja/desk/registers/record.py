"""What the page of any record shows."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.desk.files.shown import shown_files
from pamoja.desk.quality.shown import issues_on
from pamoja.desk.registers.hanging import hanging
from pamoja.desk.registers.history import history_of
from pamoja.desk.registers.joint import joint_notes
from pamoja.desk.registers.life import life_of
from pamoja.desk.registers.showing import closed, kind_of, record_url, sealed_value, shown
from pamoja.desk.templatetags.pamoja import language
from pamoja.desk.values import Column, Fact, Row, Value, missing
from pamoja.dialogue.models import Commitment, FollowUp
from pamoja.indicators.opening import Counted, FigureReader
from pamoja.places.models import Place
from pamoja.records.models import Evidence, Link, Record
from pamoja.records.openness import Reader
from pamoja.records.register import Child, Register, Section
from pamoja.records.sealed import kept_names
from pamoja.registry.registers import REGISTERS


def common(register: Register, record: Record, reader: Reader) -> dict[str, Any]:
    """Return what every record page shows: where it stands, its links, its history, what may be done with it."""
    person = reader.person
    correctable = can(person, f"{register.name}.correct") and (
        record.owner_id == person.organisation_id or can(person, "correct.others")
    )
    entry = reverse("inbox_item", args=[record.submission]) if record.submission and can(person, "inbox.read") else ""
    return {
        "section": register.name,
        "crumbs": crumbs(register, record),
        "links": links_of(register, record, person),
        "history": history_of(register, record, reader),
        "life": life_of(register, record, person),
        "issues": issues_on(register, record, reader, timezone.localdate()),
        "edit_url": reverse("register_edit", args=[register.name, record.pk]) if correctable else "",
        "who_url": reverse("record_who", args=[register.name, record.pk]) if can(person, "access.explain") else "",
        "entry_url": entry,
        "entry": _("The submission that it came in with, as received") if entry else "",
    }


def crumbs(register: Register, record: Record) -> list[dict[str, str]]:
    """Return the register, the places above the record's place, and its code."""
    own = reverse("register_list", args=[register.name])
    place = record.place
    names = dict(Place.objects.filter(pk__in=place.ancestor_codes).values_list("pk", "name"))
    above = [{"label": names[code], "url": f"{own}?place={code}"} for code in place.ancestor_codes if code in names]
    here = [{"label": place.short_label, "url": reverse("place", args=[place.pk])}]
    return [{"label": str(register.plural), "url": own}, *above, *here, {"label": record.code, "url": ""}]


def record_page(register: Register, leave: tuple[str, ...] = ()) -> Callable[[Any, Reader, date], dict[str, Any]]:
    """Return the presenter of a register that has no page of its own; `leave`: registers that hang on it, not shown."""

    def page(record: Any, reader: Reader, today: date) -> dict[str, Any]:
        said = isinstance(record, FollowUp) and bool(record.words)
        return {
            "register": {"name": register.plural},
            "record": {"code": record.code, "title": record.words if said else str(record), "said": said},
            "byline": f"{record.place.label} · {record.owner}",
            "sections": [
                *(_section(register, section, record, reader) for section in register.sections),
                *_other_files(register, record, reader),
            ],
            "children": [*children_of(register, record, reader), *hanging(register, record, reader, today, leave)],
            "counts_in": counted(register, record, reader.person, today),
            "notes": joint_notes(record, reader),
        }

    return page


def facts_of(register: Register, record: Any, reader: Reader, leave: tuple[str, ...] = ()) -> list[Fact]:
    """Return the answers of a record as short facts, in the order of its form, without those in `leave`."""
    names = [name for name in register.asked() if name not in leave]
    files = _files(register, record, reader) if set(names) & set(register.files) else {}
    sealed = kept_names(record) if register.sealed else frozenset()
    facts = []
    for name in names:
        if name in register.files:
            facts.append(Fact(str(register.files[name].label), files.get(name, missing(_("no file")))))
        elif name in sealed:
            facts.append(Fact(str(register.sealed[name].label), sealed_value(register, record, reader, name)))
        elif register.is_column(name):
            facts.append(Fact(_label(record, name), shown(reader, record, name)))
    return [fact for fact in facts if fact.value.kind != "missing"]


def _files(register: Register, record: Record, reader: Reader) -> dict[str, Value]:
    """Return the files of a record by question, without those that a correction replaced."""
    found: defaultdict[str, list[Evidence]] = defaultdict(list)
    for piece in Evidence.objects.filter(record=record.pk, replaced_at=None):
        found[piece.question].append(piece)
    return {
        name: Value("files", files=shown_files(reader.person, "evidence", pieces, _file_label(register, name)))
        if reader.opens(register, record, name)
        else closed()
        for name, pieces in found.items()
    }


def _other_files(register: Register, record: Record, reader: Reader) -> list[dict[str, Any]]:
    """Return a section for the files that came with a record though no question asks for them; none without any."""
    found = _files(register, record, reader)
    facts = [Fact(_("File"), files) for name, files in found.items() if name not in register.files]
    return [{"title": _("Other files"), "facts": facts, "texts": []}] if facts else []


def _file_label(register: Register, name: str) -> str:
    return str(register.files[name].label) if name in register.files else ""


def _label(thing: Any, name: str) -> str:
    return str(thing._meta.get_field(name).verbose_name)


def _section(register: Register, section: Section, record: Any, reader: Reader) -> dict[str, Any]:
    texts, short = [], []
    shut = reader.closed(register, record)
    for name in section.fields.split():
        column = record._meta.get_field(name) if register.is_column(name) else None
        if isinstance(column, models.TextField) and name not in shut:
            if getattr(record, name):
                texts.append({"label": _label(record, name), "text": getattr(record, name), "said": name == "words"})
        else:
            short.append(name)
    leave = tuple(name for name in register.asked() if name not in short)
    return {"title": section.label, "facts": facts_of(register, record, reader, leave), "texts": texts}


def children_of(register: Register, record: Any, reader: Reader) -> list[dict[str, Any]]:
    """Return the rows repeated within a record, those of each child that the reader may read."""
    shut, sentence = reader.closed(register, record), closed().text
    return [
        {"title": child.label, "columns": [], "rows": [], "empty": sentence}
        if child.name in shut
        else _child(child, record, reader)
        for child in register.children
    ]


def _child(child: Child, record: Any, reader: Reader) -> dict[str, Any]:
    names = child.fields.split()
    columns = [child.model._meta.get_field(name) for name in names]
    return {
        "title": child.label,
        "columns": [Column(str(getattr(column, "verbose_name", "")), kind_of(column)) for column in columns],
        "rows": [Row([shown(reader, row, name) for name in names]) for row in child.rows(record)],
        "empty": _("Nothing was entered here."),
    }


def links_of(register: Register, record: Record, person: User, leave: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """Return the visible records linked to a record, both ways, by register (parts/related.html), without `leave`."""
    pairs = [(link.to_register, link.to_id) for link in Link.objects.filter(from_id=record.pk)]
    pairs += [(link.from_register, link.from_id) for link in Link.objects.filter(to_id=record.pk)]
    pairs += [
        (column.related_model.register_name, getattr(record, column.attname)) for column in _record_columns(register)
    ]
    wanted: defaultdict[str, list[Any]] = defaultdict(list)
    for name, record_id in pairs:
        if record_id is not None and name not in leave:
            wanted[name].append(record_id)
    groups = []
    for name, ids in wanted.items():
        found = REGISTERS[name].objects.visible_to(person).filter(pk__in=ids)
        if items := [_item(one) for one in found]:
            groups.append({"label": REGISTERS[name].plural, "items": items})
    return groups


def _record_columns(register: Register) -> list[Any]:
    columns: list[Any] = list(register.model._meta.fields)
    return [c for c in columns if isinstance(c.related_model, type) and issubclass(c.related_model, Record)]


def _item(record: Any) -> dict[str, Any]:
    said = isinstance(record, Commitment)
    state = record.state if said else ""
    return {"url": record_url(record), "code": record.code, "title": str(record), "said": said, "state": state}


def counted(register: Register, record: Record, person: User, today: date) -> list[dict[str, str]]:
    """Return in which figures a record counts, and where."""
    return [
        {
            "url": reverse("figure", args=[one.definition.code]),
            "name": one.definition.name[language()],
            "where": _where(one),
        }
        for one in FigureReader(person, today).counts_in(register.name, record.pk)
    ]


def _where(one: Counted) -> str:
    return {
        "numerator": _("in the numerator"),
        "denominator": _("in the denominator, not in the numerator"),
        "missing": _("as missing: something that the figure needs is not known"),
        "none": _("not counted"),
    }[one.role]
