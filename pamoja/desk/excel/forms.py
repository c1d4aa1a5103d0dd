"""What is asked of who brings a workbook, and of who decides on it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pamoja.formats.sheet.plan import XLSX


class BringForm(forms.Form):
    """Asks for the workbook."""

    file = forms.FileField(
        label=_("The workbook, filled in"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": f".xlsx,{XLSX}"}),
    )


class DecideForm(forms.Form):
    """Asks why records are corrected, when some are, and which way the rows are written."""

    reason = forms.CharField(
        label=_("Why these corrections?"),
        max_length=500,
        required=False,
        help_text=_("Asked once for the whole file; it stays beside every change, in the history."),
    )
    do = forms.ChoiceField(choices=[("all", ""), ("good", ""), ("stop", "")], widget=forms.HiddenInput)

    def __init__(self, *args: Any, corrections: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not corrections:
            del self.fields["reason"]
        else:
            self.fields["reason"].required = self.data.get("do") != "stop"
