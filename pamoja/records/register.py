"""The declaration of a register, and the neutral form that everything else is made from."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import override

from pamoja.formats.questions import Choice, Condition, Form, Kind, Label, Question, Repeat, Rule
from pamoja.formats.questions import Section as FormSection
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.places.models import Place
from pamoja.programme.coded import CODED
from pamoja.records.amounts import MOST, Amount
from pamoja.records.models import Record, Term
from pamoja.records.rules import fields_read, neutral
from pamoja.records.warnings import Warn, lazy_sentence

Words = Any
"""A text or a lazy translation of one."""
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


@dataclass(frozen=True)
class Section:
    """Group questions under a heading; `code` names the group for good, the order may change."""

    code: str
    label: Words
    fields: str


@dataclass(frozen=True)
class When:
    """Ask a question only when `q` surely holds; `required` makes it compulsory then."""

    q: Q
    required: bool = False


@dataclass(frozen=True)
class Child:
    """Repeat questions within a record: a child model with a foreign key to it.

    `when` is a condition on the record's answers on which the rows are asked for. `keeps` names answers of the record
    that stand beside each row in the lake, so that figures may be divided by them.
    """

    name: str
    model: type[models.Model]
    fields: str
    label: Words
    keeps: str = ""
    when: Q | None = None

    @property
    def owner(self) -> str:
        """Return the name of the foreign key to the record."""
        return next(
            column.name
            for column in self.model._meta.fields
            if isinstance(column.related_model, type) and issubclass(column.related_model, Record)
        )

    def rows(self, record: Record) -> models.QuerySet[Any]:
        """Return the rows of a record."""
        return self.model._default_manager.filter(**{self.owner: record})


@dataclass(frozen=True)
class Reference:
    """Ask for a record of another register, kept as a link of the given kind."""

    register: str
    kind: str
    label: Words
    required: bool = False


@dataclass(frozen=True)
class File:
    """Ask for a file, kept sealed as evidence."""

    label: Words
    hint: Words = ""
    when: When | None = None


@dataclass(frozen=True)
class Sealed:
    """Ask for a text that is kept sealed: a name, a phone number, an address.

    `level` is what a reader must be open to before opening it. `match` ("name" or "phone") keeps a digest by which
    equal answers are found without opening any.
    """

    label: Words
    hint: Words = ""
    level: str = "restricted"
    required: bool = False
    match: str = ""
    limit: int = 200


@dataclass(frozen=True)
class View:
    """Offer a saved view of the list: a name for a condition that may depend on today."""

    code: str
    label: Words
    condition: Callable[[date], Q]


@dataclass(frozen=True)
class Due:
    """Hold one thing that falls due: with which record, on which day, what; `code` tells two of a record apart."""

    record: Any
    on: date
    what: Words
    code: str = "due"


Dues = Callable[[Any, date, date], Iterator[Due]]
"""Yields what falls due between two days among some records (a query), by day and by code."""
Check = Callable[[Any, Mapping[str, Any], By, Record | None], list[Problem]]
"""Looks at a validated but unsaved record (with its other answers, author and earlier self) and returns problems."""


@dataclass(frozen=True, eq=False)
class Register:
    """Declare one register: from this come form, list, XForm, CSV, lake columns and their rights.

    `levels` says which answers, or rows of which child, are less open than their record.
    `columns`, `filters` and `search` are names of fields; `views` are saved views of the list, `narrowed_by` names the
    records that a list may be narrowed to. `dues` tells the calendar what falls due. `checks` are rules that need more
    than the record, `warnings` rules that refuse nothing: what they find is kept as issues. `at_desk_only` names
    questions that phones do not ask, since their lists would weigh on them; a register that is not `on_phones` is
    entered at the desk and by workbook, and no form of it is published.
    `after_save` runs inside the write's transaction. `date_field` orders the list and places a record
    in time. `deduced` names columns of the model that follow from answers and stand beside them in the lake.
    `table` is the name of its table in the lake (blank: its own with an s), `in_lake` says which records
    figures count; `may_leave` says, for a day, which records a file that leaves the instance may hold (None: all that
    its reader sees). What may not be deleted has another way to go.
    """

    model: type[Record]
    prefix: str
    label: Words
    plural: Words
    sections: tuple[Section, ...]
    columns: str
    filters: str
    search: str
    date_field: str
    when: Mapping[str, When] = field(default_factory=dict)
    children: tuple[Child, ...] = ()
    references: Mapping[str, Reference] = field(default_factory=dict)
    files: Mapping[str, File] = field(default_factory=dict)
    sealed: Mapping[str, Sealed] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    warnings: tuple[Warn, ...] = ()
    after_save: Callable[[Any, By], object] | None = None
    views: tuple[View, ...] = ()
    dues: Dues | None = None
    narrowed_by: str = ""
    at_desk_only: str = ""
    on_phones: bool = True
    phone_list: Q | None = None
    deduced: str = ""
    table: str = ""
    in_lake: Q = field(default_factory=Q)
    may_leave: Callable[[date], Q] | None = None
    may_be_deleted: bool = True
    about: Words = ""

    @property
    def name(self) -> str:
        """Return the code name of the register."""
        return self.model.register_name

    @property
    def lake_table(self) -> str:
        """Return the name of the register's table in the lake."""
        return self.table or f"{self.name}s"

    @property
    def objects(self) -> Any:
        """Return the manager of the register's records, without those deleted."""
        return self.model.objects

    @property
    def everything(self) -> Any:
        """Return the manager of the register's records, with those deleted."""
        return self.model.everything

    def level_of(self, name: str) -> str:
        """Return the level of the answers to a question; public: they are as open as their record."""
        return self.sealed[name].level if name in self.sealed else self.levels.get(name, "public")

    def label_of(self, name: str) -> str:
        """Return the words of a question or of a child, in the active language."""
        others = {child.name: child.label for child in self.children}
        for kept_elsewhere in (self.references, self.files, self.sealed):
            others |= {key: one.label for key, one in kept_elsewhere.items()}
        return str(others[name] if name in others else self.model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]

    def asked(self) -> Iterator[str]:
        """Yield the names of all questions outside repeats, in order."""
        for section in self.sections:
            yield from section.fields.split()

    def is_column(self, name: str) -> bool:
        """Tell whether a question is a field of the model, and neither a file nor a link nor sealed."""
        return name not in self.files and name not in self.references and name not in self.sealed

    @cached_property
    def field_rules(self) -> tuple[Rule, ...]:
        """Return the cross-field rules of the model, in neutral form."""
        return tuple(_rules(self.model, list(self.asked())))

    def form(self) -> Form:
        """Return the neutral form with its texts in every language; it reads lists of values from the database."""
        return Form(
            self.name,
            in_languages(self.label),
            tuple(
                FormSection(
                    section.code, in_languages(section.label), tuple(self._question(n) for n in section.fields.split())
                )
                for section in self.sections
            ),
            tuple(
                Repeat(
                    child.name,
                    in_languages(child.label),
                    tuple(
                        field_question(child.model, name, level=self.level_of(child.name))
                        for name in child.fields.split()
                    ),
                    tuple(_rules(child.model, child.fields.split())),
                    neutral(child.when) if child.when else None,
                )
                for child in self.children
            ),
            self.field_rules,
            tuple(self._warnings()),
        )

    def _warnings(self) -> Iterator[Rule]:
        """Yield the warnings that are conditions on the answers, as rules of the form."""
        for warn in self.warnings:
            if warn.holds is not None:
                yield Rule(warn.code, neutral(warn.holds), in_languages(lazy_sentence(warn)), warn.where)

    def _question(self, name: str) -> Question:
        return replace(self._asked(name), on_phone=name not in self.at_desk_only.split())

    def _asked(self, name: str) -> Question:
        when = self.when.get(name)
        condition = neutral(when.q) if when else None
        if name in self.references:
            reference = self.references[name]
            return Question(
                name,
                "record",
                in_languages(reference.label),
                in_languages(""),
                reference.required,
                register=reference.register,
            )
        if name in self.files:
            file = self.files[name]
            condition = neutral(file.when.q) if file.when else None
            required = bool(file.when and file.when.required)
            return Question(name, "file", in_languages(file.label), in_languages(file.hint), required, when=condition)
        if name in self.sealed:
            sealed = self.sealed[name]
            return Question(
                name,
                "sealed",
                in_languages(sealed.label),
                in_languages(sealed.hint),
                sealed.required,
                level=sealed.level,
                limit=sealed.limit,
            )
        return field_question(self.model, name, condition, bool(when and when.required), self.level_of(name))


