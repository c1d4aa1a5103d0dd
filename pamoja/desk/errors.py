"""What stands in the way of a form, as the summary on top of it shows it (parts/errors.html)."""

from django.forms import BaseForm

from pamoja.desk.values import Error


def errors_of(form: BaseForm) -> list[Error]:
    """Return every complaint of a form with the id of its field; none of one field where several are concerned."""
    return [
        Error(form[name].id_for_label if name in form.fields else "", str(sentence))
        for name, sentences in form.errors.items()
        for sentence in sentences
    ]
