"""Draw when something was planned and when it took place, on a line of time that stretches with the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

HEIGHT, AXIS = 22, 20
LONG, SHORT = 500, 120
"""Days of a line of time from which on its marks are years, or quarters rather than months."""
FEWEST_DAYS = 1


@dataclass(frozen=True, slots=True)
class Time:
    """Hold the line of time that drawings of one page share, from its first day to its last."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """Return where a day lies, as a share of the width; what lies outside is at the edge."""
        whole = max((self.last - self.first).days, FEWEST_DAYS)
        return min(max((day - self.first).days / whole, 0.0), 1.0)

    def marks(self) -> Iterator[tuple[date, str]]:
        """Yield the days that the line names, with their words: years of a long line, quarters, or months."""
        days = (self.last - self.first).days
        step = 12 if days > LONG else 3 if days > SHORT else 1
        year, month = self.first.year, 1
        while (day := date(year, month, 1)) <= self.last:
            if day >= self.first:
                yield day, str(year) if step == 12 else f"{month:02}/{year}"
            month += step
            year, month = (year + 1, 1) if month > 12 else (year, month)


Span = tuple[date, date]


def span(time: Time, planned: Span, actual: Span | None, today: date, label: str) -> str:
    """Draw a plan as an empty box and what took place as a full bar within it; the days named and today as lines."""
    body = "".join(_line(time.at(day), "gr") for day, _word in time.marks())
    body += _box(time, planned, "po", 3, 16)
    if actual:
        body += _box(time, actual, "br", 7, 8)
    if time.first <= today <= time.last:
        body += _line(time.at(today), "ax")
    return f'<svg class="span" width="100%" height="{HEIGHT}" role="img" aria-label="{escape(label)}">{body}</svg>'


def axis(time: Time) -> str:
    """Draw the words of the days that a line of time names; for the eye alone."""
    marks = list(time.marks())
    body = "".join(_word(time, day, word) for day, word in _apart(time, marks))
    return f'<svg class="span" width="100%" height="{AXIS}" aria-hidden="true">{body}</svg>'


def _apart(time: Time, marks: Sequence[tuple[date, str]]) -> Iterator[tuple[date, str]]:
    """Yield the marks whose words do not touch, on the narrowest page."""
    last = -1.0
    for day, word in marks:
        if time.at(day) - last >= 0.2:
            last = time.at(day)
            yield day, word


def _word(time: Time, day: date, word: str) -> str:
    at = time.at(day)
    anchor = "end" if at > 0.9 else "start"
    return f'<text class="{anchor}" x="{at * 100:.2f}%" y="14">{escape(word)}</text>'


def _line(at: float, css: str) -> str:
    return f'<line class="{css}" x1="{at * 100:.2f}%" x2="{at * 100:.2f}%" y1="0" y2="{HEIGHT}"/>'


def _box(time: Time, days: Span, css: str, top: int, height: int) -> str:
    start, end = time.at(days[0]), time.at(days[1])
    width = max(end - start, 0.004)
    return f'<rect class="{css}" x="{start * 100:.2f}%" y="{top}" width="{width * 100:.2f}%" height="{height}"/>'