def in_languages(text: Words) -> Label:
    """Return a text in each language of the instance."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = str(text)
    return found


def field_question(
    model: type[models.Model], name: str, when: Condition | None = None, required: bool = False, level: str = "public"
) -> Question:
    """Return the question that a model field asks."""
    column: Any = model._meta.get_field(name)
    kind, choices, register = _kind(column)
    return Question(
        name=name,
        kind=kind,
        label=in_languages(column.verbose_name),
        hint=in_languages(column.help_text),
        required=required or (not column.blank and when is None),
        choices=choices,
        register=register,
        when=when,
        level=level,
        low=None if _most(column) is None else 0,
        default=str(column.get_default()) if column.has_default() and not callable(column.default) else "",
        high=_most(column),
        limit=column.max_length if kind in ("text", "longtext") else None,
    )


def _most(column: Any) -> int | None:
    """Return the highest answer to a question that takes numbers from nought on; None: it is no such question."""
    if isinstance(column, Amount):
        return MOST
    return 2_147_483_647 if isinstance(column, models.PositiveIntegerField) else None


def _kind(column: Any) -> tuple[Kind, tuple[Choice, ...], str]:
    target = column.related_model if column.is_relation else None
    if target is Place:
        return ("places" if column.many_to_many else "place"), (), ""
    if target in (Term, *CODED):
        return "one", tuple(_entries(column)), ""
    if target is not None and issubclass(target, Record):
        return "record", (), target.register_name
    if column.choices:
        return "one", tuple(Choice(str(code), in_languages(label)) for code, label in column.flatchoices), ""
    for kind_of_field, kind in _FIELD_KINDS:
        if isinstance(column, kind_of_field):
            return kind, (), ""
    raise TypeError(f"no question can be made from {column!r}")


_FIELD_KINDS: "tuple[tuple[type[models.Field[Any, Any]], Kind], ...]" = (
    (models.DateField, "date"),
    (models.DecimalField, "decimal"),
    (models.IntegerField, "integer"),
    (models.TextField, "longtext"),
    (models.CharField, "text"),
)


def _entries(column: Any) -> Iterator[Choice]:
    if column.related_model is Term:
        for term in Term.objects.filter(retired_on=None, **column.remote_field.limit_choices_to):
            yield Choice(term.code, {"fr": term.fr, "sw": term.sw, "en": term.en})
        return
    for one in CODED[column.related_model]():
        yield Choice(one.code, {language: in_language(one, language) for language in LANGUAGES})


def in_language(thing: object, language: str) -> str:
    """Return the name of a thing in one language."""
    with override(language):
        return str(thing)


def _rules(model: type[models.Model], asked: list[str]) -> Iterator[Rule]:
    """Yield the constraints of a model that carry a sentence, as rules of the form."""
    for constraint in model._meta.constraints:
        if not isinstance(constraint, models.CheckConstraint) or constraint.violation_error_code is None:
            continue
        condition = neutral(constraint.condition)  # type: ignore[arg-type]
        read = fields_read(condition)
        if read <= set(asked):
            last = max(read, key=asked.index)
            yield Rule(constraint.name, condition, in_languages(constraint.violation_error_message), last)
