"""The measurements of `bench.registers`, for a process whose home has the programme; prints them as JSON."""

import json
import time
from collections.abc import Callable
from statistics import median

import django
from django.core.management import call_command
from django.db.models import Q
from django.test import Client

django.setup()

from bench.promises import change_one, lay  # noqa: E402 (models need Django set up)
from pamoja.accounts.models import User  # noqa: E402
from pamoja.dialogue.models import Commitment  # noqa: E402
from pamoja.dialogue.register import commitments  # noqa: E402
from pamoja.kit.sqlite.walking import walked  # noqa: E402
from pamoja.registry.indexing import reindex  # noqa: E402
from tests.cast import RUTSHURU  # noqa: E402

SMALL, LARGE = 10_000, 1_000_000
FIRST_PAGE_MS, LOAD_SECONDS, EXPORTED_PER_SECOND = 300.0, 120.0, 50_000 / 3
SOUGHT, RARE, BY_CODE = "semences", "pont+4711", "eng+2024+4711"
"""A word of every 18th commitment; two of which few are left; a code as people type it."""
FILTERED = ("state=kept", f"place={RUTSHURU}", f"state=disputed&type=social&place={RUTSHURU}")
ROUNDS, EXPORTED_LINES = 3, 20_000

Found = list[tuple[str, float, str, float]]


def main() -> None:
    """Measure with few records and with many; print name, value, unit and what it is judged against."""
    call_command("collectstatic", interactive=False, verbosity=0)
    lay(SMALL)
    readers = [Reader(person) for person in User.objects.order_by("login")]
    small = max(reader.after_a_write() for reader in readers)
    seconds = _milliseconds(lambda: lay(LARGE)) / 1000
    indexing = _milliseconds(lambda: reindex([commitments])) / 1000
    laid = [("register_load_1m", seconds, "s", LOAD_SECONDS), ("words_taken_1m", indexing, "s", LOAD_SECONDS)]
    print(json.dumps([*laid, *_measured(readers, small)]))


def _measured(readers: "list[Reader]", small: float) -> Found:
    after = max(reader.after_a_write() for reader in readers)
    again = max(reader.again("") for reader in readers)
    filtered = max(reader.ask(filters) for reader in readers for filters in FILTERED)
    deep = max(reader.again("page=400") for reader in readers)
    author = next(reader for reader in readers if reader.person.role == "consortium_me")
    on, off = _rights_on_and_off(author.person)
    return [
        ("list_first_page_1m", again, "ms", FIRST_PAGE_MS),
        ("list_first_page_1m_after_a_write", after, "ms", FIRST_PAGE_MS),
        ("list_first_page_1m_filtered", filtered, "ms", FIRST_PAGE_MS),
        ("list_page_400_1m", deep, "ms", FIRST_PAGE_MS),
        ("list_growth_10k_to_1m", after, "ms", small),
        ("rights_cost", on, "ms", off),
        ("search_1m", max(reader.ask(f"q={SOUGHT}") for reader in readers), "ms", FIRST_PAGE_MS),
        ("search_rare_1m", max(reader.ask(f"q={RARE}") for reader in readers), "ms", FIRST_PAGE_MS),
        ("search_code_1m", max(reader.ask(f"q={BY_CODE}") for reader in readers), "ms", FIRST_PAGE_MS),
        ("search_everywhere_1m", max(reader.everywhere(SOUGHT) for reader in readers), "ms", FIRST_PAGE_MS),
        ("export_rate", author.exported(), "records/s", EXPORTED_PER_SECOND),
    ]


class Reader:
    """Reads the list of commitments as one person of the cast, by the real page with all that lies before it."""

    def __init__(self, person: User) -> None:
        self.person = person
        self.client = Client(SERVER_NAME="localhost")
        self.client.force_login(person)
        self.ask("")

    def ask(self, filters: str) -> float:
        """Return the milliseconds of one page."""
        return _milliseconds(lambda: self._read(f"/register/commitment/?{filters}"))

    def again(self, filters: str) -> float:
        """Return the milliseconds of a page whose numbers were read before, and hold still."""
        self.ask(filters)
        return median(self.ask(filters) for _round in range(ROUNDS))

    def after_a_write(self) -> float:
        """Return the milliseconds of the first page right after a commitment changed."""
        taken = []
        for _round in range(ROUNDS):
            change_one()
            taken.append(self.ask(""))
        return median(taken)

    def everywhere(self, sought: str) -> float:
        """Return the milliseconds of the page of the search over all registers, right after a write."""
        change_one()
        return _milliseconds(lambda: self._read(f"/search?q={sought}"))

    def exported(self) -> float:
        """Return the records per second of a download."""
        answer = self.client.get("/register/commitment.csv")
        lines, start = 0, time.perf_counter()
        for part in answer:
            lines += bytes(part).count(b"\n")
            if lines >= EXPORTED_LINES:
                break
        answer.close()
        return lines / (time.perf_counter() - start)

    def _read(self, path: str) -> None:
        answer = self.client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{self.person.login} is answered {answer.status_code}")


def _rights_on_and_off(person: User) -> tuple[float, float]:
    """Return the milliseconds of a number and of the ids of a page, with the condition of the rights and without it."""
    kept, reach = Q(state="kept"), commitments.objects.all().reach(person)
    return _number_and_page(kept, reach), _number_and_page(kept, Q())


def _number_and_page(kept: Q, reach: Q) -> float:
    counted = Commitment.objects.filter(kept, walked(reach))
    page = Commitment.objects.filter(walked(kept & reach)).order_by("-made_on", "-code").values_list("pk", flat=True)
    return median(_milliseconds(lambda: (counted.count(), list(page[:25]))) for _round in range(ROUNDS))


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
