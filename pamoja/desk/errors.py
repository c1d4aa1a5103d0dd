"""What stands in the way of a form, as the summary on top of it shows it (parts/errors.html)."""

from django.core.exceptions import ValidationError
from django.forms import BaseForm

from pamoja.desk.values import Error
from pamoja.kit.problems import Problem


def errors_of(form: BaseForm) -> list[Error]:
    """Return every complaint of a form with the id of its field; none of one field where several are concerned."""
    return [
        Error(form[name].id_for_label if name in form.fields else "", _sentence(form, name, error))
        for name, errors in form.errors.as_data().items()
        for error in errors
    ]


def _sentence(form: BaseForm, name: str, error: ValidationError) -> str:
    if error.code == "required" and name in form.fields:
        return Problem("form.required", label=str(form.fields[name].label)).sentence
    return " ".join(error.messages)
