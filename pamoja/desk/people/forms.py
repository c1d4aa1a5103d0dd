"""What is asked when a person is invited, and when an invited person chooses a password."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamoja.accounts.models import User
from pamoja.accounts.queries import may_give_role
from pamoja.accounts.rights import ROLES, can
from pamoja.desk.picking import PickingForm, PlacePicker
from pamoja.partners.models import Organisation


class SearchForm(forms.Form):
    """Looks for people by login, function or organisation."""

    q = forms.CharField(label=gettext_lazy("Login, function or organisation"), required=False, max_length=100)


class AccessForm(PickingForm):
    """Asks what a person is to see and do: function, role, places, language."""

    function = forms.CharField(
        label=gettext_lazy("Function"),
        max_length=120,
        help_text=gettext_lazy("An office rather than a name: it stands beside what the person enters."),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    places = PlacePicker(
        label=gettext_lazy("Places"),
        required=False,
        help_text=gettext_lazy("Everything below a place comes with it. Without any: the whole programme."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)

    def __init__(self, person: User, sent: QueryDict | None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(person, sent, initial)
        role: Any = self.fields["role"]
        role.choices = [
            ("", _("Choose a role")),
            *((code, str(one)) for code, one in ROLES.items() if may_give_role(person, code)),
        ]

    def answers(self) -> dict[str, Any]:
        """Return what was asked as the actions of `accounts` take it."""
        return {**self.cleaned_data, "places": [place.pk for place in self.cleaned_data.get("places", ())]}


class InviteForm(AccessForm):
    """Asks who is invited, for which organisation, with which role, and where."""

    login = forms.RegexField(
        r"^[\w.@+-]+$",
        label=gettext_lazy("Login"),
        max_length=100,
        help_text=gettext_lazy("What the person will type to sign in: an e-mail address or a short name."),
        error_messages={"invalid": gettext_lazy("Use letters, figures and . @ + - _ only.")},
    )
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=gettext_lazy("Organisation"))
    field_order = ("login", "function", "organisation", "role", "places", "language")

    def __init__(self, person: User, sent: QueryDict | None) -> None:
        super().__init__(person, sent, {"organisation": person.organisation_id})
        organisations: Any = self.fields["organisation"]
        organisations.queryset = organisations_of(person)

    def answers(self) -> dict[str, Any]:
        """Return what was asked as `accounts.actions.add_user` takes it."""
        return {**super().answers(), "organisation": self.cleaned_data["organisation"].pk}


class ChangeForm(AccessForm):
    """Asks what becomes of somebody's access; of one's own, only what is no right."""

    def __init__(self, person: User, user: User, sent: QueryDict | None) -> None:
        self.now = {
            "function": user.function,
            "role": user.role,
            "places": [place.pk for place in user.places.all()],
            "language": user.language,
        }
        super().__init__(person, sent, self.now)
        if person.pk == user.pk:
            del self.fields["role"], self.fields["places"]

    def answers(self) -> dict[str, Any]:
        """Return what was asked as `accounts.changing.change_user` takes it."""
        return {**self.now, **(super().answers() if "places" in self.fields else self.cleaned_data)}


def organisations_of(person: User) -> QuerySet[Organisation]:
    """Return the organisations for which a person looks after access."""
    found = Organisation.objects.all()
    return found if can(person, "organisations.all") else found.filter(pk=person.organisation_id)


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
