"""What every page knows."""

from django.conf import settings
from django.http import HttpRequest


def house(request: HttpRequest) -> dict[str, object]:
    """Return the facts of the instance that every template may show."""
    del request
    return {"demo": (settings.HOME / "demo.json").exists()}
