"""The functional test of a structure, from its record and the sessions that are its meetings."""

import tomllib
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

from pamoja.activities.models import Session, Sex
from pamoja.activities.register import MEETING_OF
from pamoja.engine import functioning as engine
from pamoja.records.models import Evidence, Link, YesNo
from pamoja.structures.models import Structure

FILE = Path(__file__).with_name("functioning.toml")
SAID = {YesNo.YES.value: True, YesNo.NO.value: False}


@cache
def thresholds() -> engine.Thresholds:
    """Read what the tests ask."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return engine.Thresholds(data["days"], data["women"])


def source() -> str:
    """Return where the thresholds come from."""
    return str(tomllib.loads(FILE.read_text(encoding="utf-8"))["source"])


def judged(structure: Structure, as_of: date) -> engine.Functioning:
    """Return the functional test of a structure on a day.

    It counts all meetings, whoever reads: two readers see the same judgement.
    """
    return engine.functioning(facts_of(structure), thresholds(), as_of)


def facts_of(structure: Structure) -> engine.Facts:
    """Return what is known of a structure: its meetings, its plans and its members by sex."""
    people: Counter[str] = Counter()
    for member in structure.members.all():
        people[member.sex] += member.people
    return engine.Facts(
        _meetings(structure),
        [engine.Plan(plan.starts_on, plan.ends_on) for plan in structure.plans.all()],
        SAID.get(structure.has_plan),
        people[Sex.WOMEN],
        people[Sex.MEN],
        people[Sex.UNKNOWN],
    )


def _meetings(structure: Structure) -> list[engine.Meeting]:
    """Return the meetings; minutes are a file of minutes, or what was said and decided written down."""
    held = Link.objects.filter(kind=MEETING_OF, to_id=structure.pk).values_list("from_id", flat=True)
    sessions = list(Session.objects.filter(pk__in=list(held)))
    files = Evidence.objects.filter(record__in=[one.pk for one in sessions], question="minutes", replaced_at=None)
    filed = set(files.values_list("record", flat=True))
    return [engine.Meeting(one.held_on, one.pk in filed or bool(one.note.strip())) for one in sessions]
