"""Who writes, through which door, and when."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone


@dataclass(frozen=True)
class By:
    """Names the author of a write.

    `person` is the signed-in user, or None for a command run on the server and for who writes without signing in.
    `door` is desk, phone, excel, command, demo or public. `at` is the moment that audit and provenance will show.
    """

    person: Any
    door: str
    at: datetime = field(default_factory=timezone.now)
