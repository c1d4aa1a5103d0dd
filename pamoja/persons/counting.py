"""How many different people there are across partners, without opening a name or saying whose record is whose.

Two records are of one person when they have the same name and the same sex and years of birth, or the same name and the
same phone, or when somebody merged them. Names and phones are compared by their keyed digests, which leave out accents,
case and the order of words. Missed are people whose name is spelled otherwise, and those of whom one record lacks the
years of birth: they count twice. Two people of one name, sex and band count once. A record without a name (given up, or
erased) counts as one person.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pamoja.engine.same_people import different_people
from pamoja.persons.duplicates import NAME, PHONE, answers_compared, digests_of
from pamoja.persons.models import Person
from pamoja.records.queries import within

FLOOR = 5
"""Fewer people than this are never shown as a number."""


@dataclass(frozen=True)
class People:
    """Hold how many records there are, of how many different people, and how many records have no name any more."""

    records: int
    different: int
    unnamed: int


def count_people(paths: list[str] | None = None) -> People:
    """Count the people of all partners, in the subtrees of places given by their paths (None: everywhere)."""
    found = Person.objects.filter(within(paths)) if paths else Person.objects.all()
    digests = _digests()
    rows = list(found.order_by().values_list("pk", "merged_into", "sex", "birth"))
    unnamed = sum(merged is None and NAME not in digests.get(pk, {}) for pk, merged, _sex, _birth in rows)
    records = sum(merged is None for _pk, merged, _sex, _birth in rows)
    return People(records, different_people(_marks(row, digests.get(row[0], {})) for row in rows), unnamed)


def _marks(row: tuple[UUID, UUID | None, str, str], digests: dict[str, bytes]) -> Iterator[Any]:
    pk, merged_into, sex, birth = row
    yield merged_into or pk
    if NAME in digests:
        yield digests[NAME], sex, birth
        if PHONE in digests:
            yield digests[NAME], digests[PHONE]


def _digests() -> dict[UUID, dict[str, bytes]]:
    found: defaultdict[UUID, dict[str, bytes]] = defaultdict(dict)
    for record, question, match in digests_of(answers_compared()):
        found[record][question] = match
    return found


def people_by_province() -> dict[str, People] | None:
    """Return the people of each province by the beginning of its path; None when one of them is below the floor.

    A division with one part missing would give that part back as a difference.
    """
    provinces = Person.objects.order_by().values_list("place__path", flat=True)
    tops = sorted({path.partition("/")[0] for path in provinces})
    found = {top: count_people([f"{top}/"]) for top in tops}
    return found if all(people.different >= FLOOR for people in found.values()) else None


def partners_with_persons() -> int:
    """Return how many partners keep records of persons."""
    return Person.objects.order_by().values("owner").distinct().count()
