"""The command `pamoja restore`."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from pamoja.config.backup.reading import restore_backup
from pamoja.kit.problems import Problem
from pamoja.lake.refresh import rebuild


class Command(BaseCommand):
    """Fill the instance from an archive that `pamoja backup` wrote."""

    help = "Restore: fill an empty instance from an archive of `pamoja backup`; all of it or nothing."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the file and the option that gives up what is there."""
        parser.add_argument("file", metavar="FILE", type=Path, help="the archive")
        parser.add_argument(
            "--replace", action="store_true", help="give up everything that the instance holds now (stop it first)"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Restore the archive and print the hash of the content, read back from the database."""
        file: Path = options["file"]
        call_command("migrate", verbosity=0, interactive=False)
        try:
            content = restore_backup(file, replace=options["replace"])
        except Problem as problem:
            raise CommandError(problem.sentence) from problem
        rebuild()
        call_command("reindex", "--needed", verbosity=0, stdout=self.stdout)
        self.stdout.write(_("Restored from %(file)s. Start the instance anew.") % {"file": file})
        self.stdout.write(_("Content: %(hash)s") % {"hash": content.hash})
