"""The trail is read newest first, page after page, whatever is looked for; nothing is left out or told twice."""

import uuid
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from pamoja.kit import trail
from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.kit.models import AuditLine
from pamoja.kit.trail import Wanted, page

pytestmark = pytest.mark.django_db

START = datetime(2026, 9, 1, tzinfo=UTC)
PEOPLE = [SimpleNamespace(pk=uuid.UUID(int=number)) for number in range(3)]


@pytest.fixture
def lines() -> list[AuditLine]:
    """Write sixty lines, several of one moment, and return them newest first."""
    for number in range(60):
        by = By(PEOPLE[number % 3], ("desk", "phone")[number % 2], START + timedelta(minutes=number // 4))
        note(by, ("enter", "correct")[number // 30], ("dialogue", "session")[number % 7 == 0], number)
    return list(AuditLine.objects.order_by("-at", "-id"))


def walk(wanted: Wanted, size: int) -> list[AuditLine]:
    """Return what all pages hold together."""
    found, before = [], wanted.before
    while True:
        one = page(Wanted(wanted.values, wanted.since, wanted.until, before), size)
        found += one.lines
        if one.older is None:
            return found
        before = one.older


@pytest.mark.parametrize("look", [trail.LOOK, 7])
@pytest.mark.parametrize(
    "values",
    [
        {},
        {"verb": "correct"},
        {"person": PEOPLE[1].pk},
        {"person": PEOPLE[1].pk, "door": "phone"},
        {"verb": "enter", "subject_kind": "session", "door": "desk"},
        {"verb": "enter", "person": PEOPLE[0].pk, "subject_kind": "nothing"},
    ],
    ids=lambda values: "+".join(values) or "all",
)
def test_all_pages_together_hold_what_is_looked_for(
    lines: list[AuditLine], values: dict[str, object], look: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail, "LOOK", look)
    expected = [line for line in lines if all(getattr(line, name) == value for name, value in values.items())]
    assert walk(Wanted(values), 4) == expected  # type: ignore[arg-type]
    assert walk(Wanted(values), 100) == expected  # type: ignore[arg-type]


def test_days_are_held_to(lines: list[AuditLine]) -> None:
    since, until = START + timedelta(minutes=3), START + timedelta(minutes=9)
    for values in ({}, {"door": "desk", "verb": "enter"}):
        expected = [
            line
            for line in lines
            if since <= line.at < until and all(getattr(line, name) == value for name, value in values.items())
        ]
        assert walk(Wanted(values, since, until), 5) == expected


def test_lines_written_meanwhile_move_no_page(lines: list[AuditLine]) -> None:
    first = page(Wanted(), 10)
    note(By(None, "command", START + timedelta(days=1)), "load", "terms", "all")
    second = page(Wanted(before=first.older), 10)
    assert first.lines + second.lines == lines[:20]


def test_a_rare_line_is_found_however_many_others_there_are(
    lines: list[AuditLine], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail, "LOOK", 5)
    rare = note(By(PEOPLE[0], "desk", START - timedelta(days=1)), "erase", "dialogue", "d1")
    assert page(Wanted({"subject_kind": "dialogue", "verb": "erase"}), 10).lines == [rare]
