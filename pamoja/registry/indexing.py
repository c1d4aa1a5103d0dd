"""Making the words of records anew for the search, register by register."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

from pamoja.records.models import RecordWords, WordsEdition
from pamoja.records.register import Register
from pamoja.records.words import edition_of, rows_of, searched, write_anew
from pamoja.registry.registers import REGISTERS

AT_ONCE = 500
TOLD_EVERY = 50_000
Report = Callable[[Register, int, int], None]
"""Is told the register, how many of its records are done, and how many there are."""


def outdated() -> list[Register]:
    """Return the registers whose words were never taken, or in another way than now."""
    kept = dict(WordsEdition.objects.values_list("register", "edition"))
    return [register for name, register in REGISTERS.items() if kept.get(name) != edition_of(register)]


def reindex(registers: Iterable[Register], report: Report = lambda *_told: None) -> int:
    """Take the words of all records of some registers anew; return of how many records.

    Writes may go on meanwhile: records are read locked, some at once. Cut off, it begins again at the next call.
    """
    count = 0
    for register in registers:
        WordsEdition.objects.filter(register=register.name).delete()
        count += _register(register, report)
        WordsEdition.objects.create(register=register.name, edition=edition_of(register))
    write_anew()
    return count


def _register(register: Register, report: Report) -> int:
    ids = list(register.everything.order_by("pk").values_list("pk", flat=True))
    _drop_strays(register)
    for start in range(0, len(ids), AT_ONCE):
        index_records(register, ids[start : start + AT_ONCE])
        done = min(start + AT_ONCE, len(ids))
        if done % TOLD_EVERY == 0 or done == len(ids):
            report(register, done, len(ids))
    return len(ids)


def _drop_strays(register: Register) -> None:
    """Delete the words of records that are gone."""
    RecordWords.objects.filter(register=register.name).exclude(record__in=register.everything.values("pk")).delete()


@transaction.atomic
def index_records(register: Register, ids: Iterable[Any]) -> None:
    """Take the words of some records anew."""
    records = register.everything.select_for_update().only("code", "life", *searched(register)).filter(pk__in=ids)
    rows = [row for record in records for row in rows_of(register, record)]
    RecordWords.objects.filter(record__in=ids).delete()
    RecordWords.objects.bulk_create(rows, batch_size=500)
