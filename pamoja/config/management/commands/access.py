"""The command `pamoja access`."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.accounts.resetting import reset_second_factor
from pamoja.kit.by import By

SHOWN = ("login", "password", "role")


class Command(BaseCommand):
    """Print how to sign in to a demonstration, or help somebody in who lost their second factor."""

    help = (
        "Access: print the address and the accounts of a demonstration; refused on any other instance. With "
        "--reset-second-factor LOGIN, on any instance: take away a lost second factor."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the form of the answer."""
        parser.add_argument(
            "--json", action="store_true", help='print {"address", "accounts": [{"login", ...}], "app_user_key"}'
        )
        parser.add_argument("--reset-second-factor", default="", metavar="LOGIN", help="of whom it was lost")
        parser.add_argument("--address", default="", help="the address that it is served at from now on")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the accounts that the demonstration was loaded with, or reset the second factor that was lost."""
        if options["reset_second_factor"]:
            self._reset(options["reset_second_factor"])
            return
        path = Path(settings.HOME) / "demo.json"
        try:
            demo = json.loads(path.read_text())
        except FileNotFoundError as error:
            raise CommandError(
                _("%(home)s is not a demonstration: the accounts of a real instance are never shown.")
                % {"home": settings.HOME}
            ) from error
        if options["address"]:
            demo["address"] = options["address"]
            path.write_text(json.dumps(demo, ensure_ascii=False, indent=1) + "\n")
        if options["json"]:
            accounts = [{name: account[name] for name in SHOWN} for account in demo["accounts"]]
            shown = {"address": demo["address"], "accounts": accounts, "app_user_key": demo["app_user_key"]}
            self.stdout.write(json.dumps(shown, ensure_ascii=False, indent=1))
            return
        self.stdout.write(demo["address"])
        login, password = (max(len(account[name]) for account in demo["accounts"]) for name in ("login", "password"))
        for account in demo["accounts"]:
            who = account.get("function") or account["role"]
            self.stdout.write(f"  {account['login']:<{login}}  {account['password']:<{password}}  {who}")

    def _reset(self, login: str) -> None:
        user = User.objects.filter(login=login.strip().lower()).first()
        if user is None:
            raise CommandError(_("Nobody signs in as “%(login)s” here.") % {"login": login})
        reset_second_factor(By(None, "command"), user)
        self.stdout.write(
            _(
                "The second factor of %(login)s is reset, and every browser signed out. Next comes the password, then "
                "a new factor."
            )
            % {"login": user.login}
        )
