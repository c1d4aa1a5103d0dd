"""Draw the scores that two sides gave to the same things, one under the other on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from .svg import path, px, words

LEFT, RIGHT, WIDTH = 4.0, 312.0, 360
TITLE, BAR, GAP, BLOCK = 16.0, 12.0, 5.0, 66.0  # px: the words over two bars, a bar, what lies between, all of it
LONGEST = 46  # letters of a title that fit in the width


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold one thing that both sides scored: its title, and each score with its text; None: that side gave none."""

    title: str
    first: float | None
    first_text: str
    second: float | None
    second_text: str


def two_scores(pairs: Sequence[Pair], lowest: int, highest: int, label: str) -> str:
    """Draw two bars for each pair, the first full and the second hollow, on a scale from `lowest` to `highest`.

    The lowest score has a short bar of its own, so that it is seen. A score that was not given has words and no bar.
    Nothing is drawn without a pair. A title too long for the width is cut at a word; the label and the table of the
    page have it whole.
    """
    if not pairs:
        return ""
    step = (RIGHT - LEFT) / (highest - lowest + 1)
    bottom = BLOCK * len(pairs)
    body = "".join(
        path(f"M{px(LEFT + step * mark)} {px(TITLE)}V{px(bottom)}", "gr") for mark in range(highest - lowest + 2)
    )
    for index, pair in enumerate(pairs):
        top = BLOCK * index
        body += words(LEFT, top + TITLE - 4, _short(pair.title), "start b")
        body += _bar(top + TITLE + 2, pair.first, pair.first_text, "br", step, lowest)
        body += _bar(top + TITLE + 2 + BAR + GAP, pair.second, pair.second_text, "ax", step, lowest)
    body += "".join(
        words(LEFT + step * (mark + 1), bottom + 12, str(lowest + mark)) for mark in range(highest - lowest + 1)
    )
    return (
        f'<svg class="draw prog" viewBox="0 0 {WIDTH} {px(bottom + 18)}" role="img" aria-label="{escape(label)}">'
        f"{body}</svg>"
    )


def _bar(y: float, score: float | None, text: str, css: str, step: float, lowest: int) -> str:
    if score is None:
        return words(LEFT, y + BAR - 2, text, "start it")
    width = step * (score - lowest + 1)
    rectangle = f'<rect class="{css}" x="{px(LEFT)}" y="{px(y)}" width="{px(width)}" height="{px(BAR)}"/>'
    return rectangle + words(LEFT + width + 6, y + BAR - 2, text, "start v")


def _short(title: str) -> str:
    """Return a title that fits, cut at the end of a word."""
    if len(title) <= LONGEST:
        return title
    kept = title[: LONGEST - 1].rsplit(" ", 1)[0]
    return f"{kept} …"
