"""Serves the demonstration from PAMOJA_HOME on PORT, loading it first into a new home; `reset` forgets it before.

python -m tools.demo [reset]
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

PAMOJA = Path(sys.executable).with_name("pamoja")
KEPT_WHEN_EMPTY = {"keys"}


def main(arguments: list[str]) -> None:
    """Prepare the home and become the server."""
    home = Path(os.environ["PAMOJA_HOME"])
    if arguments == ["reset"]:
        reset(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pamoja.config.settings")
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    if not (home / "demo.json").exists():
        call_command("demo", "load")
    if styles_are_stale():
        call_command("collectstatic", verbosity=0, interactive=False)
    print(flush=True)
    call_command("access", "--address", f"http://127.0.0.1:{os.environ['PORT']}")
    print(flush=True)
    os.execv(PAMOJA, [str(PAMOJA), "serve"])


def reset(home: Path) -> None:
    """Forget a demonstration; refuse to touch a home that holds anything else."""
    there = {path.name for path in home.iterdir()} if home.exists() else set()
    if there - KEPT_WHEN_EMPTY and "demo.json" not in there:
        sys.exit(f"{home} holds no demonstration: it is left as it is. Name another home with PAMOJA_HOME=.")
    if os.environ.get("PAMOJA_DATABASE_URL"):
        # In processes of their own: this one must not have read the keys that go with the home.
        for command in ("migrate", "flush"):
            subprocess.run([PAMOJA, command, "--no-input", "--verbosity", "0"], check=True)
    shutil.rmtree(home, ignore_errors=True)


def styles_are_stale() -> bool:
    """Tell whether a style, script or picture is newer than the collected ones."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return True
    found = (storage.path(path) for finder in get_finders() for path, storage in finder.list([]))
    return max(Path(path).stat().st_mtime for path in found) > manifest.stat().st_mtime


if __name__ == "__main__":
    main(sys.argv[1:])
