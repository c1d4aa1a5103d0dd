"""A form as XForm XML, by pyxform."""

from dataclasses import dataclass

from pyxform.xls2xform import convert

from pamoja.formats.questions import Form
from pamoja.formats.xform.sheets import media, sheets


@dataclass(frozen=True)
class XForm:
    """Hold a form as phones fetch it: its version, its XML and the names of the lists that it needs."""

    version: str
    xml: str
    media: tuple[str, ...]


def make_xform(form: Form, validate: bool = False) -> XForm:
    """Return the XForm of a form in French (shown first), Swahili and English.

    The version changes exactly when the form does. `validate` also asks JavaRosa, which needs Java.
    Raises ValueError when a label lacks a language or a rule cannot be written, PyXFormError when pyxform refuses it.
    """
    found = sheets(form)
    converted = convert(found, validate=validate, pretty_print=False, form_name="data")
    return XForm(found["settings"][0]["version"], converted.xform, tuple(media(form)))
