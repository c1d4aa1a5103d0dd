"""Draw a figure over periods: a line that breaks where nothing is known, dashed steps for targets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor, log10

from .svg import path, picture, px, words

WIDTH, HEIGHT = 660.0, 330.0
LEFT, RIGHT, TOP, FLOOR = 44.0, 562.0, 22.0, 290.0
AXIS_LABELS = 12  # at most so many period labels on the axis
TINY = 1e-9  # below it a value is drawn on the axis


@dataclass(frozen=True, slots=True)
class Point:
    """Hold a period: label on the axis, value (none is a gap), value (or why there is none) as words, whether reports
    are missing.
    """

    label: str
    value: float | None
    text: str = ""
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """Hold a target that stands from one period to another (indexes, both included), with its words."""

    first: int
    last: int
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Base:
    """Hold the value from which the figure started, with its words."""

    value: float
    text: str


def ticks(highest: float) -> list[float]:
    """Return three to six round values from 0 to one that is not below `highest`."""
    if highest < TINY:
        return [0.0, 1.0]
    rough = highest / 4
    unit = 10.0 ** floor(log10(rough))
    step = next(unit * factor for factor in (1, 2, 2.5, 5, 10) if unit * factor >= rough)
    if highest >= 4 and step < 1:
        step = 1.0
    count = 1
    while step * count < highest * 0.999999:
        count += 1
    return [step * index for index in range(count + 1)]


def _plain(value: float) -> str:
    return f"{value:g}"


def line_chart(
    points: Sequence[Point],
    *,
    title: str,
    desc: str,
    gap_word: str,
    base: Base | None = None,
    targets: Sequence[Target] = (),
    tick: Callable[[float], str] = _plain,
    ident: str = "chart",
) -> str:
    """Draw the points in order. `gap_word` names a period without data or words; `tick` writes a value of the axis.

    A missing period breaks the line: nothing is drawn across it. A partial period has a hollow marker.
    """
    if not points:
        return ""
    values = [point.value for point in points if point.value is not None]
    scale = ticks(max([*values, *(target.value for target in targets), *([base.value] if base else []), 0.0]))
    step = (RIGHT - LEFT) / max(len(points) - 1, 1)

    def x(index: float) -> float:
        return LEFT + step * index if len(points) > 1 else (LEFT + RIGHT) / 2

    def y(value: float) -> float:
        return FLOOR - (FLOOR - TOP) * value / scale[-1]

    body = "".join(
        path(f"M{px(LEFT)} {px(y(value))}H{px(RIGHT)}", "gr" if value else "ax")
        + words(LEFT - 8, y(value) + 4, tick(value), "end")
        for value in scale
    )
    body += _axis(points, x)
    if base:
        body += path(f"M{px(LEFT)} {px(y(base.value))}H{px(RIGHT)}", "bs")
        body += words(RIGHT + 14, _aside(y(base.value), y, points, targets) + 4, base.text, "start alt")
    for target in targets:
        first, last = max(x(target.first - 0.4), LEFT), min(x(target.last + 0.4), RIGHT)
        body += path(f"M{px(first)} {px(y(target.value))}H{px(last)}", "tg")
        if target is targets[-1]:
            body += words(RIGHT + 14, y(target.value) + 4, target.text, "tgt start")
    for index, point in enumerate(points):
        if point.value is None:
            body += path(f"M{px(x(index))} {px(TOP)}V{px(FLOOR)}", "gr void")
            body += words(x(index), FLOOR - 8, point.text or gap_word, "it")
    body += path(_line(points, x, y), "ln")
    body += "".join(_marker(points, index, x, y) for index in range(len(points)))
    return picture(WIDTH, HEIGHT, "draw wide", body, title=title, desc=desc, ident=ident)


def _axis(points: Sequence[Point], x: Callable[[float], float]) -> str:
    every = -(-len(points) // AXIS_LABELS)
    kept = range(len(points) - 1, -1, -every)
    return "".join(
        words(x(index), FLOOR + 27, points[index].label, "alt" if order % 2 and len(points) > 4 else "")
        for order, index in enumerate(kept)
    )


def _line(points: Sequence[Point], x: Callable[[float], float], y: Callable[[float], float]) -> str:
    d, pen_down = "", False
    for index, point in enumerate(points):
        if point.value is None:
            pen_down = False
            continue
        d += f"{'L' if pen_down else 'M'}{px(x(index))} {px(y(point.value))}"
        pen_down = True
    return d


def _marker(points: Sequence[Point], index: int, x: Callable[[float], float], y: Callable[[float], float]) -> str:
    point = points[index]
    if point.value is None:
        return ""
    last = not any(later.value is not None for later in points[index + 1 :])
    before = points[index - 1].value if index else None
    rises = before is not None and point.value > before
    css = "b" if last or index == 0 else "b alt"
    across, up = x(index), y(point.value)
    dot = f'<circle class="{"po" if point.partial else "pt"}" cx="{px(across)}" cy="{px(up)}" r="5.5"/>'
    if last and index == len(points) - 1:
        return dot + words(across + 14, up + 5, point.text, "b start")
    below = rises and up + 24 < FLOOR - 18
    return dot + words(across, up + 24 if below else up - 13, point.text, css)


def _aside(
    at: float, y: Callable[[float], float], points: Sequence[Point], targets: Sequence[Target], room: float = 17.0
) -> float:
    """Move the base's words off those that stand at the same height at the right end."""
    taken = [y(targets[-1].value)] if targets else []
    if points[-1].value is not None:
        taken.append(y(points[-1].value))
    for other in sorted(taken, reverse=True):
        if abs(other - at) < room:
            at = other + room if at >= other else other - room
    return at
