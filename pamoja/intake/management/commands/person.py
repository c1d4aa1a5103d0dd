"""The command `pamoja person`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from pamoja.intake.erasing import Reached, erase, pseudonymise
from pamoja.intake.held import Held, held_about
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.persons.models import Person


class Command(BaseCommand):
    """Serve the rights of a person: see what is held, pseudonymise it, erase it."""

    help = (
        "Person: show what is held about a person (see), take away what leads to the person (pseudonymise), or erase "
        "it everywhere (erase). Write no name into the reason: it stays in the audit trail."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what can be done, about whom, and why."""
        parser.add_argument("verb", choices=["see", "pseudonymise", "erase"], help="what to do")
        parser.add_argument("code", help="the code of the person, as PER-2026-0001")
        parser.add_argument("--reason", required=True, help="why: who asked, and when; no name")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it, and say what was shown or reached; raise Problem for a code that nobody has."""
        by, reason = By(None, "command"), options["reason"]
        person = Person.objects.filter(code__iexact=options["code"].strip(), merged_into=None).first()
        if person is None:
            raise Problem("person.not_found", number=options["code"])
        if options["verb"] == "see":
            self._show(person, held_about(by, person, reason))
        else:
            deed = erase if options["verb"] == "erase" else pseudonymise
            self._tell(deed(by, person, reason))

    def _show(self, person: Person, held: Held) -> None:
        self._part(person.code, [f"{line.label}: {line.value or '—'}" for line in held.answers])
        self._part(
            _("What the person agreed to"),
            [
                f"{one.purpose}, {one.get_form_display()}, {one.given_on}"
                + (f" – {one.withdrawn_on}" if one.withdrawn_on else "")
                for one in held.consents
            ],
        )
        self._part(_("Files"), [f"{one.added_at:%Y-%m-%d} {one.name}" for one in held.files])
        self._part(
            _("What phones sent"), [f"{one.received_at:%Y-%m-%d %H:%M} {one.form_id}" for one in held.submissions]
        )
        self._part(_("Linked to"), [f"{line.label} {line.value}" for line in held.links])
        self._part(_("Merged into this record"), list(held.merged))
        self._part(_("History"), [f"{at:%Y-%m-%d %H:%M} {verb} ({door})" for at, verb, door in held.history])

    def _part(self, title: str, lines: list[str]) -> None:
        self.stdout.write(title)
        for line in lines or ["—"]:
            self.stdout.write(f"  {line}")

    def _tell(self, reached: Reached) -> None:
        for place, count in reached.items():
            self.stdout.write(f"{count:>5}  {place}")
        self.stdout.write(_("Earlier backups and downloads still hold what they held: see docs/persons.md."))
