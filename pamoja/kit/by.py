"""Who writes, through which door, and when."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone


@dataclass(frozen=True)
class By:
    """Names the author of a write.

    `person` is the signed-in user, or None for a command run on the server. `door` is desk, phone, excel, command or
    demo. `at` is the moment that audit and provenance will show.
    """

    person: Any
    door: str
    at: datetime = field(default_factory=timezone.now)
