"""Write the small pieces of SVG that every drawing shares."""

from html import escape


def px(value: float) -> str:
    """Write a coordinate with at most one decimal."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def words(x: float, y: float, content: str, css: str = "") -> str:
    """Write an escaped text element; its baseline is at `y`, its anchor follows the class."""
    style = f' class="{css}"' if css else ""
    return f'<text{style} x="{px(x)}" y="{px(y)}">{escape(content)}</text>'


def path(d: str, css: str) -> str:
    """Write a path of a class; nothing for an empty path."""
    return f'<path class="{css}" d="{d}"/>' if d else ""


def picture(width: float, height: float, css: str, body: str, *, title: str, desc: str, ident: str) -> str:
    """Wrap a drawing as one image with a name and a description for those who cannot see it.

    `ident` must be unique on the page. Text is escaped here; `body` is SVG already.
    """
    return (
        f'<svg class="{css}" viewBox="0 0 {px(width)} {px(height)}" role="img"'
        f' aria-labelledby="{ident}-t {ident}-d"><title id="{ident}-t">{escape(title)}</title>'
        f'<desc id="{ident}-d">{escape(desc)}</desc>{body}</svg>'
    )
