"""A record before it is saved: answers put in form, checked as a whole, with every problem named."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, cast

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.models import construct_instance
from django.utils.translation import override

from pamoja.formats.questions import Condition
from pamoja.formats.rules import surely
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.places.models import Place
from pamoja.records.choosing import current, may_choose
from pamoja.records.evidence import Upload, faults_of
from pamoja.records.fields import (
    PlaceField,
    PlacesField,
    RecordField,
    SealedField,
    TermField,
    form_field,
    readable,
)
from pamoja.records.models import Record
from pamoja.records.register import Child, Register
from pamoja.records.rules import fields_read, neutral
from pamoja.records.sealed import MASK, kept_names

Answers = Mapping[str, Any]

SENTENCE_OF = {
    "required": "form.required",
    "invalid": "form.invalid",
    "invalid_date": "form.invalid",
    "invalid_choice": "form.invalid_choice",
    "invalid_pk_value": "form.invalid_choice",
    "invalid_list": "form.invalid_choice",
    "max_length": "form.too_long",
    "min_value": "form.out_of_range",
    "max_value": "form.out_of_range",
    "null_characters_not_allowed": "form.unreadable_character",
}


class Draft:
    """Holds a record of a register that is being entered or corrected.

    `form` and `rows` (child name -> forms) are bound Django forms, with the sentences of `problems` on them. When they
    are not `shown` on a page, questions that are not answered need no choices.
    """

    def __init__(
        self, register: Register, answers: Answers, by: By, record: Record | None = None, *, shown: bool = True
    ) -> None:
        self.register, self.answers, self.by, self.before = register, answers, by, record
        instance = register.objects.get(pk=record.pk) if record else register.model()
        self.limits = _Limits(by.person, shown)
        self.form = self.limits.on(_form_class(register)(_flat(answers), instance=instance))
        kept = kept_names(record) if record and register.sealed else frozenset()
        for name in register.sealed:
            cast("Any", self.form.fields[name]).for_kept(name in kept)
        self.rows = {child.name: list(self._row_forms(child)) for child in register.children}
        self.problems = list(self._problems())
        self._show()

    @property
    def record(self) -> Any:
        """Return the unsaved record that the answers make."""
        return self.form.instance

    @cached_property
    def warned(self) -> list[Problem]:
        """Return what is unusual in the answers; while they have faults, only what conditions on them tell."""
        found = [one for one in self.register.warnings if one.check is None or not self.problems]
        return [problem for one in found for problem in one.found(self.record, self.answers, self.by, self.before)]

    def kept_rows(self, child: Child) -> list[Any]:
        """Return the forms of a child that say something."""
        return [row for row in self.rows[child.name] if row.has_changed()]

    def empty_row(self, child: Child, index: int) -> Any:
        """Return an unbound form for one more row of a child."""
        form = _child_class(child)(prefix=f"{child.name}-{index}", use_required_attribute=False)
        return self.limits.on(form)

    def _row_forms(self, child: Child) -> Iterator["AnswerForm"]:
        like = None
        for index, row in enumerate(_prefixed(child, self.answers)):
            like = _child_class(child)(row, prefix=f"{child.name}-{index}", use_required_attribute=False, like=like)
            yield self.limits.on(like)

    def linked(self) -> dict[str, Record | None]:
        """Return the records named by the questions that are kept as links."""
        return {name: self.form.cleaned_data.get(name) for name in self.register.references}

    def uploads(self) -> Iterator[tuple[str, Upload]]:
        """Yield the questions that a file of a page answers, each with the file."""
        for name in self.register.files:
            if hasattr(upload := self.answers.get(name), "chunks"):
                yield name, cast("Upload", upload)

    def sealed(self) -> dict[str, Any]:
        """Return the answers to the sealed questions: texts, CLEAR, or blank."""
        return {name: self.form.cleaned_data.get(name) for name in self.register.sealed}

    def _problems(self) -> Iterator[Problem]:
        yield from _named(self.form, "")
        for name, upload in self.uploads():
            yield from faults_of(upload, self.before, name)
        for child in self.register.children:
            for index, row in enumerate(self.rows[child.name], 1):
                if row.has_changed():
                    yield from _named(row, f"{child.name}[{index}].")
        if self.form.is_valid():
            for check in self.register.checks:
                yield from check(self.record, self.answers, self.by, self.before)

    def _show(self) -> None:
        for problem in self.problems:
            where = str(problem.data.get("where", ""))
            if where in self.form.fields and where not in self.form.errors:
                self.form.add_error(where, problem.sentence)
            elif not where and problem.sentence not in self.form.non_field_errors():
                self.form.add_error(None, problem.sentence)


def _flat(answers: Answers) -> dict[str, Any]:
    return {name: value for name, value in answers.items() if not _is_rows(value)}


def _is_rows(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str) and bool(value) and isinstance(value[0], Mapping)


def _prefixed(child: Child, answers: Answers) -> Iterator[dict[str, Any]]:
    for index, row in enumerate(answers.get(child.name) or ()):
        yield {f"{child.name}-{index}-{name}": value for name, value in row.items()}


class _Shared(dict[str, forms.Field]):
    """Holds questions that several forms ask: a form copies what it asks, and gets these as they are."""

    def __deepcopy__(self, memo: Any) -> "_Shared":
        return self


class AnswerForm(forms.ModelForm):  # type: ignore[type-arg]
    """Puts answers in form; blanks what is not asked, and requires what its condition requires."""

    when: Mapping[str, tuple[Condition, bool]] = {}

    def __init__(self, *arguments: Any, like: "AnswerForm | None" = None, **named: Any) -> None:
        """Make a form; rows of one repeat share the questions of the row before (`like`): copying them is slow."""
        if like is not None:
            self.base_fields = _Shared(like.fields)  # type: ignore[misc]
        super().__init__(*arguments, **named)

    def clean(self) -> dict[str, Any]:
        """Blank what was not asked, and require what its condition requires."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        values = {name: _plain(value) for name, value in cleaned.items()}
        for name, (condition, required) in self.when.items():
            if not surely(condition, values):
                cleaned[name] = self._blank(name)
            elif required and cleaned.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, ValidationError("", code="required"))
        return cleaned

    def _blank(self, name: str) -> Any:
        column = self.instance._meta.get_field(name)
        if column.null:
            return None
        return column.get_default() if column.has_default() else ""

    def _post_clean(self) -> None:
        """Make the record that the answers say, and look at it: each field, then all rules, as Django does.

        Unlike it, what the form has just looked up is not looked up once more to see whether it exists.
        """
        left_out = self._get_validation_exclusions()  # type: ignore[attr-defined]
        found = {name for name in self.cleaned_data if isinstance(self.fields[name], forms.ModelChoiceField)}
        self.instance = construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
        self._gather(lambda: self.instance.clean_fields(left_out | found))
        self._gather(self.instance.clean)
        self._gather(lambda: self.instance.validate_constraints(left_out | set(self.errors)))

    def _gather(self, look: Callable[[], None]) -> None:
        try:
            look()
        except ValidationError as errors:
            self._update_errors(errors)

    def _update_errors(self, errors: Any) -> None:
        """Put the complaint of a constraint on the last question that it reads."""
        rules = {constraint.name: constraint for constraint in self.instance._meta.constraints}
        if not hasattr(errors, "error_dict"):
            super()._update_errors(errors)  # type: ignore[misc]
            return
        for error in errors.error_dict.pop(NON_FIELD_ERRORS, []):
            read = fields_read(neutral(rules[error.code].condition)) if error.code in rules else set()
            asked = [name for name in self.fields if name in read]
            errors.error_dict.setdefault(asked[-1] if asked else NON_FIELD_ERRORS, []).append(error)
        super()._update_errors(errors)  # type: ignore[misc]


