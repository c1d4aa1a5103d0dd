"""Draw a tally of reports: a full stroke for each one received, an empty one for each still missing."""

from html import escape

from .svg import px

MARK, HEIGHT, WIDEST = 7.0, 12, 150.0


def tally(received: int, expected: int, label: str) -> str:
    """Draw `received` full strokes and `expected - received` empty ones; nothing when nothing is expected."""
    if expected <= 0:
        return ""
    step = min(MARK, WIDEST / expected)
    thick = step * 3 / MARK
    width = step * expected

    def strokes(first: int, last: int) -> str:
        return "".join(f"M{px(1 + step * i)} 1h{px(thick)}v10h-{px(thick)}z" for i in range(first, last))

    full = min(received, expected)
    body = f'<path d="{strokes(0, full)}"/>' if full else ""
    body += f'<path class="o" d="{strokes(full, expected)}"/>' if full < expected else ""
    return (
        f'<svg class="tally" viewBox="0 0 {px(width)} {HEIGHT}" width="{px(width)}" height="{HEIGHT}"'
        f' role="img" aria-label="{escape(label)}">{body}</svg>'
    )
