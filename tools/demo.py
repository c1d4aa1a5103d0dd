"""Serves the demonstration from PAMOJA_HOME on PORT, loading it first into a new home; `reset` starts it over.

python -m tools.demo [reset]
"""

import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command

PAMOJA = Path(sys.executable).with_name("pamoja")


def main(arguments: list[str]) -> None:
    """Prepare the home and become the server."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pamoja.config.settings")
    django.setup()
    loaded = (Path(settings.HOME) / "demo.json").exists()
    try:
        call_command("migrate", verbosity=0, interactive=False)
        if not loaded or arguments == ["reset"]:
            print("Loading the demonstration ...", flush=True)
            call_command("demo", "load", reset=loaded)
        if styles_are_stale():
            call_command("collectstatic", verbosity=0, interactive=False)
        print(flush=True)
        call_command("access", "--address", f"http://127.0.0.1:{os.environ['PORT']}")
        print(flush=True)
    except CommandError as error:
        sys.exit(str(error))
    os.execv(PAMOJA, [str(PAMOJA), "serve"])


def styles_are_stale() -> bool:
    """Tell whether a style, script or picture is newer than the collected ones."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return True
    found = (storage.path(path) for finder in get_finders() for path, storage in finder.list([]))
    return max(Path(path).stat().st_mtime for path in found) > manifest.stat().st_mtime


if __name__ == "__main__":
    main(sys.argv[1:])
