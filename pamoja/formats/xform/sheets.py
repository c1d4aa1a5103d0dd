"""A form as the sheets of an XLSForm: `survey`, `choices`, `settings`, each a list of rows."""

import hashlib
import json
from collections.abc import Iterator

from pamoja.formats.questions import Form, Kind, Label, Question, Repeat, Rule, Section
from pamoja.formats.rules import reads
from pamoja.formats.xform.phrases import LANGUAGES, columns, joined, phrase
from pamoja.formats.xform.places import cascade
from pamoja.formats.xpath import Path, obeyed_xpath, quoted, surely_xpath

Row = dict[str, str]
Sheets = dict[str, list[Row]]

ROOT = "/data"
PLACES_CSV = "places.csv"
TYPES: dict[Kind, str] = {
    "text": "text", "longtext": "text", "sealed": "text", "integer": "integer", "decimal": "decimal", "date": "date",
    "file": "image",
}  # fmt: skip
BIG = 1_000_000_000
CHOSEN = ("one", "many")
SEPARATOR = ", ' · ', "


def on_phone(question: Question) -> bool:
    """Tell whether the phone asks a question.

    Several places are chosen on a page only, where one can search them; of an empty list nothing can be chosen at all.
    """
    return question.on_phone and question.kind != "places" and bool(question.choices or question.kind not in CHOSEN)


def sheets(form: Form) -> Sheets:
    """Return the sheets of a form; its version is a digest of all that they say.

    Raises ValueError when a label lacks a language, or a rule cannot be written as XPath.
    """
    survey = [row for section in form.sections for row in _Group(form, section).rows()]
    survey += [row for repeat in form.repeats for row in _Group(form, repeat).rows()]
    found: Sheets = {"survey": survey, "choices": list(_choices(form)), "settings": [_settings(form)]}
    digest = hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()
    found["settings"][0]["version"] = digest[:12]
    return found


def media(form: Form) -> list[str]:
    """Return the names of the lists that a form takes from the server, in alphabetical order."""
    asked = [question for question in form.questions() if on_phone(question)]
    names = {f"{question.register}.csv" for question in asked if question.kind == "record"}
    return sorted(names | {PLACES_CSV for question in asked if question.kind == "place"})


def note_name(rule: Rule) -> str:
    """Return the name of the node of a warning; no question has one like it."""
    return f"warns-{rule.code.replace('.', '-')}"


def location(form: Form, name: str) -> str:
    """Return the XPath of a question outside repeats."""
    for section in form.sections:
        if any(question.name == name and on_phone(question) for question in section.questions):
            return f"{ROOT}/{section.name}/{name}"
    raise ValueError(f"the phone does not ask {name!r}")


