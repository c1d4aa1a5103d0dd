"""What programs send and receive: a record as JSON, and the JSON Schema of a register's answers."""

from typing import Any

from django.urls import reverse

from pamoja.formats.questions import Form, Question, Repeat
from pamoja.records.actions import stored_answers
from pamoja.records.issues import issues_of, told
from pamoja.records.models import IssueState, Record
from pamoja.records.openness import Reader
from pamoja.records.register import Register

DRAFT = "https://json-schema.org/draft/2020-12/schema"
PATTERNS = {"integer": r"^\d*$", "decimal": r"^(-?\d+(\.\d+)?)?$"}


def as_json(register: Register, record: Record, reader: Reader) -> dict[str, Any]:
    """Return a record as its reader may read it; `closed` names the answers that are kept from them.

    Answers are as `records.actions.enter` takes them: texts, codes, ISO dates, lists of rows. Files and sealed answers
    are not among them.
    """
    closed = reader.closed(register, record)
    answers = {name: answer for name, answer in stored_answers(register, record).items() if name not in closed}
    return {
        "id": str(record.pk),
        "code": record.code,
        "url": reverse("api_record", args=[register.name, record.pk]),
        "owner": record.owner_id,
        "life": record.life,
        "version": record.version,
        "created_at": record.created_at.isoformat(),
        "changed_at": record.changed_at.isoformat(),
        "answers": answers,
        "closed": sorted(closed),
    }


def with_warnings(register: Register, record: Record, reader: Reader) -> dict[str, Any]:
    """Return a record as its reader may read it, with what is unusual in it and not explained."""
    open_issues = [issue for issue in issues_of(record) if issue.state == IssueState.OPEN]
    warnings = [
        {
            "code": issue.rule,
            "where": issue.where,
            "sentence": told(issue, register, record, reader),
            "due_on": issue.due_on.isoformat(),
        }
        for issue in open_issues
    ]
    return as_json(register, record, reader) | {"warnings": warnings}


def schema_of(register: Register, language: str) -> dict[str, Any]:
    """Return the JSON Schema of the answers of a register, with its words in one language."""
    form = register.form()
    asked = [question for question in form.questions() if question.kind != "file"]
    return {
        "$schema": DRAFT,
        "title": form.title[language],
        "description": str(register.about),
        "type": "object",
        "additionalProperties": False,
        "properties": {
            **{question.name: _property(question, language) for question in asked},
            **{repeat.name: _rows(repeat, language) for repeat in form.repeats},
        },
        "required": _required(form),
    }


def _required(form: Form) -> list[str]:
    """Return the questions that are always asked for; what a condition asks for is told by the server."""
    return [
        question.name
        for question in form.questions()
        if question.required and question.when is None and question.kind != "file"
    ]


def _rows(repeat: Repeat, language: str) -> dict[str, Any]:
    return {
        "title": repeat.label[language],
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": False,
            "properties": {question.name: _property(question, language) for question in repeat.questions},
            "required": [question.name for question in repeat.questions if question.required],
        },
    }


def _property(question: Question, language: str) -> dict[str, Any]:
    found: dict[str, Any] = {"title": question.label[language], "type": "string"}
    if question.hint[language]:
        found["description"] = question.hint[language]
    if question.kind in PATTERNS:
        found["pattern"] = PATTERNS[question.kind]
    if question.limit:
        found["maxLength"] = question.limit
    if question.kind == "date":
        found["anyOf"] = [{"format": "date"}, {"const": ""}]
    if question.kind in ("one", "many"):
        blank = [] if question.required else [{"const": "", "title": ""}]
        named = [{"const": choice.name, "title": choice.label[language]} for choice in question.choices]
        found["oneOf"] = blank + named
    if question.kind == "place":
        found["description"] = found.get("description", "") or "code of a place"
    if question.kind in ("places", "many"):
        found = {"title": found["title"], "type": "array", "items": {"type": "string"}}
    if question.kind == "record":
        found["description"] = f"id or code of a record of “{question.register}”"
    if question.level != "public":
        found["x-level"] = question.level
    return found
