"""Draw a count over the latest periods as small columns, beside its figure."""

from collections.abc import Sequence
from html import escape

from .svg import path, px, words

LEFT, RIGHT, TOP, FLOOR, WIDTH, HEIGHT = 4.0, 200.0, 2.0, 20.0, 208, 36
WIDEST = 18.0  # px of a column


def columns(values: Sequence[float | None], label: str, first: str, last: str) -> str:
    """Draw a column for each period; `first` and `last` name the two ends. An unknown period has none, zero a line.

    Nothing is drawn when there are fewer than two periods or nothing to count.
    """
    top = max((value for value in values if value is not None), default=0.0)
    if len(values) < 2 or top <= 0:
        return ""
    step = min((RIGHT - LEFT) / len(values), WIDEST)
    end = LEFT + step * len(values)
    body = path(f"M{px(LEFT)} {px(FLOOR)}H{px(end)}", "gr")
    for index, value in enumerate(values):
        if value:
            high = max((FLOOR - TOP) * value / top, 1.0)
            x, width = px(LEFT + step * index + 1), px(step - 2)
            body += f'<rect class="br" x="{x}" y="{px(FLOOR - high)}" width="{width}" height="{px(high)}"/>'
    body += words(LEFT, 34, first, "start") + words(max(end, LEFT + 90), 34, last, "end")
    return f'<svg class="draw" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(label)}">{body}</svg>'
