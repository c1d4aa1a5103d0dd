"""The command `pamoja invite`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils.translation import gettext as _

from pamoja.accounts.actions import add_user, invite
from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES
from pamoja.config.address import address
from pamoja.kit.by import By
from pamoja.partners.models import Organisation


class Command(BaseCommand):
    """Print a link by which somebody chooses a password."""

    help = (
        "Invite: print a link by which somebody chooses a password. For the first programme coordinator, whom no "
        "administrator may appoint, and when nobody is left who may invite a person."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare who is invited; role and organisation are needed for a login that nobody has yet."""
        parser.add_argument("login", help="how the person signs in")
        parser.add_argument("--role", default="", choices=["", *ROLES], help="role of a new person")
        parser.add_argument("--organisation", default="", metavar="CODE", help="organisation of a new person")
        parser.add_argument("--function", default="", help="office of a new person, rather than a name")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Add the person when they are new, and print the invitation."""
        by = By(None, "command")
        user = User.objects.filter(login=options["login"].strip().lower()).first() or self._new(by, options)
        link = address() + reverse("invitation", args=[invite(by, user)])
        self.stdout.write(_("Open this link to choose the password of %(login)s:") % {"login": user.login})
        self.stdout.write(link)

    def _new(self, by: By, options: dict[str, Any]) -> User:
        code, role = options["organisation"], options["role"]
        if not role or not Organisation.objects.filter(pk=code).exists():
            known = ", ".join(Organisation.objects.order_by("pk").values_list("pk", flat=True))
            raise CommandError(
                _("Nobody signs in as “%(login)s” yet. Give --role and --organisation, one of: %(known)s.")
                % {"login": options["login"], "known": known}
            )
        return add_user(by, options["login"], role, code, function=options["function"])
