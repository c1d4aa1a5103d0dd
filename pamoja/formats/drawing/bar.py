"""Draw a figure against where it started and where it should arrive."""

from dataclasses import dataclass
from html import escape

from .svg import path, px, words

LEFT, RIGHT, MIDDLE, HEIGHT, WIDTH = 4.0, 200.0, 12.0, 36, 208
CLEAR = 64.0  # px between two labels, so that they do not touch


@dataclass(frozen=True, slots=True)
class Mark:
    """Hold a base or a target: its value and its words, as shown under the mark."""

    value: float
    text: str


def bar(
    value: float | None,
    top: float,
    label: str,
    *,
    base: Mark | None = None,
    target: Mark | None = None,
    interval: tuple[float, float] | None = None,
) -> str:
    """Draw a bar from 0 to `value` on a scale that ends at `top`, a dotted base and a target; nothing when unknown.

    `interval` is the range of a survey's estimate, drawn as a whisker.
    """
    if value is None or top <= 0:
        return ""

    def at(number: float) -> float:
        return LEFT + (RIGHT - LEFT) * min(max(number / top, 0.0), 1.0)

    body = path(f"M{px(LEFT)} {px(MIDDLE)}H{px(RIGHT)}", "gr")
    body += f'<rect class="br" x="{px(LEFT)}" y="8" width="{px(at(value) - LEFT)}" height="8"/>'
    if interval:
        low, high = px(at(interval[0])), px(at(interval[1]))
        body += path(f"M{low} 12H{high}M{low} 8v8M{high} 8v8", "ax")
    close = base is not None and target is not None and abs(at(target.value) - at(base.value)) < CLEAR
    if base:
        x = at(base.value)
        body += path(f"M{px(x)} 3v18", "bs")
        if not close:
            body += _under(x, base.text, "")
        elif target and base.value < target.value and x >= CLEAR * 0.7 and at(target.value) <= WIDTH - CLEAR * 0.9:
            body += words(x + 4, 34, base.text, "end")
    if target:
        x = at(target.value)
        body += path(f"M{px(x)} 2v20", "tk")
        body += (
            words(x - 4, 34, target.text, "tgt start")
            if close and x <= WIDTH - CLEAR * 0.9
            else _under(x, target.text, "tgt ")
        )
    return f'<svg class="draw" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(label)}">{body}</svg>'


def _under(x: float, text: str, css: str) -> str:
    if x > RIGHT - 30:
        return words(WIDTH, 34, text, css + "end")
    if x < LEFT + 30:
        return words(0, 34, text, css + "start")
    return words(x, 34, text, css.strip())
