"""The filters over a register's list: what may be asked, and the condition that it makes."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamoja.accounts.models import User
from pamoja.partners.models import Organisation
from pamoja.places.models import Place
from pamoja.records.choosing import may_choose
from pamoja.records.listing import Listed
from pamoja.records.models import Life, Term
from pamoja.records.queries import open_at, within
from pamoja.records.register import Register
from pamoja.records.searching import asked, saying

FILTERED_LEVEL = 3
KEPT = ("place", "state")


class Filters(forms.Form):
    """Asks for words, for values of fields, and for one of the saved views."""

    q = forms.CharField(
        label=gettext_lazy("Words or code"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def __init__(self, register: Register, person: User, data: Any) -> None:
        super().__init__(data)
        self.register, self.person = register, person
        for name in register.filters.split():
            field: Any = _filter_field(register, name, person)
            field.kept = name in KEPT
            self.fields[name] = field
        self.fields["owner"] = forms.ModelChoiceField(
            Organisation.objects.order_by("name"), label=_("Organisation"), required=False, empty_label=_("all")
        )
        lives = [(code, label) for code, label in Life.choices if code != Life.DELETED]
        self.fields["life"] = forms.ChoiceField(choices=[("", _("all")), *lives], label=_("Status"), required=False)
        for name in register.narrowed_by.split():
            self.fields[name] = forms.UUIDField(required=False, widget=forms.HiddenInput)
        for view in register.views:
            self.fields[view.code] = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def conditions(self, today: date) -> dict[str, Q]:
        """Return the conditions of the filters that are set, by name; a filter that makes no sense is left aside."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value not in (None, "", False)}
        return {name: self._readable(name, self._one(name, value, today)) for name, value in given.items()}

    def _readable(self, name: str, condition: Q) -> Q:
        """Keep a condition on an answer to the records in which the reader may read it."""
        return condition & open_at(self.person, self.register.name, self.register.level_of(name))

    def words(self) -> str:
        """Return the filters that are set, as words."""
        self.is_valid()
        parts = []
        for name, value in self.cleaned_data.items():
            if value in (None, "", False):
                continue
            view = next((view for view in self.register.views if view.code == name), None)
            parts.append(str(view.label) if view else self._said(name, value))
        return " · ".join(parts)

    def kept_query(self) -> str:
        """Return the filters that are set as a query string to keep: without the words, which may name people."""
        self.is_valid()
        given = ((name, str(self.data.get(name, ""))) for name in self.fields if name != "q")
        return urlencode([(name, text) for name, text in given if self.cleaned_data.get(name) not in (None, "", False)])

    def _said(self, name: str, value: Any) -> str:
        if name in self.register.narrowed_by.split():
            return _("linked to one record")
        if isinstance(value, Place):
            return value.label
        choices = dict(getattr(self.fields[name], "choices", ()))
        return str(choices.get(value, value)) if not hasattr(value, "pk") else str(value)

    def _one(self, name: str, value: Any, today: date) -> Q:
        for view in self.register.views:
            if view.code == name:
                return view.condition(today)
        if name == "q":
            return saying(self.register, self.person, asked(value))
        if isinstance(value, Place):
            return within([value.path])
        return Q(**{name: value})


def _filter_field(register: Register, name: str, person: User) -> forms.Field:
    column: Any = register.model._meta.get_field(name)
    label = column.verbose_name
    if column.related_model is Place:
        places = may_choose(person).filter(level__lte=FILTERED_LEVEL)
        return _PlaceFilter(places, label=label, required=False, empty_label=_("all"))
    if column.related_model is Term:
        terms = Term.objects.filter(**column.remote_field.limit_choices_to)
        return forms.ModelChoiceField(terms, to_field_name="code", label=label, required=False, empty_label=_("all"))
    if column.is_relation:
        return forms.ModelChoiceField(
            column.related_model._default_manager.all(), label=label, required=False, empty_label=_("all")
        )
    return forms.ChoiceField(choices=[("", _("all")), *column.flatchoices], label=label, required=False)


class _PlaceFilter(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        """Return the place with its parent."""
        return str(obj.label)


def matching(register: Register, person: User, filters: Filters, today: date) -> Listed:
    """Return the visible records that pass the filters, latest first."""
    return Listed(register, person, filters.conditions(today))
