"""The `pamoja` command: Django's management commands under one name, our own first."""

import locale
import os
import sys
from importlib.metadata import version
from textwrap import fill

from django import setup
from django.conf import settings
from django.core.management import execute_from_command_line, get_commands, load_command_class
from django.utils.translation import activate

from pamoja.kit.problems import Problem

ABOUT = """\
pamoja COMMAND [options]     pamoja COMMAND --help tells more

An instance lives in the folder PAMOJA_HOME (var/ by default). PAMOJA_DATABASE_URL=postgresql://... keeps its rows in
PostgreSQL instead of a file in that folder. PORT is the port that `pamoja serve` listens on.
"""
GROUPS = {
    "Run": ("serve", "work", "demo", "access", "invite"),
    "Set up": ("init", "programme", "migrate", "places", "forms"),
    "Keep": ("check", "audit", "backup", "restore", "keys", "lake", "person", "reindex", "retention", "zone"),
}
"""Our commands by what one wants to do; those that no group names are listed last."""


def main() -> None:
    """Run the management command that the arguments name."""
    if sys.argv[1:] in (["version"], ["--version"]):
        print("Pamoja", version("pamoja"))
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pamoja.config.settings")
    setup()
    activate(language_of_terminal())
    if sys.argv[1:] in ([], ["help"], ["--help"], ["-h"]):
        print(overview())
        return
    try:
        execute_from_command_line(sys.argv)
    except Problem as problem:
        sys.exit(problem.sentence)


def language_of_terminal() -> str:
    """Return the language of the terminal if the program speaks it, else the instance's own."""
    wanted = (locale.getlocale()[0] or "")[:2]
    return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def overview() -> str:
    """Return the list of commands: ours by group with what they do, then the names of Django's."""
    commands = get_commands()
    ours = {name for name, app in commands.items() if str(app).startswith("pamoja.")} | {"migrate"}
    named = {name for names in GROUPS.values() for name in names}
    groups = {**GROUPS, "More": tuple(sorted(ours - named))}
    parts = [ABOUT]
    for title, names in groups.items():
        lines = [_line(name, commands[name]) for name in names if name in ours]
        if lines:
            parts.append("\n".join([title, *lines]) + "\n")
    others = "Django's own: " + ", ".join(sorted(set(commands) - ours))
    return "\n".join([*parts, fill(others, 116, subsequent_indent="  ")])


def _line(name: str, app: object) -> str:
    command = load_command_class(str(app), name) if isinstance(app, str) else app
    about = str(getattr(command, "help", "")).partition(": ")
    return fill(f"  {name:<10}{about[2] or about[0]}", 116, subsequent_indent=" " * 12)
