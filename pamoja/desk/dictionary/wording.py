"""The dictionary in words: what an answer is, when it is asked for, and how open it is."""

from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from pamoja.formats.questions import Condition, Kind, Label, Question
from pamoja.records.models import Sensitivity
from pamoja.records.register import LANGUAGES
from pamoja.registry.registers import REGISTERS

KINDS: dict[Kind, Any] = {
    "text": gettext_lazy("a line of text"),
    "longtext": gettext_lazy("a text"),
    "sealed": gettext_lazy("a text that is kept sealed"),
    "integer": gettext_lazy("a whole number"),
    "decimal": gettext_lazy("a number, decimals allowed"),
    "date": gettext_lazy("a date"),
    "one": gettext_lazy("one of a list"),
    "many": gettext_lazy("some of a list"),
    "place": gettext_lazy("a place"),
    "places": gettext_lazy("places"),
    "record": gettext_lazy("a record"),
    "file": gettext_lazy("a file"),
}
COMPARED = {
    "=": gettext_lazy("“%(question)s” is “%(answer)s”"),
    "<": gettext_lazy("“%(question)s” is less than “%(answer)s”"),
    "<=": gettext_lazy("“%(question)s” is at most “%(answer)s”"),
    ">": gettext_lazy("“%(question)s” is more than “%(answer)s”"),
    ">=": gettext_lazy("“%(question)s” is at least “%(answer)s”"),
    "in": gettext_lazy("“%(question)s” is one of “%(answer)s”"),
    "contains": gettext_lazy("“%(question)s” contains “%(answer)s”"),
}


def said(label: Label) -> str:
    """Return a label in the language of the reader."""
    language = (get_language() or LANGUAGES[0])[:2]
    return label[language if language in label else LANGUAGES[0]]


def answer_words(question: Question) -> str:
    """Return what an answer is: its kind, with the register or the longest text."""
    kind = str(KINDS[question.kind])
    if question.kind == "record":
        return _("%(kind)s of “%(register)s”") % {"kind": kind, "register": REGISTERS[question.register].plural}
    if question.limit:
        return _("%(kind)s, at most %(count)s characters") % {"kind": kind, "count": question.limit}
    return kind


def asked_words(question: Question, among: dict[str, Question]) -> str:
    """Return whether a question must be answered, and on which condition it is asked.

    `among` holds the questions that the condition may read, by name.
    """
    must = _("must be answered") if question.required else _("may be left empty")
    if question.when is None:
        return must
    return _("%(must)s; asked if %(condition)s") % {"must": must, "condition": condition_words(question.when, among)}


def level_words(question: Question) -> str:
    """Return how open the answers are."""
    if question.level == Sensitivity.PUBLIC:
        return _("as its record")
    return str(Sensitivity(question.level).label)


def condition_words(condition: Condition, among: dict[str, Question]) -> str:
    """Return a condition in words, with the labels of questions and answers."""
    operator, *parts = condition
    if operator in ("and", "or"):
        joined = _(" and ") if operator == "and" else _(" or ")
        return joined.join(_inner(part, among) for part in parts)
    if operator == "not":
        return _("not (%(condition)s)") % {"condition": condition_words(parts[0], among)}  # type: ignore[arg-type]
    name, operand = str(parts[0]), parts[1]
    question = among.get(name)
    label = said(question.label) if question else name
    if operator == "blank":
        return (_("“%s” is empty") if operand else _("“%s” is answered")) % label
    answers = operand if isinstance(operand, tuple) and operator == "in" else (operand,)
    told = _("”, “").join(_operand_words(one, question, among) for one in answers)
    return str(COMPARED[str(operator)]) % {"question": label, "answer": told}


def _inner(condition: object, among: dict[str, Question]) -> str:
    words = condition_words(condition, among)  # type: ignore[arg-type]
    joins = isinstance(condition, tuple) and condition[0] in ("and", "or")
    return f"({words})" if joins else words


def _operand_words(operand: Any, question: Question | None, among: dict[str, Question]) -> str:
    if isinstance(operand, tuple):
        if operand[0] == "field":
            other = among.get(str(operand[1]))
            return said(other.label) if other else str(operand[1])
        return f" {operand[0]} ".join(_operand_words(part, question, among) for part in operand[1:])
    code = str(operand).partition(":")[2] or str(operand)
    chosen = next((one for one in question.choices if one.name == code), None) if question else None
    return said(chosen.label) if chosen else code
