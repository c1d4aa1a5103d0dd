"""The command `pamoja retention`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamoja.intake.retention import due, keep_to_rules


class Command(BaseCommand):
    """Do what the rules of retention ask for today, or tell what that would be."""

    help = (
        "Retention: pseudonymise and erase what is due today by the rules; the worker does so once a day. "
        "With --dry-run it tells how many are due by each rule, and changes nothing."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the verb and the option."""
        parser.add_argument("verb", choices=["run"], help="do what is due")
        parser.add_argument("--dry-run", action="store_true", help="tell what is due, and change nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Tell what is due by each rule; unless it is a dry run, do it step by step."""
        today = timezone.localdate()
        for one in due(today):
            rule = one.rule
            told = {"class": rule.of, "does": rule.does, "years": rule.years, "days": rule.days, "after": rule.after}
            count = one.found.count()
            if rule.days:
                said = _("%(class)s: %(does)s, %(days)s days after %(after)s") % told
            else:
                said = _("%(class)s: %(does)s, %(years)s years after %(after)s") % told
            self.stdout.write(f"{count:>7}  {said}")
        if options["dry_run"]:
            return
        done = 0
        while some := keep_to_rules(today):
            done += some
        self.stdout.write(ngettext("%(n)s done.", "%(n)s done.", done) % {"n": done})
