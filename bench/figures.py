"""Figures over 100,000 records: from one change to the new figure, and those of a home page.

`against` is the target where one is set, and SQL written by hand for the same answers on the same tables where
the engine is judged.
"""

import json
import os
import subprocess
import sys
import tempfile
from typing import Any


def run() -> list[dict[str, Any]]:
    """Measure in a process with a home and a SQLite database of its own.

    Returns rows of name, value, unit, against and ratio (value / against).
    """
    with tempfile.TemporaryDirectory(prefix="pamoja-bench-") as home:
        environment = {**os.environ, "PAMOJA_HOME": home, "DJANGO_SETTINGS_MODULE": "pamoja.config.settings"}
        environment.pop("PAMOJA_DATABASE_URL", None)
        command = [sys.executable, "-m", "bench.figures_measured"]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    found: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    for row in run():
        print(row)
