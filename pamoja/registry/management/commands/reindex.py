"""The command `pamoja reindex`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from pamoja.records.register import Register
from pamoja.registry.indexing import outdated, reindex
from pamoja.registry.registers import REGISTERS


class Command(BaseCommand):
    """Take the words of records anew for the search."""

    help = "Reindex: take the words of all records anew for the search; nothing has to stop meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare which registers."""
        parser.add_argument(
            "--needed", action="store_true", help="only registers whose words were never taken, or in an older way"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Take them, and tell how far it is."""
        registers = outdated() if options["needed"] else list(REGISTERS.values())
        count = reindex(registers, self._tell)
        if options["verbosity"] and (count or not options["needed"]):
            self.stdout.write(_("Words of %(count)s records can be searched.") % {"count": count})

    def _tell(self, register: Register, done: int, all_of_them: int) -> None:
        self.stdout.write(
            _("%(register)s: %(done)s of %(all)s") % {"register": register.plural, "done": done, "all": all_of_them}
        )
