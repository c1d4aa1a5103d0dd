"""One place chosen step by step: a select for each level, from one list that the server cuts to the person's scope.

The list `places.csv` has the columns `name` (the place's code), `label`, `parent` (the code above, blank for a
province), and `open`: 1 when the place may be the answer, 0 when it only leads to places that may.
"""

from collections.abc import Iterator

from pamoja.formats.questions import Label
from pamoja.formats.xform.phrases import columns, phrase

LEVELS = 5
ITEMS = "instance('places')/root/item"


def level_name(question: str, level: int) -> str:
    """Return the name of the select of one level (1 to 5)."""
    return f"{question}_{level}"


def cascade(question: dict[str, str], group: str, label: Label) -> Iterator[dict[str, str]]:
    """Yield the rows that ask for one place; the last, a calculation, bears the question's name and holds the code.

    `question` holds its cells (name, hint, relevant, required); `group` is the XPath of its group.
    """
    nodes = [f"{group}/{level_name(question['name'], level)}" for level in range(1, LEVELS + 1)]
    for level in range(1, LEVELS + 1):
        yield {
            "type": "select_one_from_file places.csv",
            "name": level_name(question["name"], level),
            "appearance": "minimal autocomplete",
            **columns("label", _heading(label, level)),
            **(_first(question) if level == 1 else _further(nodes[level - 2])),
        }
    deepest = nodes[0]
    for node in nodes[1:]:
        deepest = f"coalesce({node}, {deepest})"
    yield {"type": "calculate", "name": question["name"], "calculation": deepest} | _only(question, "relevant")


def _first(question: dict[str, str]) -> dict[str, str]:
    hints = {name: text for name, text in question.items() if name.startswith("hint")}
    return {"choice_filter": "parent = ''"} | hints | _only(question, "relevant") | _only(question, "required")


def _further(above: str) -> dict[str, str]:
    below = f"{ITEMS}[parent = {above}]"
    return {
        "choice_filter": f"parent = {above}",
        "relevant": f"{above} != '' and count({below}) > 0",
        "required": f"{ITEMS}[name = {above}]/open = '0'",
        "constraint": f"selected(join(' ', {below}/name), .)",
        **columns("constraint_message", phrase("chosen_elsewhere")),
    }


def _heading(label: Label, level: int) -> Label:
    names = phrase(f"level_{level}")
    return {language: f"{label[language]} · {names[language]}" for language in names}


def _only(question: dict[str, str], name: str) -> dict[str, str]:
    return {name: question[name]} if name in question else {}
