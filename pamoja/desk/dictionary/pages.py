"""The dictionary of a register as a page, and that of all registers as a table to download."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES
from pamoja.desk.dictionary.entries import Entry, Part, parts_of
from pamoja.desk.dictionary.wording import answer_words, asked_words, level_words, said
from pamoja.desk.doors import signed_in
from pamoja.desk.registers.getters import register_called
from pamoja.desk.values import Column, Fact, Row, Value, missing
from pamoja.formats.csv_rows import csv_rows
from pamoja.formats.questions import Question
from pamoja.kit.problems import Problem
from pamoja.records.register import LANGUAGES, Register
from pamoja.registry.registers import REGISTERS


@require_safe
@signed_in
def dictionary(request: HttpRequest, person: User, register: str) -> HttpResponseBase:
    """Show what a register asks, in the order of its form."""
    declared = register_called(register)
    if not ROLES[person.role].opens(register):
        raise Problem("record.not_found")
    parts = list(parts_of(declared, declared.form()))
    among = {entry.question.name: entry.question for part in parts if not part.repeat for entry in part.entries}
    context = {
        "section": register,
        "crumbs": [{"label": str(declared.plural), "url": reverse("register_list", args=[register])}],
        "register": {"name": declared.plural, "note": declared.about},
        "facts": list(_facts(declared)),
        "columns": [
            Column(_("Question")),
            Column(_("Answer")),
            Column(_("When")),
            Column(_("How open")),
            Column(_("Column of the lake")),
        ],
        "parts": [_shown(part, among) for part in parts],
        "lists": [
            {"label": said(entry.question.label), "choices": [(one.name, said(one.label)) for one in choices]}
            for part in parts
            for entry in part.entries
            if (choices := entry.question.choices)
        ],
        "csv_url": reverse("dictionary_csv"),
    }
    return render(request, "desk/dictionary.html", context)


def _facts(register: Register) -> Iterator[Fact]:
    yield Fact(_("Codes of its records"), Value(text=f"{register.prefix}-2026-0001"))
    yield Fact(_("Placed in time by"), Value(text=register.label_of(register.date_field)))
    yield Fact(_("Table of the lake"), Value(text=register.lake_table))


def _shown(part: Part, among: dict[str, Question]) -> dict[str, object]:
    known = {entry.question.name: entry.question for entry in part.entries} if part.repeat else among
    return {
        "label": said(part.label),
        "repeat": part.repeat,
        "table": part.table,
        "rows": [_row(entry, known) for entry in part.entries],
        "rules": [said(rule.message) for rule in part.rules],
        "warnings": [said(rule.message) for rule in part.warnings],
    }


def _row(entry: Entry, among: dict[str, Question]) -> Row:
    question = entry.question
    return Row(
        [
            Value(text=said(question.label), note=question.name, first=True),
            Value(text=answer_words(question)),
            Value(text=asked_words(question, among)),
            Value(text=level_words(question)),
            Value(text=entry.column, note=entry.kind) if entry.column else missing(_("not there")),
        ]
    )


@require_safe
@signed_in
def dictionary_csv(_request: HttpRequest, person: User) -> HttpResponseBase:
    """Download the dictionary of every register that the role of the reader opens: a line for each question."""
    headers = {"Content-Disposition": 'attachment; filename="pamoja-dictionary.csv"'}
    opened = [register for name, register in REGISTERS.items() if ROLES[person.role].opens(name)]
    return StreamingHttpResponse(csv_rows(_lines(opened)), content_type="text/csv; charset=utf-8", headers=headers)


def _lines(registers: list[Register]) -> Iterator[list[object]]:
    labels = [f"label_{language}" for language in LANGUAGES]
    yield ["register", "rows", "question", *labels, "answer", "when", "level", "choices", "lake_table", "lake_column"]
    for register in registers:
        parts = list(parts_of(register, register.form()))
        among = {entry.question.name: entry.question for part in parts for entry in part.entries}
        for part in parts:
            for entry in part.entries:
                question = entry.question
                yield [
                    register.name,
                    part.repeat,
                    question.name,
                    *(question.label[language] for language in LANGUAGES),
                    answer_words(question),
                    asked_words(question, among),
                    question.level,
                    " ".join(choice.name for choice in question.choices),
                    part.table if entry.column else "",
                    entry.column,
                ]
