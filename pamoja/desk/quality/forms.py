"""What is asked of who explains an issue, or says who looks after it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamoja.accounts.models import User
from pamoja.records.issues import LONGEST


class Explain(forms.Form):
    """Asks why what is unusual is right."""

    explanation = forms.CharField(
        label=gettext_lazy("Why it is right as it is"),
        help_text=gettext_lazy("Without names of people. If it is wrong, correct the record: the issue closes itself."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Assign(forms.Form):
    """Asks who looks after an issue, and until when."""

    person = forms.ChoiceField(label=gettext_lazy("Who looks at it"), required=False)
    due_on = forms.DateField(
        label=gettext_lazy("Until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.choices = [
            ("", _("nobody in particular")),
            *((one.login, f"{one} · {one.organisation}") for one in people),
        ]
