"""The command `pamoja forms`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pamoja.intake.publishing import publish_forms
from pamoja.kit.by import By


class Command(BaseCommand):
    """Publish the forms that phones fetch."""

    help = "Forms: publish what the registers ask, for phones to fetch."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare `publish`."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        verbs.add_parser("publish", help="make the current version of every form; publishing twice changes nothing")

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Publish, and print what became of each form."""
        for form in publish_forms(By(None, "command")):
            self.stdout.write(f"{form.form_id}\t{form.version}\t{form.outcome}")
