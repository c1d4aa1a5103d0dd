"""What is asked before a preview begins."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamoja.accounts.models import User
from pamoja.accounts.previews import Preview
from pamoja.accounts.rights import ROLES
from pamoja.desk.people.forms import organisations_of
from pamoja.desk.picking import PickingForm, PlacePicker
from pamoja.partners.models import Organisation


class PreviewForm(PickingForm):
    """Asks for a role, an organisation and places."""

    role = forms.ChoiceField(label=gettext_lazy("Role"))
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=gettext_lazy("Organisation"))
    places = PlacePicker(
        label=gettext_lazy("Places"),
        required=False,
        help_text=gettext_lazy("Everything below a place comes with it. Without any: the whole programme."),
    )

    def __init__(self, person: User, sent: QueryDict | None) -> None:
        super().__init__(person, sent, {"organisation": person.organisation_id})
        organisations: Any = self.fields["organisation"]
        organisations.queryset = organisations_of(person)
        role: Any = self.fields["role"]
        role.choices = [("", _("Choose a role")), *((code, str(one)) for code, one in ROLES.items())]

    def preview(self) -> Preview:
        """Return what was chosen."""
        found = self.cleaned_data
        return Preview(found["role"], found["organisation"].pk, tuple(place.pk for place in found["places"]))
