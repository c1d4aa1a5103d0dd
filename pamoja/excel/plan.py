"""The sheets of a register's workbook, made from its neutral form."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.formats.questions import Form, Question, Repeat
from pamoja.formats.sheet.plan import SEPARATOR, Column, Sheet
from pamoja.formats.sheet.reading import KEY
from pamoja.formats.sheet.texts import to_cell
from pamoja.records.choosing import may_choose
from pamoja.records.fields import readable
from pamoja.records.register import Register
from pamoja.registry.registers import REGISTERS

VERSION = "version"
FIXED = "_"
"""What the names of columns begin with that are only there to be read."""
MOST_RECORDS = 2_000
"""How many records, the latest, a list to choose from holds; of others the code is typed."""
TITLE = 80
OF_KIND = {"date": "date", "integer": "integer", "decimal": "decimal"}


def in_sheets(form: Form) -> list[Question]:
    """Return the questions of a form that a sheet asks: all but files."""
    return [question for question in form.questions() if question.kind != "file"]


def main_sheet(register: Register, form: Form, language: str, fixed: dict[str, str] | None = None) -> Sheet:
    """Return the sheet of the records, with the labels of a language; `fixed` are further columns and their labels."""
    return Sheet(
        register.name,
        to_cell(str(register.plural)),
        (
            Column(KEY, _("Code"), note=_("A new record: leave it empty, or write a number of your own.")),
            *(_column(question, language, "") for question in in_sheets(form)),
            Column(VERSION, _("Version"), "integer", note=_("Leave it as it is: it tells which version you changed.")),
            *(Column(f"{FIXED}{name}", label, fixed=True) for name, label in (fixed or {}).items()),
        ),
    )


def child_sheet(register: Register, repeat: Repeat, language: str) -> Sheet:
    """Return the sheet of the rows of a repeat."""
    return Sheet(
        f"{register.name}/{repeat.name}",
        to_cell(repeat.label[language]),
        (
            Column(KEY, _("Code"), note=_("The code or number of the record on the first sheet that this belongs to.")),
            *(_column(question, language, f"{repeat.name}.") for question in repeat.questions),
        ),
    )


def _column(question: Question, language: str, before: str) -> Column:
    return Column(
        question.name,
        to_cell(question.label[language] + (" *" if has_to_be_answered(question) else "")),
        OF_KIND.get(question.kind, "text"),  # type: ignore[arg-type]
        list_of(question, before),
        _note(question, language),
    )


def has_to_be_answered(question: Question) -> bool:
    """Tell whether a new row is refused without an answer; a question with a default takes that."""
    return question.required and not question.default


def list_of(question: Question, before: str) -> str:
    """Return the name of the list that a question chooses from, "" when there is none."""
    if question.kind == "one":
        return f"{before}{question.name}"
    return {"place": "place", "record": f"record {question.register}"}.get(question.kind, "")


def _note(question: Question, language: str) -> str:
    said = {
        "date": _("A date, as 2026-01-31 or 31/01/2026."),
        "places": _("Codes of places, separated by spaces."),
        "sealed": _("Kept sealed. It is never in a download; an empty cell leaves what is kept."),
    }.get(question.kind, "")
    return " ".join(filter(None, (question.hint[language], said)))


def lists(form: Form, person: User, language: str) -> dict[str, list[str]]:
    """Return the lists that the sheets of a form choose from, as a person may choose: "code | label"."""
    found: dict[str, list[str]] = {}
    for before, question in _all_questions(form):
        name = list_of(question, before)
        if name and name not in found:
            found[name] = [to_cell(entry) for entry in _entries(question, person, language)]
    return found


def _all_questions(form: Form) -> Iterator[tuple[str, Question]]:
    yield from (("", question) for question in form.questions())
    for repeat in form.repeats:
        yield from ((f"{repeat.name}.", question) for question in repeat.questions)


def _entries(question: Question, person: User, language: str) -> Iterator[str]:
    if question.kind == "one":
        yield from (f"{choice.name}{SEPARATOR}{choice.label[language]}" for choice in question.choices)
    elif question.kind == "place":
        yield from (f"{place.pk}{SEPARATOR}{place.label}" for place in may_choose(person))
    else:
        register = REGISTERS[question.register]
        latest = readable(register.model, person).order_by(f"-{register.date_field}", "-code")[:MOST_RECORDS]
        yield from (f"{record.code}{SEPARATOR}{titled(record)}" for record in latest)


def titled(record: object) -> str:
    """Return the title of a record on one line."""
    return " ".join(str(record).split())[:TITLE]
