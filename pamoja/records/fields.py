"""Form fields for answers that name places, list entries and records."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from pamoja.accounts.models import User
from pamoja.places.models import Place
from pamoja.programme.coded import CODED
from pamoja.records.choosing import LookedUp, may_choose
from pamoja.records.models import Record, Term
from pamoja.records.sealed import CLEAR

SHORT_LIST = 8


class PlaceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Takes the code of a place; with `looked_up`, from what was looked up before for a person."""

    looked_up: LookedUp | None = None
    person: User | None = None

    def to_python(self, value: Any) -> Any:
        """Return the place, or raise ValidationError when it does not exist or may not be chosen."""
        if self.looked_up is None or not isinstance(value, str) or value in self.empty_values:
            return super().to_python(value)
        found = self.looked_up.place(self.person, value)
        if found is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
        return found

    def label_from_instance(self, obj: models.Model) -> str:
        """Return the name that cannot be mistaken."""
        assert isinstance(obj, Place)
        return obj.label


class PlacesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Takes codes of places, as a list or separated by spaces."""

    def label_from_instance(self, obj: models.Model) -> str:
        """Return the name that cannot be mistaken."""
        assert isinstance(obj, Place)
        return obj.label

    def clean(self, value: Any) -> Any:
        """Return the places of these codes."""
        return super().clean(value.split() if isinstance(value, str) else value)


class TermField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Takes the code of an entry of a list; with `looked_up`, from what was looked up before."""

    looked_up: LookedUp | None = None

    def __init__(self, list_name: str, queryset: Any, **options: Any) -> None:
        self.list_name = list_name
        super().__init__(queryset, to_field_name="code", **options)

    def to_python(self, value: Any) -> Any:
        """Return the entry, or raise ValidationError when the list does not have it."""
        if self.looked_up is None or value in self.empty_values or isinstance(value, Term):
            return super().to_python(value)
        found = self.looked_up.terms(self.list_name, self.queryset).get(str(value))
        if found is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
        return found


class RecordField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Takes a record by its id or by its human code."""

    def to_python(self, value: Any) -> Any:
        """Return the record, or raise ValidationError when it does not exist or may not be seen."""
        if value in self.empty_values:
            return None
        found = self.chosen(value)
        if found is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return found

    def chosen(self, value: Any) -> Any:
        """Return the record that an answer names, or None."""
        text = str(value or "").strip()
        try:
            by: dict[str, Any] = {"pk": uuid.UUID(text)}
        except ValueError:
            by = {"code__iexact": text}
        return self.queryset.filter(**by).first() if self.queryset is not None else None

    def label_from_instance(self, obj: models.Model) -> str:
        """Return the title of the record with its code."""
        assert isinstance(obj, Record)
        return f"{str(obj)[:90]} ({obj.code})"


class SealedInput(forms.TextInput):
    """Asks for a sealed answer and never shows one: neither what is kept nor what was typed."""

    def __init__(self) -> None:
        super().__init__({"autocomplete": "off"})
        self.clearable = False

    def format_value(self, value: Any) -> None:
        """Return nothing, whatever is answered."""
        del value

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the line to type in, and what clears the answer that is kept, when there is one."""
        line = super().render(name, value, attrs, renderer)
        if not self.clearable:
            return line
        box = '{}<label class="pick"><input type="checkbox" name="{}-clear"><span>{}</span></label>'
        return format_html(box, line, name, _("Take away what is kept"))


class SealedField(forms.CharField):
    """Takes a sealed answer: a text, or CLEAR to take away the one that is kept."""

    widget = SealedInput

    def for_kept(self, kept: bool) -> None:
        """Ask as for a record that answers this already: blank then leaves the answer as it is."""
        if kept:
            self.required = self.widget.is_required = False
            self.widget.clearable = not self.compulsory
            self.help_text = _("Kept sealed; leave blank to keep it.")

    def __init__(self, sealed: Any) -> None:
        self.compulsory = sealed.required
        super().__init__(label=sealed.label, help_text=sealed.hint, required=sealed.required, max_length=sealed.limit)

    def clean(self, value: Any) -> Any:
        """Return the text, or CLEAR; raise ValidationError when a compulsory answer is to be taken away."""
        if value is CLEAR:
            if self.compulsory:
                raise ValidationError(self.error_messages["required"], code="required")
            return value
        return super().clean(value)


def form_field(column: Any, person: User | None, **options: Any) -> Any:
    """Return the form field of a model field, so that page, phone and sheet all say codes."""
    target = column.related_model if column.is_relation else None
    options.update(label=column.verbose_name, help_text=column.help_text, required=not column.blank)
    if target is Place:
        many = bool(column.many_to_many)
        kind = PlacesField if many else PlaceField
        return kind(may_choose(person), to_field_name="code", **options)
    if target is Term:
        terms = Term.objects.filter(retired_on=None, **column.remote_field.limit_choices_to)
        return TermField(column.remote_field.limit_choices_to["list"], terms, **options)
    if target is not None and target in CODED:
        return forms.ModelChoiceField(CODED[target](), to_field_name="code", **options)
    if isinstance(target, type) and issubclass(target, Record):
        return RecordField(readable(target, person), **options)
    if isinstance(column, models.DateField):
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        return forms.DateField(input_formats=["%Y-%m-%d"], widget=widget, **options)
    if column.choices and len(list(column.flatchoices)) <= SHORT_LIST:
        return _radios(column, options)
    return column.formfield(**options)


def _radios(column: Any, options: dict[str, Any]) -> forms.Field:
    choices = list(column.flatchoices)
    default = column.get_default() if column.has_default() else None
    return forms.TypedChoiceField(
        choices=choices,
        widget=forms.RadioSelect,
        empty_value=default if default is not None else "",
        initial=default,
        **options,
    )


def readable(model: type[Record], person: User | None) -> models.QuerySet[Any]:
    """Return the records of a register that may answer a question of this person."""
    records: Any = model._default_manager.all()
    found: models.QuerySet[Any] = records.visible_to(person) if person else records
    return found
