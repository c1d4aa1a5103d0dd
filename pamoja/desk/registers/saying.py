"""Answers as they are stored, said in the words of a page: for the history, and for two corrections at once."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models

from pamoja.desk.registers.showing import closed
from pamoja.desk.templatetags.pamoja import date_long
from pamoja.places.models import Place
from pamoja.records.models import Record, Term
from pamoja.records.openness import Reader
from pamoja.records.register import Child, Register
from pamoja.registry.registers import REGISTERS


class Sayer:
    """Says stored answers to one reader; what it looked up it remembers."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._known: dict[tuple[Any, str], str] = {}

    def answer(self, register: Register, name: str, value: Any) -> str:
        """Return an answer to a question of a register, as `stored_answers` has it, in words; blank: nothing."""
        child = next((one for one in register.children if one.name == name), None)
        if child is not None:
            return "; ".join(self._row(child, row) for row in value or ())
        if name in register.references:
            return self._record(REGISTERS[register.references[name].register].model, str(value or ""))
        return self._of(register.model, name, value) if register.is_column(name) else str(value or "")

    def _row(self, child: Child, row: Mapping[str, Any]) -> str:
        return ", ".join(said for name, value in row.items() if (said := self._of(child.model, name, value)))

    def _of(self, model: type[models.Model], name: str, value: Any) -> str:
        if isinstance(value, list):
            return ", ".join(self._of(model, name, one) for one in value)
        if value in (None, ""):
            return ""
        column: Any = model._meta.get_field(name)
        target = column.related_model if column.is_relation else None
        if target is not None:
            return self._related(column, target, str(value))
        if column.choices:
            return str(dict(column.flatchoices).get(value, value))
        return _day(value) if isinstance(column, models.DateField) else str(value)

    def _related(self, column: Any, target: type[Any], value: str) -> str:
        if issubclass(target, Record):
            return self._record(target, value)
        key = f"{column.remote_field.limit_choices_to['list']}:{value}" if target is Term else value
        known = (target, key)
        if known not in self._known:
            found = target._default_manager.filter(pk=key).first()
            self._known[known] = (found.label if isinstance(found, Place) else str(found)) if found else value
        return self._known[known]

    def _record(self, model: type[Record], value: str) -> str:
        if not value:
            return ""
        found = model.everything.filter(pk=uuid.UUID(value)).first()
        return str(found.code) if found and self.reader.sees(found) else closed().text


def _day(value: Any) -> str:
    try:
        return str(date_long(date.fromisoformat(str(value))))
    except ValueError:
        return str(value)
