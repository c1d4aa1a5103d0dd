"""The first sheet of a template: how to fill it, in the three languages side by side."""

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl.utils import get_column_letter

from pamoja.excel.plan import has_to_be_answered, in_sheets
from pamoja.formats.questions import Form, Question
from pamoja.formats.sheet.texts import to_cell
from pamoja.records.register import LANGUAGES, Register, in_language

WIDTHS = (24, 48, 48, 48)


def instructions(register: Register, form: Form) -> Iterator[list[str]]:
    """Yield the rows of the sheet: rules first, then every column with what it asks."""
    yield ["", *(in_language(register.plural, language) for language in LANGUAGES)]
    yield from _in_each(_rules(bool(form.repeats)))
    files = [question for question in form.questions() if question.kind == "file"]
    yield [""]
    yield [form.title["en"] + " · " + form.title["fr"] + " · " + form.title["sw"]]
    yield from _columns(in_sheets(form))
    for repeat in form.repeats:
        yield [""]
        yield [" · ".join(repeat.label[language] for language in ("en", "fr", "sw"))]
        yield from _columns(repeat.questions)
    if files:
        yield [""]
        yield from _in_each(lambda: [_("Files are not in Excel: add them on the page of the record, or by phone.")])
        yield from (["", *_about(question)] for question in files)


def _in_each(said: Callable[[], list[str]]) -> Iterator[list[str]]:
    texts = []
    for language in LANGUAGES:
        with override(language):
            texts.append(said())
    for lines in zip(*texts, strict=True):
        yield ["", *lines]


def _rules(repeats: bool) -> Callable[[], list[str]]:
    def said() -> list[str]:
        found = [
            _("One row is one record. Do not touch the first, hidden row: it names the columns."),
            _("A column with * has to be answered. Some answers are asked in some cases only; the check says so."),
            _("Where a cell has a list, choose from it, or type the code that stands before the line."),
            _("A code in the first column names a record that is there already: its row corrects it."),
            _("Empty cells of such a row take the answer away; a column that you delete leaves its answers alone."),
            _("Bring the file on the page of the register: every row is checked before anything is written."),
            _("The same file brought twice makes no record twice: bring it again, corrected, without fear."),
        ]
        if repeats:
            found.append(
                _("What repeats has a sheet of its own: write there the code or number of its record in each row.")
            )
        return found

    return said


def _columns(questions: Iterable[Question]) -> Iterator[list[str]]:
    """Yield what each column of a sheet asks, by its letter: the first one is for the code."""
    for number, question in enumerate(questions, 2):
        yield [get_column_letter(number), *_about(question)]


def _about(question: Question) -> list[str]:
    return [to_cell(_words(question, language)) for language in LANGUAGES]


def _words(question: Question, language: str) -> str:
    with override(language):
        kind = {
            "date": _("a date"),
            "integer": _("a whole number"),
            "decimal": _("a number"),
            "one": _("one of the list"),
            "place": _("one place, by its code"),
            "places": _("places, by their codes, separated by spaces"),
            "record": _("a record, by its code"),
            "sealed": _("a text that is kept sealed, and never downloaded"),
            "file": _("a file"),
        }.get(question.kind, _("a text"))
        if question.when is not None:
            asked = _("asked in some cases only")
        else:
            asked = _("has to be answered") if has_to_be_answered(question) else _("if known")
    parts = [question.label[language], f"{kind}; {asked}", question.hint[language]]
    return "\n".join(filter(None, parts))
