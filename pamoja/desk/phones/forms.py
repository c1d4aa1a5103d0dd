"""What is asked when a phone is added."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from pamoja.accounts.models import User
from pamoja.accounts.queries import people_visible_to


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Takes a person with access."""

    def label_from_instance(self, obj: models.Model) -> str:
        """Return the function, the login and the organisation."""
        assert isinstance(obj, User)
        named = f"{obj.function} ({obj.login})" if obj.function else obj.login
        return f"{named}, {obj.organisation}"


class DeviceForm(forms.Form):
    """Asks whose phone it is, and what to call it."""

    user = PersonField(
        User.objects.none(),
        label=_("For whom"),
        empty_label=_("Choose a person"),
        help_text=_("What the phone sends is entered in the name of this person."),
    )
    label = forms.CharField(
        label=_("Name of the phone"),
        max_length=100,
        help_text=_("So that you know it again: its make, its number, its case."),
    )

    def __init__(self, person: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["user"]
        field.queryset = people_visible_to(person).filter(is_active=True).order_by("organisation", "function", "login")


class ProgramForm(forms.Form):
    """Asks what to call a program that reads and writes in the name of who adds it."""

    program = forms.CharField(
        label=_("Name of the program"),
        max_length=100,
        help_text=_("It has your own rights, and what it enters is entered in your name."),
    )
