"""What is asked when a person is invited, and when an invited person chooses a password."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES, can
from pamoja.partners.models import Organisation
from pamoja.places.models import Place
from pamoja.records.fields import PlacesField


class SearchForm(forms.Form):
    """Looks for people by login, function or organisation."""

    q = forms.CharField(label=gettext_lazy("Login, function or organisation"), required=False, max_length=100)


class InviteForm(forms.Form):
    """Asks who is invited, for which organisation, with which role, and where."""

    login = forms.RegexField(
        r"^[\w.@+-]+$",
        label=gettext_lazy("Login"),
        max_length=100,
        help_text=gettext_lazy("What the person will type to sign in: an e-mail address or a short name."),
        error_messages={"invalid": gettext_lazy("Use letters, figures and . @ + - _ only.")},
    )
    function = forms.CharField(
        label=gettext_lazy("Function"),
        max_length=120,
        help_text=gettext_lazy("An office rather than a name: it stands beside what the person enters."),
    )
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=gettext_lazy("Organisation"))
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    places = PlacesField(
        Place.objects.none(),
        label=gettext_lazy("Places"),
        required=False,
        to_field_name="code",
        help_text=gettext_lazy("Everything below a place comes with it. Without any: the whole programme."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)

    def __init__(self, person: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisations = Organisation.objects.all()
        if not can(person, "organisations.all"):
            organisations = organisations.filter(pk=person.organisation_id)
        fields: Any = self.fields
        fields["organisation"].queryset = organisations
        fields["organisation"].initial = person.organisation_id
        fields["places"].queryset = Place.objects.named().order_by("path")
        fields["places"].widget.attrs["size"] = 8
        fields["role"].choices = [
            ("", _("Choose a role")),
            *((code, str(role)) for code, role in ROLES.items() if code != "administrator" or person.role == code),
        ]

    def answers(self) -> dict[str, Any]:
        """Return what was asked as `accounts.actions.add_user` takes it."""
        return {**self.cleaned_data, "organisation": self.cleaned_data["organisation"].pk}


class PasswordForm(forms.Form):
    """Asks an invited person for a password, twice."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy(
            "At least ten characters. Three words that nobody would put together are easy to remember."
        ),
    )
    again = forms.CharField(
        label=gettext_lazy("The same password again"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Refuse a password that is too easy to guess."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self) -> None:
        """Refuse two different passwords."""
        if {"password", "again"} <= self.cleaned_data.keys() and len(set(self.cleaned_data.values())) > 1:
            self.add_error("again", _("The two passwords differ. Type the same one twice."))
