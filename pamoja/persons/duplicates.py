"""Records that may be of one person, found by digests of names and phones: no name is opened for it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from pamoja.accounts.models import User
from pamoja.persons.models import BIRTH_BANDS, Identity, NotTheSame, Person, Sex
from pamoja.records.models import SealedAnswer, Sensitivity

NAME, PHONE = "full_name", "phone"
MATCHED = (NAME, PHONE)
MOST_GROUPS = 2000
"""Groups of equal digests that are looked at for one page."""
COMMON = 40
"""A name that more records bear than this says nothing about who is whom."""
_ORDER = {band: number for number, (band, _label) in enumerate(BIRTH_BANDS)}


@dataclass(frozen=True)
class Pair:
    """Hold two records that may be of one person, and which of their sealed answers are equal."""

    one: Person
    other: Person
    equal: frozenset[str]


def answers_compared() -> QuerySet[SealedAnswer]:
    """Return the sealed answers of persons that have a digest to compare."""
    return SealedAnswer.objects.filter(register=Person.register_name, question__in=MATCHED, match__isnull=False)


def digests_of(answers: QuerySet[SealedAnswer]) -> Iterator[tuple[UUID, str, bytes]]:
    """Yield record, question and digest of sealed answers."""
    for record, question, match in answers.values_list("record", "question", "match").iterator():
        yield record, question, bytes(match or b"")


def near(one: Person, other: Person) -> bool:
    """Tell whether sex and years of birth allow two records to be of one person: equal, neighbouring, or not said."""
    if one.sex != other.sex and Sex.UNKNOWN not in (one.sex, other.sex):
        return False
    return not one.birth or not other.birth or abs(_ORDER[one.birth] - _ORDER[other.birth]) <= 1


def may_be_one(one: Person, other: Person, equal: Iterable[str]) -> bool:
    """Tell whether two records with equal sealed answers may be of one person: same phone, or same name and near."""
    return PHONE in equal or (NAME in equal and near(one, other))


def candidates(person: User) -> Iterator[Pair]:
    """Yield the pairs among the records that somebody sees which may be of one person and were not decided yet.

    A record that was merged into another speaks for that one: its phone still finds a third record.
    """
    visible = Person.objects.visible_to(person).filter(identity=Identity.KEPT)
    known = Person.objects.filter(Q(pk__in=visible.values("pk")) | Q(merged_into__in=visible.values("pk")))
    answers = answers_compared().filter(record__in=known.values("pk"))
    shared = answers.values("question", "match").annotate(n=Count("pk")).filter(n__gt=1, n__lte=COMMON)
    digests = [one["match"] for one in shared.order_by("question", "match")[:MOST_GROUPS]]
    groups: defaultdict[tuple[str, bytes], set[UUID]] = defaultdict(set)
    rows = list(digests_of(answers.filter(match__in=digests)))
    speaks_for = dict(Person.objects.filter(pk__in=[row[0] for row in rows]).values_list("pk", "merged_into"))
    for record, question, match in rows:
        groups[question, match].add(speaks_for[record] or record)
    yield from _pairs(groups, visible)


def _pairs(groups: dict[tuple[str, bytes], set[UUID]], visible: Any) -> Iterator[Pair]:
    equal: defaultdict[tuple[UUID, UUID], set[str]] = defaultdict(set)
    for (question, _match), records in groups.items():
        for pair in combinations(sorted(records), 2):
            equal[pair].add(question)
    wanted = {record for pair in equal for record in pair}
    found = {one.pk: one for one in visible.filter(pk__in=wanted).select_related("place__parent", "status", "owner")}
    decided = set(NotTheSame.objects.filter(one__in=wanted, other__in=wanted).values_list("one", "other"))
    for (one, other), questions in sorted(equal.items(), key=lambda item: (-len(item[1]), item[0])):
        if (one, other) in decided or one not in found or other not in found:
            continue
        if may_be_one(found[one], found[other], questions):
            yield Pair(found[one], found[other], frozenset(questions))


def known_elsewhere(person: User) -> list[Person]:
    """Return the records that somebody sees of people whom another partner may know too; nothing is said of whom.

    Strict records of others are never looked at.
    """
    visible = Person.objects.visible_to(person).filter(identity=Identity.KEPT, owner=person.organisation_id)
    others = Person.objects.filter(identity=Identity.KEPT, sensitivity=Sensitivity.RESTRICTED, merged_into=None)
    others = others.exclude(owner=person.organisation_id)
    answers = answers_compared()
    mine = answers.filter(record__in=visible.values("pk"))
    theirs = answers.filter(record__in=others.values("pk"), match__in=mine.values("match"))
    there: defaultdict[bytes, list[tuple[UUID, str]]] = defaultdict(list)
    for record, question, match in digests_of(theirs):
        there[match].append((record, question))
    people = others.in_bulk([record for found in there.values() for record, _question in found])
    here = list(digests_of(mine.filter(match__in=list(there))))
    own = visible.select_related("place__parent", "owner").in_bulk([record for record, _question, _match in here])
    known = {
        record
        for record, _question, match in here
        for other, question in there[match]
        if may_be_one(own[record], people[other], [question])
    }
    return sorted((own[record] for record in known), key=lambda one: one.code)
