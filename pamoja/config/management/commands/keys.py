"""The command `pamoja keys`."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from pamoja.config.resealing import Count, reseal
from pamoja.kit import rotation
from pamoja.kit.by import By
from pamoja.kit.keyring import FORMER, FRESH, DataKey, forget, read_ring
from pamoja.kit.problems import Problem
from pamoja.partners.models import Organisation

MARGIN = 10.0


class Command(BaseCommand):
    """Show the data keys, and put new ones in the place of old ones."""

    help = "Keys: list the data keys that seal what the instance holds, or put new keys in the place of old ones."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what is done, and to which keys."""
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("list", help="list the data keys, and whether a master key on the disk opens them")
        turn = actions.add_parser("rotate", help="make new keys")
        which = turn.add_mutually_exclusive_group(required=True)
        which.add_argument("--organisation", metavar="CODE", help="a new data key for one organisation")
        which.add_argument("--all", action="store_true", help="a new data key for the instance and each organisation")
        which.add_argument(
            "--master",
            action="store_true",
            help="a new master key: wraps all data keys anew, keeps the old one as master.key.old-DATE",
        )
        turn.add_argument(
            "--reseal",
            action="store_true",
            help="also seal anew what is sealed already, then retire the old keys; broken off, go on with --resume",
        )
        turn.add_argument("--resume", action="store_true", help="with --reseal: go on with the keys that are there")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do what was asked."""
        by = By(None, "command")
        try:
            if options["action"] == "list":
                self._list()
            elif options["master"]:
                self._rotate_master(by)
            else:
                self._rotate(by, options)
        except Problem as problem:
            raise CommandError(problem.sentence) from problem

    def _list(self) -> None:
        forget()
        present = read_ring()
        for key in sorted(present.keys.values(), key=lambda key: (key.owner, key.made_at)):
            where = key.master or _("NOT OPENED: its master key is not in the keys folder")
            name = _("(the instance)") if not key.owner else key.owner
            self.stdout.write(f"{name:<30} {key.id.hex[:8]}  {key.made_at:%Y-%m-%d %H:%M}  {_state(key):<12} {where}")
        if not present.keys:
            self.stdout.write(_("No data key was needed yet."))

    def _rotate_master(self, by: By) -> None:
        old = rotation.rotate_master(by)
        self.stdout.write(
            _("Every data key is wrapped with the new master key. The old one is kept as %(file)s.") % {"file": old}
        )
        self.stdout.write(
            _("Copy the keys folder to its safe places again. Delete the old file when no backup you keep needs it.")
        )

    def _rotate(self, by: By, options: dict[str, Any]) -> None:
        owners = self._owners(options)
        if not (options["reseal"] and options["resume"]):
            for owner in owners:
                rotation.rotate(by, owner)
            self.stdout.write(_("New data keys: %(n)s.") % {"n": len(owners)})
        if not options["reseal"]:
            return
        forget()
        began = time.monotonic()
        reseal(owners, self._say)
        time.sleep(max(0.0, began + FRESH + MARGIN - time.monotonic()))
        last = reseal(owners, self._say)
        if last.lost:
            raise CommandError(
                _("%(n)s sealed contents cannot be opened, so that no key is retired. See: pamoja keys list")
                % {"n": last.lost}
            )
        retired = sum(rotation.retire(by, owner) for owner in owners)
        self.stdout.write(_("All is sealed with the new keys. Old keys retired: %(n)s.") % {"n": retired})

    def _owners(self, options: dict[str, Any]) -> list[str]:
        if options["all"]:
            held = {key.owner for key in read_ring().keys.values()}
            return sorted({"", *held, *Organisation.objects.values_list("pk", flat=True)})
        code = options["organisation"]
        if not Organisation.objects.filter(pk=code).exists():
            raise CommandError(_("No organisation has the code “%(code)s”.") % {"code": code})
        return [str(code)]

    def _say(self, store: str, count: Count) -> None:
        said = _("%(store)s: %(seen)s looked at, %(sealed)s sealed anew, %(lost)s not opened")
        self.stdout.write(said % {"store": store, "seen": count.seen, "sealed": count.sealed, "lost": count.lost})


def _state(key: DataKey) -> str:
    if key.id == FORMER:
        return _("former")
    if key.retired_at:
        return _("retired")
    return _("current") if read_ring().current[key.owner].id == key.id else _("older")
