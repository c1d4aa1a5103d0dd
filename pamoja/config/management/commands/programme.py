"""The command `pamoja programme`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from pamoja.intake.publishing import publish_forms
from pamoja.kit.by import By
from pamoja.kit.problems import Problem, Problems
from pamoja.partners.actions import declare_organisation
from pamoja.partners.models import Organisation
from pamoja.programme.actions import declare_programme, declare_project
from pamoja.programme.models import Pillar
from pamoja.programme.plan_file import PlanFile, read_plan


class Command(BaseCommand):
    """Declare who takes part in the programme, and its projects."""

    help = (
        "Programme: declare the organisations, the programme and its projects from a file (docs/install.md), and "
        "publish the forms with them. Run again with a corrected file, it brings them to what that says, and deletes "
        "none."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the file."""
        parser.add_argument("file", metavar="FILE", help="a TOML file with [programme], [[organisation]], [[project]]")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Declare everything, or nothing when the file has a fault."""
        try:
            text = Path(options["file"]).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(Problem("plan.unreadable", reason=type(error).__name__).sentence) from None
        codes = Organisation.objects.values_list("pk", flat=True), Pillar.objects.values_list("pk", flat=True)
        try:
            plan = read_plan(text, set(codes[0]), set(codes[1]))
        except Problems as problems:
            raise CommandError(str(problems)) from None
        self._declare(plan)
        said = {"organisations": len(plan.organisations), "projects": len(plan.projects)}
        self.stdout.write(_("Declared: %(organisations)s organisations, %(projects)s projects.") % said)

    @transaction.atomic
    def _declare(self, plan: PlanFile) -> None:
        by, programme = By(None, "command"), plan.programme
        for one in plan.organisations:
            also = {name: one.get(name, "") for name in ("acronym", "iati_id")}
            declare_organisation(by, one["code"], one["name"], one["kind"], one["roles"], **also)
        declare_programme(by, programme["code"], programme["name"], programme["starts_on"], programme["ends_on"])
        for one in plan.projects:
            declare_project(by, one["code"], programme["code"], one["name"], one["organisation"], one["pillars"])
        publish_forms(by)
