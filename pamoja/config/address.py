"""Where the instance is served."""

import os

from django.conf import settings


def address() -> str:
    """Return the address of the instance without a final slash: PAMOJA_ADDRESS, else this machine at PORT."""
    return str(settings.ADDRESS).rstrip("/") or f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
