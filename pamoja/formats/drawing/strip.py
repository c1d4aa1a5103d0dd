"""Draw the whole of one register as a strip of states, each with its shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

HOLLOW = frozenset({"todo", "dropped"})
HOLLOW_BOX = ' class="box"'
CUT = '<rect class="cut" x="100%" width="2" height="24" transform="translate(-2 0)"/>'
SHAPE_FROM = 0.035  # below this share the shape would not fit on a phone


@dataclass(frozen=True, slots=True)
class Part:
    """Hold one state of a strip: its code and how many records are in it."""

    state: str
    count: int


def _share(value: float) -> str:
    return f"{value * 100:.2f}%"


def _inside(part: Part, share: float) -> str:
    hollow = part.state in HOLLOW or part.state == "part"
    body = f'<rect{HOLLOW_BOX if hollow else ""} width="100%" height="100%"/>'
    if part.state == "part":
        return body + '<rect y="50%" width="100%" height="50%"/>'
    if share >= SHAPE_FROM:
        body += (
            f'<use href="#g-{escape(part.state)}" x="50%" y="7" width="10" height="10" transform="translate(-5 0)"/>'
        )
    return body


def strip(parts: Sequence[Part], label: str) -> str:
    """Draw the states in the order given, each as wide as its share of the whole.

    The strip stretches with the page; the shapes are those of the page's own symbols (`#g-kept` and so on).
    States without a record are left out; nothing is drawn when there is no record at all.
    """
    total = sum(part.count for part in parts)
    if total <= 0:
        return ""
    shown = [part for part in parts if part.count > 0]
    body, start = "", 0.0
    for part in shown:
        share = part.count / total
        css = escape(part.state) + (" hollow" if part.state in HOLLOW else "")
        body += f'<svg class="{css}" x="{_share(start)}" width="{_share(share)}" height="24">{_inside(part, share)}'
        body += ("" if part is shown[-1] else CUT) + "</svg>"
        start += share
    return f'<svg class="strip" width="100%" height="24" role="img" aria-label="{escape(label)}">{body}</svg>'
