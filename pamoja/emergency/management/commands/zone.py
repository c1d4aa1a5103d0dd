"""The command `pamoja zone`."""

import sys
import uuid
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from pamoja.emergency.closing import close_area
from pamoja.emergency.models import Closure
from pamoja.emergency.reopening import reopen
from pamoja.kit.by import By
from pamoja.kit.problems import Problem


class Command(BaseCommand):
    """Close a zone in an emergency, and reopen it."""

    help = "Zone: close a place or a priority zone in an emergency, and reopen it with its key."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        close = verbs.add_parser("close", help="seal and take away all that lies in it, suspend who works there")
        close.add_argument("code", help="code of a priority zone or of a place")
        close.add_argument("--reason", required=True, help="why; kept in the archive only")
        close.add_argument(
            "--key-file", type=Path, help="where the key is written, on a disk that leaves the server; else it is shown"
        )
        again = verbs.add_parser("reopen", help="bring everything back")
        again.add_argument("closure", type=uuid.UUID, help="as `pamoja zone list` shows it")
        again.add_argument("--key-file", type=Path, help="where the key is; else it is asked for")
        verbs.add_parser("list", help="the areas that were closed")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the verb."""
        try:
            getattr(self, f"_{options['verb']}")(options)
        except Problem as problem:
            raise CommandError(problem.sentence) from problem

    def _close(self, options: dict[str, Any]) -> None:
        file: Path | None = options["key_file"]
        if file and file.exists():
            raise CommandError(_("“%(file)s” is there already. Name a new file for the key.") % {"file": file})
        closure, key = close_area(By(None, "command"), options["code"], options["reason"])
        said = _("Closed: %(records)s records are sealed away, %(people)s people are suspended. Closure %(id)s.")
        self.stdout.write(said % {"records": sum(closure.records.values()), "people": closure.people, "id": closure.pk})
        if file:
            file.write_text(f"{key}\n{closure.pk}\n")
            file.chmod(0o600)
            self.stdout.write(_("The key is in %(file)s. Take it away from this server.") % {"file": file})
        else:
            self.stdout.write(_("The key, kept nowhere: without it nothing comes back.") + f"\n\n    {key}\n")
        self.stdout.write(outside())

    def _reopen(self, options: dict[str, Any]) -> None:
        closure = Closure.objects.filter(pk=options["closure"]).first()
        if closure is None:
            raise CommandError(_("There is no such closure. Look at: pamoja zone list"))
        file: Path | None = options["key_file"]
        try:
            key = file.read_text().split("\n")[0] if file else self._asked()
        except OSError as error:
            raise CommandError(
                _("“%(file)s” cannot be read: %(reason)s.") % {"file": file, "reason": error.strerror}
            ) from error
        reopen(By(None, "command"), closure, key)
        self.stdout.write(_("Reopened. Its people stay suspended until somebody lets each of them in again."))

    def _asked(self) -> str:
        self.stdout.write(_("Key:"), ending=" ")
        self.stdout.flush()
        return sys.stdin.readline()

    def _list(self, _options: dict[str, Any]) -> None:
        for closure in Closure.objects.all():
            state = _("reopened") if closure.reopened_at else _("closed")
            when = timezone.localtime(closure.closed_at).strftime("%Y-%m-%d %H:%M")
            self.stdout.write(f"{closure.pk}  {when}  {sum(closure.records.values())}  {state}")


def outside() -> str:
    """Return the warning about what a closing does not reach."""
    return _(
        "Outside its reach: backups made before, keys and exports that people took along, phones that hold filled "
        "forms, and copies of the disk. Delete the backups, or keep them where nobody can be forced to open them."
    )