def _plain(value: Any) -> Any:
    if isinstance(value, Record | Place):
        return str(value.pk)
    return getattr(value, "code", value)


_classes: dict[Any, type[AnswerForm]] = {}


class _Limits:
    """Offers the forms of a draft only what a person may choose, and looks entries of lists up once for all rows."""

    def __init__(self, person: Any, shown: bool) -> None:
        self.person, self.shown = person, shown
        self.looked_up = current()
        self.limited: set[forms.Field] = set()
        self.places = may_choose(person)

    def on(self, form: Any) -> Any:
        """Return a form with its choices limited."""
        for name, field in form.fields.items():
            if isinstance(field, TermField):
                field.looked_up = self.looked_up
            elif self.shown or form.data.get(form.add_prefix(name)):
                self._limit(field)
        return form

    def _limit(self, field: Any) -> None:
        if field in self.limited:
            return
        self.limited.add(field)
        if isinstance(field, RecordField):
            field.queryset = readable(cast("Any", field.queryset).model, self.person)
        elif isinstance(field, PlaceField | PlacesField):
            field.queryset = self.places
        if isinstance(field, PlaceField):
            field.looked_up, field.person = self.looked_up, self.person


def _form_class(register: Register) -> type[AnswerForm]:
    """Return the form class of a register, made once in each process."""
    if register not in _classes:
        _classes[register] = _make_form_class(register)
    return _classes[register]


