"""How high a risk is, as a page shows it: its word with a shape."""

from pamoja.context.models import Band
from pamoja.desk.values import Value

SHAPES = {Band.LOW: "todo", Band.MODERATE: "going", Band.HIGH: "late", Band.VERY_HIGH: "broken"}
"""The circle fills up while a risk can be lived with; angles stop."""


def band_value(band: str, note: str = "") -> Value:
    """Return a band with its shape and word."""
    found = Band(band)
    return Value("state", str(found.label), state=SHAPES[found], note=note)
