"""The clock of reports of abuse by staff, read from a file."""

import tomllib
from functools import cache
from pathlib import Path

from pamoja.engine.complaint import Clock

FILE = Path(__file__).with_name("rules.toml")


@cache
def clock() -> Clock:
    """Read within how many days a report is acknowledged, and answered."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Clock(data["acknowledge"], data["answer"])