def _make_form_class(register: Register) -> type[AnswerForm]:
    names = list(register.asked())
    columns = [name for name in names if register.is_column(name)]
    base = forms.modelform_factory(
        register.model,
        AnswerForm,
        fields=columns,
        formfield_callback=lambda column, **options: form_field(column, None, **_kept(options)),
    )
    form: Any = type(f"{register.model.__name__}Answers", (base,), {})
    form.when = {
        name: (neutral(when.q), when.required) for name, when in register.when.items() if name not in register.files
    }
    for name in form.when:
        form.base_fields[name].required = False
    from_model = form.base_fields
    form.base_fields = {name: from_model[name] if name in from_model else _extra(register, name) for name in names}
    return form  # type: ignore[no-any-return]


def _kept(options: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if name in ("widget", "initial")}


def _extra(register: Register, name: str) -> forms.Field:
    if name in register.files:
        file = register.files[name]
        return forms.Field(label=file.label, help_text=file.hint, required=False, widget=forms.ClearableFileInput())
    if name in register.sealed:
        return SealedField(register.sealed[name])
    reference = register.references[name]
    model = _registered(reference.register)
    return RecordField(readable(model, None), label=reference.label, required=reference.required)


def _registered(name: str) -> type[Record]:
    return next(model for model in Record.__subclasses__() if model.register_name == name)


def _child_class(child: Child) -> type[AnswerForm]:
    if child.model not in _classes:
        made: Any = forms.modelform_factory(
            child.model,
            AnswerForm,
            fields=child.fields.split(),
            formfield_callback=lambda column, **options: _compact(form_field(column, None, **_kept(options))),
        )
        _classes[child.model] = made
    return _classes[child.model]


def _compact(field: Any) -> Any:
    """Show the choices of a child's row as a drop-down: a row must stay a row."""
    if isinstance(field, forms.ChoiceField) and isinstance(field.widget, forms.RadioSelect):
        field.widget = forms.Select(choices=[("", "—"), *cast("Any", field).choices])
        field.initial = None
    return field


def _named(form: Any, prefix: str) -> Iterator[Problem]:
    """Name every complaint of a form as a problem of ours, and put our sentence in the place of Django's."""
    for name, errors in list(form.errors.as_data().items()):
        found = [_problem(form, name, error, prefix) for error in errors]
        form.errors[name] = form.error_class([problem.sentence for problem in found])
        yield from found


def _problem(form: Any, name: str, error: ValidationError, prefix: str) -> Problem:
    field = form.fields.get(name)
    where = "" if name == NON_FIELD_ERRORS else f"{prefix}{name}"
    with override("en"):
        label = str(field.label) if field else ""
        message = str(error.message)
    code = SENTENCE_OF.get(error.code or "")
    if code is None:
        return Problem("form.rule", where=where, message=message)
    if code == "form.invalid_choice" and isinstance(field, RecordField):
        code = "form.unknown_record"
    elif code == "form.invalid_choice" and getattr(getattr(field, "queryset", None), "model", None) is Place:
        code = "form.unknown_place"
    return Problem(
        code,
        where=where,
        label=label,
        value=MASK if isinstance(field, SealedField) else str(form.data.get(form.add_prefix(name), ""))[:80],
        limit=getattr(field, "max_length", "") or "",
        low=getattr(field, "min_value", ""),
        high=getattr(field, "max_value", ""),
    )
