"""Draw how far something came, stage by stage, each under the other on one scale: planned, done, verified."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from .svg import path, px, words

Look = Literal["hollow", "half", "full"]

LEFT, RIGHT, ROW, THICK, WIDTH = 104.0, 300.0, 28.0, 14.0, 420


@dataclass(frozen=True, slots=True)
class Stage:
    """Hold one stage: its word, how it looks, its value (None: not known) and the value in words."""

    word: str
    look: Look
    value: float | None
    text: str


def progress(stages: Sequence[Stage], label: str, mark: float | None = None) -> str:
    """Draw a bar for each stage, as long as its value; what is not known has words and no bar.

    A stage is told by its word, its place and its shape: hollow, half as high, full. Nothing is drawn without a value.
    `mark` is a value at which an upright line crosses all bars; the values then stand beyond it.
    """
    top = max((stage.value for stage in stages if stage.value is not None), default=0.0)
    if top <= 0:
        return ""
    body = ""
    for index, stage in enumerate(stages):
        y = ROW * index + 4
        body += words(0, y + THICK - 2, stage.word, "start b")
        if stage.value is None:
            body += words(LEFT, y + THICK - 2, stage.text, "start it")
            continue
        width = (RIGHT - LEFT) * stage.value / top
        body += _bar(y, width, stage.look) + words(
            LEFT + (width if mark is None else RIGHT - LEFT) + 8, y + THICK - 2, stage.text, "start v"
        )
    height = px(ROW * len(stages))
    if mark is not None:
        x = LEFT + (RIGHT - LEFT) * min(max(mark / top, 0.0), 1.0)
        body += path(f"M{px(x)} 0V{height}", "tk")
    return f'<svg class="draw prog" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(label)}">{body}</svg>'


def _bar(y: float, width: float, look: Look) -> str:
    if width <= 0:
        return ""
    css = "ax" if look == "hollow" else "br"
    high = THICK / 2 if look == "half" else THICK
    return f'<rect class="{css}" x="{px(LEFT)}" y="{px(y + THICK - high)}" width="{px(width)}" height="{px(high)}"/>'
