"""The worker's part of importing: what people brought is checked and written, a stretch at a time."""

import logging
import uuid
from datetime import timedelta
from time import monotonic
from traceback import extract_tb

from django.db import connection, transaction
from django.utils import timezone

from pamoja.excel.bringing import end
from pamoja.excel.models import Import, ImportState
from pamoja.excel.report import Fault, sealed_report
from pamoja.excel.running import Run
from pamoja.kit.problems import Problem

STRETCH = 0.3
UNDECIDED = timedelta(days=7)
"""After how long a workbook goes on which nobody decides."""
REPORT_KEPT = timedelta(days=30)
"""How long the report of an import is kept once it ended."""

log = logging.getLogger(__name__)


class Importer:
    """Holds the import that is under way, so that its file is not opened anew for each stretch."""

    def __init__(self) -> None:
        self._runs: dict[tuple[uuid.UUID, str], Run] = {}

    def work(self, seconds: float = STRETCH) -> bool:
        """Go on with the shortest workbook that waits; tell whether there was one."""
        found = Import.objects.at_work().select_related("person").first()
        if found is None:
            self._runs.clear()
            return False
        key = (found.pk, found.state)
        run = self._runs.pop(key, None)
        try:
            run = run or Run(found)
            if run.go_on(monotonic() + seconds):
                self._runs[key] = run
        except Problem as problem:
            _refuse(found, problem)
        except Exception as error:  # one strange workbook must not stop the worker
            if not connection.is_usable():
                raise
            place = extract_tb(error.__traceback__)[-1]
            kind = type(error).__name__
            log.error("import %s: %s at %s:%s", found.pk, kind, place.filename, place.lineno)
            _refuse(found, Problem("excel.unexpected_file", kind=kind))
        return True


@transaction.atomic
def _refuse(found: Import, problem: Problem) -> None:
    """End an import whose file cannot be read, and say why."""
    there: Import | None = Import.objects.select_for_update(of=("self",)).filter(pk=found.pk, state=found.state).first()
    if there is not None:
        there.found = sealed_report(found.person.organisation_id, [Fault("", 0, "", problem)])
        end(there, ImportState.REFUSED)


def sweep_imports() -> int:
    """End what nobody decided on for long, and remove old reports; return how many there were."""
    now = timezone.now()
    waiting = Import.objects.filter(state=ImportState.CHECKED, received_at__lt=now - UNDECIDED)
    count = 0
    for found in waiting:
        with transaction.atomic():
            end(found, ImportState.STOPPED)
        count += 1
    return count + Import.objects.filter(ended_at__lt=now - REPORT_KEPT).delete()[0]
