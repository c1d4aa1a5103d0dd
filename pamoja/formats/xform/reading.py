"""What a phone sends back, read by the description that was kept when its form version was published.

Nodes are found by exact path and local name: namespaces differ between clients, questions that were not asked are
absent, and a node of the same name elsewhere is another one.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from lxml.etree import QName, _Element

from pamoja.formats.questions import Form, Question
from pamoja.formats.xform.places import LEVELS, level_name
from pamoja.formats.xform.sheets import on_phone

Reading = Mapping[str, Any]
"""How to read a submission: {"form", "title", "answers": {path: {"name", "kind"}},
"repeats": {path: {"name", "answers"}}, "known": [path]}. Paths are local names joined by "/", without the root; those
of `known` hold no answer."""

ENVELOPE = ("meta",)


class MalformedSubmission(Exception):
    """Tells that a submission has not the shape of its form.

    `code` is twice, nested or text; `path` says where.
    """

    def __init__(self, code: str, path: str) -> None:
        super().__init__(f"{code}: {path}")
        self.code = code
        self.path = path


def reading(form: Form) -> dict[str, Any]:
    """Return how to read a submission of this form, as plain data to be kept with the published version."""
    answers: dict[str, Any] = {}
    known: list[str] = []
    for section in form.sections:
        for question in filter(on_phone, section.questions):
            answers[f"{section.name}/{question.name}"] = _entry(question)
            if question.kind == "place":
                known += [f"{section.name}/{level_name(question.name, level)}" for level in range(1, LEVELS + 1)]
    repeats = {
        repeat.name: {
            "name": repeat.name,
            "answers": {question.name: _entry(question) for question in filter(on_phone, repeat.questions)},
        }
        for repeat in form.repeats
    }
    return {"form": form.name, "title": dict(form.title), "answers": answers, "repeats": repeats, "known": known}


def read_submission(how: Reading, root: _Element) -> dict[str, Any]:
    """Return the answers of a submission as `enter` takes them: by question a text, a list of codes, or a list of rows.

    Blank answers and wholly blank rows are left out; texts lose the spaces around them. Raises MalformedSubmission when
    an answer stands twice, holds other nodes, or text stands where only nodes may.
    """
    answers: dict[str, Any] = {}
    for path, element in _walk(root, how):
        if path in how["answers"]:
            _put(answers, how["answers"][path], path, element)
        elif path in how["repeats"]:
            row = _row(how["repeats"][path], path, element)
            if row:
                answers.setdefault(how["repeats"][path]["name"], []).append(row)
    return answers


def unknown_nodes(how: Reading, root: _Element) -> list[str]:
    """Return the paths of nodes with content that the form version does not know, each once."""
    found: dict[str, None] = {}
    for path, element in _walk(root, how):
        if path in how["repeats"]:
            known = how["repeats"][path]["answers"]
            found |= {f"{path}/{_local(child)}": None for child in _children(element) if _local(child) not in known}
        elif path not in how["answers"] and path not in how["known"] and _has_content(element):
            found[path] = None
    return list(found)


def _walk(root: _Element, how: Reading) -> Iterator[tuple[str, _Element]]:
    """Yield the answers and rows of a submission, and whatever else holds no known node, with their paths."""
    groups = {path.rpartition("/")[0] for path in (*how["answers"], *how["known"])}
    for child in _children(root):
        name = _local(child)
        if name in ENVELOPE:
            continue
        if name in how["repeats"] or name not in groups:
            yield name, child
            continue
        if (child.text or "").strip():
            raise MalformedSubmission("text", name)
        for answer in _children(child):
            yield f"{name}/{_local(answer)}", answer


def _row(how: Mapping[str, Any], path: str, element: _Element) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for child in _children(element):
        if _local(child) in how["answers"]:
            _put(row, how["answers"][_local(child)], f"{path}/{_local(child)}", child)
    return row


def _put(answers: dict[str, Any], entry: Mapping[str, str], path: str, element: _Element) -> None:
    if next(_children(element), None) is not None:
        raise MalformedSubmission("nested", path)
    text = ((element.text or "") + "".join(comment.tail or "" for comment in element)).strip()
    if not text:
        return
    if entry["name"] in answers:
        raise MalformedSubmission("twice", path)
    answers[entry["name"]] = text.split() if entry["kind"] in ("many", "places") else text


def _entry(question: Question) -> dict[str, str]:
    return {"name": question.name, "kind": question.kind}


def _children(element: _Element) -> Iterator[_Element]:
    """Yield child elements without comments, instructions, and the templates that some clients leave in."""
    for child in element:
        if isinstance(child.tag, str) and not any(QName(name).localname == "template" for name in child.attrib):
            yield child


def _local(element: _Element) -> str:
    return QName(element).localname


def _has_content(element: _Element) -> bool:
    return bool((element.text or "").strip()) or next(_children(element), None) is not None
