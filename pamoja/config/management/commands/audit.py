"""The command `pamoja audit`."""

import re
import sys
import time
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamoja.kit.chain import head, seal_waiting
from pamoja.kit.problems import Problem
from pamoja.kit.verification import Verdict, verify

HEAD = re.compile(r"(\d{1,18}):([0-9a-f]{16,64})")
OLD = timedelta(minutes=10)
SECONDS_OF_SILENCE = 2.0
AT_ONCE = 5000


class Command(BaseCommand):
    """Verify the audit trail, print its head, or seal it now."""

    help = (
        "Audit: verify that no line of the audit trail was altered, print the head of its chain, or seal what waits. "
        "The exit code of verify is 1 when something was altered."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be done."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        check = verbs.add_parser("verify", help="name the first line that is not as it was written")
        check.add_argument("--head", metavar="SEQ:HEX", default="", help="a head printed earlier, kept elsewhere")
        verbs.add_parser("head", help="print the head: the number and the digest of the last sealed line")
        verbs.add_parser("seal", help="seal the lines that wait; the worker does so every second")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do one of them."""
        if options["verb"] == "verify":
            self.verify(options["head"])
        elif options["verb"] == "head":
            self.print_head()
        else:
            self.seal()

    def verify(self, printed: str) -> None:
        """Verify the whole trail and say what was found; exit with 1 when something is broken."""
        found = verify(_head_of(printed), Progress(self))
        if found.broken:
            self.stderr.write(found.broken.sentence)
            raise SystemExit(1)
        self.stdout.write(
            ngettext("%(n)s line is as it was written.", "%(n)s lines are as they were written.", found.sealed)
            % {"n": found.sealed}
        )
        self.stdout.write(_("Head: %(head)s") % {"head": f"{found.sealed}:{found.head.hex()}"})
        self.say_what_waits(found)

    def say_what_waits(self, found: Verdict) -> None:
        """Say how many lines wait to be sealed, and warn when they wait too long."""
        if not found.waiting:
            return
        said = ngettext("%(n)s line is not sealed yet.", "%(n)s lines are not sealed yet.", found.waiting)
        self.stdout.write(said % {"n": found.waiting})
        if found.waiting_since and timezone.now() - found.waiting_since > OLD:
            since = timezone.localtime(found.waiting_since).strftime("%Y-%m-%d %H:%M")
            self.stderr.write(
                _(
                    "The oldest of them is of %(since)s: until they are sealed, one that is deleted is not missed. "
                    "See that the worker runs (pamoja serve), or run: pamoja audit seal"
                )
                % {"since": since}
            )

    def print_head(self) -> None:
        """Print the head, and what it is for."""
        sequence, digest = head()
        self.stdout.write(f"{sequence}:{digest.hex()}")
        self.stderr.write(
            _(
                "Keep this line elsewhere: on paper, or with somebody who has no access to this server. "
                "pamoja audit verify --head tells later whether the lines up to here are still the same."
            )
        )

    def seal(self) -> None:
        """Seal everything that waits."""
        done, progress = 0, Progress(self)
        while some := seal_waiting(AT_ONCE):
            done += some
            progress(done)
        self.stdout.write(ngettext("%(n)s line sealed.", "%(n)s lines sealed.", done) % {"n": done})


class Progress:
    """Says now and then how far one is."""

    def __init__(self, command: BaseCommand) -> None:
        self.command = command
        self.said_at = time.monotonic()

    def __call__(self, done: int) -> None:
        """Say how many lines are done, unless it was said just now."""
        if sys.stderr.isatty() and time.monotonic() - self.said_at > SECONDS_OF_SILENCE:
            self.command.stderr.write(_("%(n)s lines…") % {"n": done})
            self.said_at = time.monotonic()


def _head_of(printed: str) -> tuple[int, str] | None:
    if not printed:
        return None
    parts = HEAD.fullmatch(printed.strip().lower())
    if parts is None:
        raise CommandError(Problem("audit.head_unreadable", value=printed).sentence)
    return int(parts[1]), parts[2]
