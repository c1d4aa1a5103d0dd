"""Measures the audit trail in an instance of its own; prints rows of name, value, unit and against as JSON.

python -m bench.audit_measured, in the environment of a new home. Afterwards there are ten million lines, and a person
who may read them.
"""

import json
import time
import uuid
from collections.abc import Callable
from statistics import median

import django
from django.core.management import call_command
from django.db import connection, transaction

django.setup()

from bench.audit_laid import LOGIN, MANY, PASSWORD, READER, lay_sealed, lay_waiting  # noqa: E402 (Django is set up)
from pamoja.accounts.models import User  # noqa: E402
from pamoja.kit.audit import note  # noqa: E402
from pamoja.kit.by import By  # noqa: E402
from pamoja.kit.chain import AT_ONCE, seal_waiting  # noqa: E402
from pamoja.kit.models import AuditLine  # noqa: E402
from pamoja.kit.verification import verify  # noqa: E402
from pamoja.partners.actions import declare_organisation  # noqa: E402
from pamoja.records.models import Change  # noqa: E402

WRITES = 600
CHAINED = 200_000
READ = 5000


def main() -> None:
    """Measure, then leave the instance to be looked at."""
    call_command("migrate", verbosity=0)
    declare_organisation(By(None, "command"), "bench", "Bench", "ngo", ["implementing"])
    reader = User(id=READER, login=LOGIN, role="coordinator", organisation_id="bench")
    reader.set_password(PASSWORD)
    reader.save()
    bare, noted = _writes(By(reader, "desk"))
    rows = [{"name": "audit_line_cost_us", "value": noted - bare, "unit": "µs", "against": bare}]
    lay_waiting(CHAINED)
    per_second = 1_000_000 / noted
    rows.append({"name": "audit_seal_rate", "value": _sealed(), "unit": "lines/s", "against": per_second})
    rows.append({"name": "audit_verify_rate", "value": _verified(), "unit": "lines/s", "against": _read()})
    lay_sealed(AuditLine.objects.count() + 1, MANY)
    print(json.dumps(rows))


def _writes(by: By) -> tuple[float, float]:
    """Return the microseconds of a write in a transaction of its own, without and with its line; taken in turn."""
    took: tuple[list[float], list[float]] = ([], [])
    for number in range(2 * WRITES):
        record, with_line = uuid.uuid4(), bool(number % 2)
        start = time.perf_counter()
        with transaction.atomic():
            Change.objects.create(register="session", record=record)
            if with_line:
                note(by, "correct", "session", record, reason="misread", changes={"women": ["12", "21"]})
        took[with_line].append((time.perf_counter() - start) * 1_000_000)
    return median(took[0]), median(took[1])


def _sealed() -> float:
    waiting = AuditLine.objects.filter(sequence=None).count()

    def seal() -> None:
        while seal_waiting() == AT_ONCE:
            pass

    return waiting / _seconds(seal)


def _verified() -> float:
    def check() -> None:
        found = verify()
        if found.broken or found.waiting or found.sealed < CHAINED:
            raise RuntimeError(f"the chain does not verify: {found}")

    return AuditLine.objects.count() / _seconds(check)


def _read() -> float:
    """Return how many lines a second are read alone, in the same order, with nothing computed of them."""

    def read() -> None:
        after = 0
        with connection.cursor() as cursor:
            while True:
                sql = "SELECT * FROM kit_auditline WHERE sequence > %s ORDER BY sequence LIMIT %s"
                cursor.execute(sql, [after, READ])
                some = len(cursor.fetchall())
                after += some
                if not some:
                    return

    return AuditLine.objects.count() / _seconds(read)


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
