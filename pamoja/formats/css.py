"""Conditions as a stylesheet reads them: fields that appear when their condition holds, without JavaScript.

A page wraps each field in an element with `data-question`; choices are radio buttons, check boxes or a `<select>`.
What CSS cannot read (texts, dates, numbers, other fields) gives no rule, and the field stays in sight.
"""

from collections.abc import Iterable

from pamoja.formats.questions import Condition, Form
from pamoja.formats.rules import Joined, Leaf, pushed, reads

FIELD = '[data-question="{name}"]'
ANSWERED = '[value]:checked:not([value=""])'


def visibility_css(form: Form, field: str = FIELD, rows: str = FIELD) -> str:
    """Return the stylesheet that hides what is asked on a condition that does not surely hold; "" without any.

    `field` and `rows` are the selectors of the wrapper of a field and of a repeat, with {name} in them. All stands
    inside `@supports`: a browser without `:has()` shows every field.
    """
    rules = []
    wrapped = [(question.when, field.format(name=question.name)) for question in form.questions()]
    wrapped += [(repeat.when, rows.format(name=repeat.name)) for repeat in form.repeats]
    for when, wrapper in wrapped:
        shown = shown_when(form, when, field) if when else None
        if shown is not None:
            rules.append(f"form:not({shown}) {wrapper} {{ display: none; }}")
    if not rules:
        return ""
    return "@supports selector(:has(*)) {\n" + "\n".join(rules) + "\n}\n"


def shown_when(form: Form, condition: Condition, field: str = FIELD) -> str | None:
    """Return the selector that a `<form>` matches exactly when the condition surely holds; None when CSS cannot tell.

    A condition that reads a question which is itself asked only sometimes is left alone: a hidden field keeps its value
    on the page.
    """
    if any(form.question(name).when is not None for name in reads(condition)):
        return None
    return _selector(form, pushed(condition), field)


def _selector(form: Form, tree: Joined | Leaf, field: str) -> str | None:
    if isinstance(tree, Leaf):
        return _leaf(form, tree, field.format(name=tree.name))
    parts = [_selector(form, part, field) for part in tree.parts]
    if not parts or None in parts:
        return None
    return _all(parts) if tree.word == "and" else f":is({', '.join(str(part) for part in parts)})"


def _leaf(form: Form, leaf: Leaf, field: str) -> str | None:
    kind = form.question(leaf.name).kind
    answered = f":has({field} {ANSWERED})"
    if kind not in ("one", "many"):
        return None
    if leaf.operator == "blank":
        return f":not({answered})" if leaf.operand != leaf.negated else answered
    if isinstance(leaf.operand, tuple) and leaf.operator != "in":
        return None
    values = leaf.operand if leaf.operator == "in" else (leaf.operand,)
    chosen = f":has({', '.join(f'{field} {_value(value)}:checked' for value in values)})"
    return f"{answered}:not({chosen})" if leaf.negated else chosen


def _all(parts: Iterable[str | None]) -> str:
    return "".join(f":is({part})" for part in parts)


def _value(value: object) -> str:
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'[value="{text}"]'