class _Group:
    """Writes the rows of a section or of a repeat."""

    def __init__(self, form: Form, group: Section | Repeat) -> None:
        self.form, self.group = form, group
        self.repeats = isinstance(group, Repeat)
        self.questions = [question for question in group.questions if on_phone(question)]
        asked = group.questions if isinstance(group, Repeat) else tuple(form.questions())
        self.kinds = {question.name: question.kind for question in asked}
        self.names = {question.name for question in asked if on_phone(question)}

    def rows(self) -> Iterator[Row]:
        if not self.questions:
            return
        word = "repeat" if self.repeats else "group"
        heading = columns("label", self.group.label)
        yield {"type": f"begin_{word}", "name": self.group.name, "appearance": "field-list", **heading, **self._asked()}
        for question in self.questions:
            yield from self._question(question)
            yield from self._notes(question)
        yield {"type": f"end_{word}"}

    def _asked(self) -> Row:
        """Return on which condition the rows of a repeat are asked for."""
        if not isinstance(self.group, Repeat) or self.group.when is None:
            return {}
        kinds = {question.name: question.kind for question in self.form.questions()}
        return {"relevant": surely_xpath(self.group.when, lambda name: location(self.form, name), kinds)}

    def _question(self, question: Question) -> Iterator[Row]:
        row = {"name": question.name, **columns("label", question.label), **columns("hint", question.hint)}
        if question.when:
            row["relevant"] = surely_xpath(question.when, self._path(""), self.kinds)
        if question.required:
            row["required"] = "yes"
        if question.default:
            row["default"] = question.default
        if question.kind == "place":
            yield from cascade(row, f"{ROOT}/{self.group.name}", question.label)
            return
        yield {**row, **self._answer(question), **self._constraint(question)}

    def _notes(self, question: Question) -> Iterator[Row]:
        """Yield the warnings that stand under a question: notes that show where a rule is broken, and stop nobody."""
        for rule in () if self.repeats else self.form.warnings:
            if rule.where == question.name and set(reads(rule.holds)) <= self.names:
                broken = surely_xpath(("not", rule.holds), self._path(""), self.kinds)
                yield {"type": "note", "name": note_name(rule), **columns("label", rule.message), "relevant": broken}

    def _answer(self, question: Question) -> Row:
        if question.kind in ("one", "many"):
            word = "select_one" if question.kind == "one" else "select_multiple"
            return {"type": f"{word} {_list_name(self.group, question)}"}
        if question.kind == "record":
            return {"type": f"select_one_from_file {question.register}.csv", "appearance": "minimal autocomplete"}
        if question.kind == "longtext":
            return {"type": "text", "appearance": "multiline"}
        if question.kind == "file":
            return {"type": "image", "parameters": "max-pixels=1600"}
        return {"type": TYPES[question.kind]}

    def _constraint(self, question: Question) -> Row:
        found: list[tuple[str, Label]] = list(_limits(question))
        for rule in self._rules():
            if rule.where == question.name and set(reads(rule.holds)) <= self.names:
                found.append((obeyed_xpath(rule.holds, self._path(question.name), self.kinds), rule.message))
        if not found:
            return {}
        texts, messages = zip(*found, strict=True)
        return {"constraint": " and ".join(texts), **columns("constraint_message", joined(list(messages)))}

    def _rules(self) -> tuple[Rule, ...]:
        return self.group.rules if isinstance(self.group, Repeat) else self.form.rules

    def _path(self, itself: str) -> Path:
        def path(name: str) -> str:
            if name == itself:
                return "."
            return f"../{name}" if self.repeats else location(self.form, name)

        return path


def _limits(question: Question) -> Iterator[tuple[str, Label]]:
    low, high = question.low, question.high
    if question.kind in ("integer", "decimal") and low is not None and high is not None:
        said = phrase("at_least", low=f"{low:g}") if high >= BIG else phrase("range", low=f"{low:g}", high=f"{high:g}")
        yield f"(. >= {low:g} and . <= {high:.0f})", said
    if question.limit is not None and question.kind in ("text", "longtext", "sealed"):
        yield f"string-length(.) <= {question.limit}", phrase("length", limit=question.limit)


def _list_name(group: Section | Repeat, question: Question) -> str:
    return f"{group.name}_{question.name}"


def _choices(form: Form) -> Iterator[Row]:
    groups: tuple[Section | Repeat, ...] = (*form.sections, *form.repeats)
    for group in groups:
        for question in group.questions:
            for choice in question.choices:
                quoted(choice.name)
                yield {
                    "list_name": _list_name(group, question),
                    "name": choice.name,
                    **columns("label", choice.label),
                }


def _settings(form: Form) -> Row:
    return {
        "form_title": form.title[next(iter(LANGUAGES))],
        "form_id": form.name,
        "name": ROOT.strip("/"),
        "default_language": next(iter(LANGUAGES.values())),
        "instance_name": _instance_name(form),
    }


def _instance_name(form: Form) -> str:
    """Return the XPath of the name under which a phone lists a filled form: its first text or place, and its date."""
    parts = []
    for kind in ("date", "text"):
        found = [q for q in form.questions() if q.kind == kind and q.required and on_phone(q)]
        if found:
            parts.append(f"substr({location(form, found[0].name)}, 0, 80)")
    if len(parts) < 2:
        place = next((q for q in form.questions() if q.kind == "place"), None)
        if place:
            parts.append(f"instance('places')/root/item[name={location(form, place.name)}]/label")
    parts = parts or [quoted(form.name)]
    return parts[0] if len(parts) == 1 else f"concat({SEPARATOR.join(parts)})"
