"""The measurements of `bench.excel`, part by part, in a home that has the programme; prints them as JSON."""

import io
import json
import resource
import sys
import tempfile
import time
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import django
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

django.setup()

from bench.promises import lay  # noqa: E402 (models need Django set up)
from pamoja.accounts.models import User  # noqa: E402
from pamoja.dialogue.models import DialogueProcess  # noqa: E402
from pamoja.dialogue.register import commitments  # noqa: E402
from pamoja.excel.bringing import bring, decide  # noqa: E402
from pamoja.excel.exporting import records_as_workbook  # noqa: E402
from pamoja.excel.models import Import  # noqa: E402
from pamoja.excel.plan import main_sheet  # noqa: E402
from pamoja.excel.working import Importer  # noqa: E402
from pamoja.formats.sheet.writing import Book  # noqa: E402
from pamoja.kit.by import By  # noqa: E402
from pamoja.records.actions import enter  # noqa: E402
from pamoja.records.listing import Listed  # noqa: E402
from tests.cast import RUTSHURU  # noqa: E402

EXPORTED, FEW, LAID = 100_000, 1_000, 130_000
IMPORTED, ENTERED = 2_000, 500
ROLE = "consortium_me"

Found = list[tuple[str, float, str, float]]


def main(part: str) -> None:
    """Do one part (bring, lay, take); print name, value, unit and what it is judged against."""
    person = User.objects.get(login=ROLE)
    if part == "lay":
        lay(LAID)
    print(json.dumps(_imported(person) if part == "bring" else _exported(person) if part == "take" else []))


def _imported(person: User) -> Found:
    """Return the rates of checking, and of checking and writing, against the action alone for rows of the same kind."""
    alone = _entered(person)
    brought = bring(By(person, "desk"), commitments, SimpleUploadedFile("rows.xlsx", _workbook()))
    checked = _worked(brought)
    decide(By(person, "desk"), brought, all_or_nothing=False, reason="")
    written = _worked(brought)
    if (brought.state, brought.new) != ("done", IMPORTED):
        raise RuntimeError(f"{brought.new} of {IMPORTED} rows were written: {brought.state}")
    again = bring(By(person, "desk"), commitments, SimpleUploadedFile("rows.xlsx", _workbook()))
    repeated = _worked(again)
    if again.there != IMPORTED:
        raise RuntimeError(f"only {again.there} of {IMPORTED} rows are known again")
    return [
        ("excel_check_rate", IMPORTED / checked, "rows/s", alone),
        ("excel_import_rate", IMPORTED / (checked + written), "rows/s", alone),
        ("excel_again_rate", IMPORTED / repeated, "rows/s", alone),
    ]


def _worked(brought: Import) -> float:
    """Return the seconds that the worker needs until nothing waits."""
    importer, start = Importer(), time.perf_counter()
    while importer.work():
        pass
    seconds = time.perf_counter() - start
    brought.refresh_from_db()
    return seconds


def _entered(person: User) -> float:
    """Return how many records the action itself enters in a second, in one transaction and with no file around."""
    rows = [_answers(number) for number in range(IMPORTED, IMPORTED + ENTERED)]
    start = time.perf_counter()
    with transaction.atomic():
        for row in rows:
            enter(commitments, row, By(person, "desk"))
    return ENTERED / (time.perf_counter() - start)


def _workbook() -> bytes:
    """Return a workbook with rows to bring."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rows.xlsx")
        with Book(path, {}) as book:
            rows = book.add_sheet(main_sheet(commitments, commitments.form(), "fr"))
            for number in range(IMPORTED):
                rows.add(_answers(number))
        return path.read_bytes()


def _answers(number: int) -> dict[str, Any]:
    return {
        "dialogue": _dialogue(),
        "words": f"Remettre en service le point d’eau numéro {number} avant la saison des pluies.",
        "made_on": "2026-01-20",
        "due_on": "2026-12-31",
        "side": "state",
        "towards": "population",
        "holder": "Service de l’agriculture",
        "type": "social",
        "level": "groupement",
        "place": RUTSHURU,
        "pillar": "ISSSS-1",
        "sensitivity": "internal",
    }


@cache
def _dialogue() -> str:
    return str(DialogueProcess.objects.order_by("code")[0].code)


def _exported(person: User) -> Found:
    """Return the rate of a workbook against that of the CSV, and its peak of memory against that of a small one."""
    records = Listed(commitments, person, {}).records()
    _taken(person, records[:FEW])
    small = _peak()
    seconds = _taken(person, records[:EXPORTED])
    large = _peak()
    return [
        ("excel_export_rate", EXPORTED / seconds, "records/s", _csv_rate(person)),
        ("excel_export_peak", large, "MB", small),
    ]


def _taken(person: User, records: Any) -> float:
    start = time.perf_counter()
    with records_as_workbook(commitments, person, "fr", records) as file:
        while file.read(io.DEFAULT_BUFFER_SIZE):
            pass
    return time.perf_counter() - start


def _csv_rate(person: User) -> float:
    client = Client(SERVER_NAME="localhost")
    client.force_login(person)
    start = time.perf_counter()
    answer: Any = client.get("/register/commitment.csv")
    lines = sum(bytes(part).count(b"\n") for part in islice(answer, EXPORTED))
    answer.close()
    return lines / (time.perf_counter() - start)


def _peak() -> float:
    """Return the most memory that this process ever had, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1_000_000


if __name__ == "__main__":
    main(sys.argv[1])
