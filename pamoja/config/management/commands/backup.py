"""The command `pamoja backup`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from pamoja.config.backup.writing import write_backup


class Command(BaseCommand):
    """Write the whole instance into one file."""

    help = "Backup: write every row and every sealed file into one archive, which either database can take back."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the file and the option for the keys."""
        parser.add_argument("file", metavar="FILE", type=Path, help="the archive to make (zip); it must not exist yet")
        parser.add_argument(
            "--with-keys",
            action="store_true",
            help="put the keys into the archive too. Left out by default: submissions, photographs and names of people "
            "are sealed with them, and whoever finds an archive with its keys reads it all. Keep a copy of the keys "
            "folder elsewhere instead",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the archive and print the hash of its content."""
        file: Path = options["file"]
        try:
            content = write_backup(file, with_keys=options["with_keys"])
        except OSError as error:
            reason = error.strerror or _("it exists already")
            raise CommandError(
                _("“%(file)s” cannot be written: %(reason)s.") % {"file": file, "reason": reason}
            ) from error
        rows = sum(part.size for path, part in content.parts.items() if path.startswith("tables/"))
        files = sum(1 for path in content.parts if path.startswith("media/"))
        said = _("%(rows)s rows and %(files)s files written to %(file)s.")
        self.stdout.write(said % {"rows": rows, "files": files, "file": file})
        if not options["with_keys"]:
            self.stdout.write(
                _("The keys are not in it: without them, what is sealed stays closed. Keep them elsewhere.")
            )
        self.stdout.write(_("Content: %(hash)s") % {"hash": content.hash})
