"""The command `pamoja lake`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from pamoja.lake.refresh import Refreshed, rebuild, refresh
from pamoja.lake.verify import verify, waiting


class Command(BaseCommand):
    """Keep the columns from which figures are computed."""

    help = "Lake: bring the columns from which figures are computed to what the database says, or compare the two."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        verbs.add_parser("refresh", help="make again what changed since the last time")
        verbs.add_parser("rebuild", help="make everything anew from the database")
        verbs.add_parser(
            "verify", help="compare counts and content with the database; the exit code is 1 when they differ"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the verb and tell what it did."""
        match options["verb"]:
            case "refresh":
                self._tell(refresh())
            case "rebuild":
                self._tell(rebuild())
            case _:
                self._verify()

    def _tell(self, done: Refreshed) -> None:
        words = _("Made anew, %(changes)s changes taken.") if done.anew else _("%(changes)s changes taken.")
        self.stdout.write(words % {"changes": done.changes})

    def _verify(self) -> None:
        tables = verify()
        for table in tables:
            words = (
                _("%(table)s: %(rows)s rows, the same")
                if table.same
                else _("%(table)s: %(rows)s rows in the database, %(lake_rows)s in the lake, and their content differs")
            )
            self.stdout.write(words % {"table": table.table, "rows": table.rows, "lake_rows": table.lake_rows})
        if count := waiting():
            self.stdout.write(_("%(count)s changes wait for “pamoja lake refresh”.") % {"count": count})
        if not all(table.same for table in tables):
            raise SystemExit(1)
