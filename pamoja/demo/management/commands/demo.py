"""The command `pamoja demo`."""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from pamoja.demo.load import access_file, is_real, load_demo, write_access
from pamoja.intake.publishing import publish_forms
from pamoja.kit.by import By
from pamoja.kit.problems import Problems
from pamoja.lake.refresh import refresh
from pamoja.registry.indexing import outdated, reindex


class Command(BaseCommand):
    """Load the invented programme."""

    help = (
        "Demo: load an invented programme of three years, through the actions that users call, and give its people "
        "passwords (see pamoja access). Run again, it adds what is missing. Refused on an instance with real work."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the verb, which may be left out, and the option that starts over."""
        parser.add_argument("verb", nargs="?", choices=["load"], default="load", help="load it (the default)")
        parser.add_argument("--reset", action="store_true", help="forget everything in this demonstration first")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load reference data, people and records; publish the forms; bring the lake up to date."""
        call_command("migrate", verbosity=0, interactive=False)
        if is_real():
            raise CommandError(
                _("%(home)s holds real work. Load the demonstration into another home: PAMOJA_HOME=... pamoja demo")
                % {"home": settings.HOME}
            )
        if options["reset"]:
            self._forget()
        reindex(outdated())
        by = By(None, "demo")
        try:
            made = load_demo(by, self._show)
        except Problems as problems:
            raise CommandError("\n".join(problem.sentence for problem in problems.problems)) from problems
        publish_forms(by)
        refresh()
        address = settings.ADDRESS or f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
        access = write_access(by, str(address))
        self.stdout.write(
            _("%(made)s entries made. %(people)s people may sign in: pamoja access")
            % {"made": made, "people": len(access.accounts)}
        )

    def _show(self, done: int, all_entries: int) -> None:
        """Count the entries on one line of a terminal; say nothing elsewhere."""
        if sys.stderr.isatty():
            self.stderr.write(f"\r{done}/{all_entries}", ending="\n" if done == all_entries else "")

    def _forget(self) -> None:
        """Empty the tables, the media folder and the lake."""
        if not access_file().exists():
            raise CommandError(_("%(home)s holds no demonstration.") % {"home": settings.HOME})
        call_command("flush", verbosity=0, interactive=False)
        for folder in (Path(settings.MEDIA_ROOT), Path(settings.LAKE)):
            shutil.rmtree(folder, ignore_errors=True)
        access_file().unlink()
