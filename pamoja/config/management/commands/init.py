"""The command `pamoja init`."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils.translation import gettext as _

from pamoja.accounts.actions import add_user, invite
from pamoja.accounts.models import User
from pamoja.config.address import address
from pamoja.kit.by import By
from pamoja.partners.actions import declare_organisation
from pamoja.partners.models import Kind, Organisation
from pamoja.places.actions import load_reference_places
from pamoja.programme.actions import load_pillars
from pamoja.records.actions import load_terms


class Command(BaseCommand):
    """Make an empty instance ready for its first administrator."""

    help = (
        "Init: make an empty instance: tables, places, pillars, lists, forms, and an invitation for the first "
        "administrator. Run again, it brings these up to date; nothing is entered twice."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare who administers the instance."""
        parser.add_argument("--login", default="administrator", help="how the first administrator signs in")
        parser.add_argument("--organisation", default="", metavar="CODE", help="code of the organisation in charge")
        parser.add_argument("--name", default="", help="name of that organisation")
        parser.add_argument("--kind", default=Kind.INGO.value, choices=Kind.values, help="kind of that organisation")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load what every instance needs and print the invitation."""
        by = By(None, "command")
        call_command("migrate", verbosity=0, interactive=False)
        load_reference_places(by)
        load_pillars(by)
        load_terms(by)
        user = User.objects.filter(login=options["login"].lower()).first()
        if user is None:
            user = self._first_administrator(by, options)
        call_command("forms", "publish", stdout=self.stdout)
        if user.has_usable_password():
            self.stdout.write(_("%(login)s has a password already.") % {"login": user.login})
            return
        link = address() + reverse("invitation", args=[invite(by, user)])
        self.stdout.write(_("Open this link to choose the password of %(login)s:") % {"login": user.login})
        self.stdout.write(link)

    def _first_administrator(self, by: By, options: dict[str, Any]) -> User:
        code, name = options["organisation"], options["name"]
        if not Organisation.objects.filter(code=code).exists():
            if not (code and name):
                raise CommandError(
                    _("Name the organisation in charge: pamoja init --organisation CODE --name “Full name”.")
                )
            declare_organisation(by, code, name, options["kind"], ["accountable"])
        return add_user(by, options["login"], "administrator", code, function=_("Administration of the system"))
