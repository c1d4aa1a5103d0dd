"""The command `pamoja places`."""

from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.places.actions import TABLES, load_table
from pamoja.places.report import Line, Outcome, Report

LOAD_HELP = """\
Reads a CSV table and reports row by row what it did. Loading a table twice changes nothing.

FILE has a heading. Commas or semicolons, UTF-8 (or Windows-1252, with a notice); rows of HXL tags are skipped.
  places       code, name, level (1-5), kind, parent, and if known usual_name, latitude, longitude, precision,
               external_code, valid_from, valid_to, source; OCHA's own headings are read too
               (Location, Admin Level, P-Code, Name, Parent P-Code, Valid from date)
  aliases      place, name, source
  populations  place, value, year, source
  zones        code, name, source
  zone_places  zone, place, valid_from, valid_to, source

Places are known by their code, never by their name. Parents may stand after their children. An empty cell leaves what
is known. A row with a problem is refused with a sentence; the other rows are loaded. The exit code is 1 when a row was
refused.
"""


class Command(BaseCommand):
    """Load tables of places from the command line."""

    help = "Places: load tables of places, aliases, populations and zones."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare `load` and its options."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        load = verbs.add_parser(
            "load", help="load a table", description=LOAD_HELP, formatter_class=RawDescriptionHelpFormatter
        )
        load.add_argument("file", metavar="FILE", type=Path, help="the table, as CSV")
        load.add_argument("--table", choices=TABLES, default="places", help="what the rows are (default: places)")
        load.add_argument("--source", default="", help="the source of rows that name none (default: the file's name)")
        load.add_argument("--dry-run", action="store_true", help="report only, write nothing")
        load.add_argument("--quiet", action="store_true", help="leave out the rows that changed nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load the file and print its report."""
        file: Path = options["file"]
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(
                _("“%(file)s” cannot be read: %(reason)s.") % {"file": file, "reason": error.strerror}
            ) from error
        try:
            with transaction.atomic():
                by = By(None, "command")
                report = load_table(options["table"], content, file.name, by, options["source"])
                transaction.set_rollback(options["dry_run"])
        except Problem as problem:
            raise CommandError(problem.sentence) from problem
        self._print(report, options["quiet"], options["dry_run"])
        if report.refused:
            raise SystemExit(1)

    def _print(self, report: Report, quiet: bool, dry_run: bool) -> None:
        for notice in report.notices:
            self.stdout.write(notice.sentence)
        for line in report.lines:
            if not (quiet and line.outcome is Outcome.UNCHANGED):
                self._print_line(line)
        counts = _("%(created)s created, %(updated)s updated, %(unchanged)s unchanged, %(refused)s refused.")
        self.stdout.write(counts % report.counts)
        if dry_run:
            self.stdout.write(_("Nothing was written: this was a dry run."))

    def _print_line(self, line: Line) -> None:
        words = {
            Outcome.CREATED: _("row %(row)s: %(code)s created"),
            Outcome.UPDATED: _("row %(row)s: %(code)s updated: %(changes)s"),
            Outcome.UNCHANGED: _("row %(row)s: %(code)s unchanged"),
            Outcome.REFUSED: _("row %(row)s: %(code)s refused"),
        }
        changes = "; ".join(f"{column} {old or '—'} → {new or '—'}" for column, (old, new) in line.changes.items())
        self.stdout.write(words[line.outcome] % {"row": line.row, "code": line.code or "—", "changes": changes})
        for problem in line.problems:
            self.stdout.write(f"  {problem.sentence}")
