"""The command `pamoja check`: Django's own checks, then those of the instance."""

from typing import Any

from django.core.management.commands.check import Command as DjangoCheck
from django.utils.translation import gettext as _

from pamoja.config.deployment import POINTS, faults_of
from pamoja.config.soundness import CHECKS, migrations


class Command(DjangoCheck):
    """Look for what is wrong with the settings, and with what the instance holds."""

    help = (
        "Check: look at the settings, the keys, the roles, the catalogues, and compare the kept state of every "
        "commitment with its follow-ups. With --deploy, look instead at what stands open before real work is served. "
        "The exit code is 1 when something is wrong."
    )

    def handle(self, *app_labels: Any, **options: Any) -> None:
        """Run all checks and print every fault found; exit with 1 when there is one."""
        if options["deploy"]:
            self._before_real_work()
            return
        super().handle(*app_labels, **options)
        if app_labels or options["tags"] or options["list_tags"]:
            return
        behind = list(migrations())
        faults = behind or [fault for check in CHECKS.values() for fault in check()]
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise SystemExit(1)
        self.stdout.write(_("All is well: %(checks)s.") % {"checks": ", ".join(CHECKS)})

    def _before_real_work(self) -> None:
        found = {name: faults_of(name) for name in POINTS}
        for name, faults in found.items():
            for fault in faults:
                self.stderr.write(f"{name}: {fault}")
        well = ", ".join(name for name, faults in found.items() if not faults)
        if any(found.values()):
            raise SystemExit(1)
        self.stdout.write(_("All is well: %(checks)s.") % {"checks": well})
