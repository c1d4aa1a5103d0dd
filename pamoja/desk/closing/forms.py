"""What is asked before an area is closed, and before it is reopened."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class CloseForm(forms.Form):
    """Asks why, and has the code of the area typed, so that nobody closes the wrong one."""

    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=500, help_text=gettext_lazy("It goes into the archive and nowhere else.")
    )
    code = forms.CharField(
        label=gettext_lazy("The code of the area, typed once more"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )

    def __init__(self, code: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wanted = code

    def clean_code(self) -> str:
        """Refuse another code."""
        if self.cleaned_data["code"].strip().lower() != self.wanted.lower():
            raise forms.ValidationError(_("This is not “%(code)s”. Nothing was closed.") % {"code": self.wanted})
        return self.wanted


class ReopenForm(forms.Form):
    """Asks for the key."""

    key = forms.CharField(
        label=gettext_lazy("The key, as it was shown when the area was closed"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
