"""Serves the demonstration from PAMOJA_HOME on PORT, loading it first into a new home; `reset` starts it over.

python -m tools.demo [reset]
"""

import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import CommandError, call_command

PAMOJA = Path(sys.executable).with_name("pamoja")


def main(arguments: list[str]) -> None:
    """Load what is missing, say how to sign in, and become the server."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pamoja.config.settings")
    django.setup()
    loaded = (Path(settings.HOME) / "demo.json").exists()
    try:
        if not loaded or arguments == ["reset"]:
            print("Loading the demonstration ...", flush=True)
            call_command("demo", "load", reset=loaded)
        print(flush=True)
        call_command("access", "--address", f"http://127.0.0.1:{os.environ['PORT']}")
        print(flush=True)
    except CommandError as error:
        sys.exit(str(error))
    os.execv(PAMOJA, [str(PAMOJA), "serve"])


if __name__ == "__main__":
    main(sys.argv[1:])
