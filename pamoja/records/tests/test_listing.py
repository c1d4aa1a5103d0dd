"""Lists show and count what the reader sees, exactly, at the moment of reading, and open no record to count."""

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from pamoja.accounts.models import User
from pamoja.dialogue.models import Commitment
from pamoja.dialogue.tests.stories import commitment, process
from pamoja.kit.by import By
from pamoja.places.models import Place
from pamoja.records import listing
from pamoja.records.editions import SHARED, fold
from pamoja.records.listing import Listed
from pamoja.records.models import Edition, TeamMember
from pamoja.records.queries import within
from pamoja.registry.registers import REGISTERS
from tests.cast import DJUGU, RUTSHURU, Cast, by

COMMITMENTS = REGISTERS["commitment"]
OWNERS = ("kiongozi", "upendo", "tumaini")
PLACES = ("CD6111-bwisha-jomba", RUTSHURU, DJUGU)
LEVELS = ("public", "internal", "restricted", "strict")
STATES = ("kept", "disputed")


@pytest.fixture
def planted(cast: Cast) -> Cast:
    """Plant a commitment of every owner, place, level and state; of the strict ones, name people for some."""
    first = commitment(by(cast.partner_me), process(by(cast.partner_me)))
    rows = []
    for number, (owner, place, level, state) in enumerate(itertools.product(OWNERS, PLACES, LEVELS, STATES), 1):
        day = date(2026, 1, 1) + timedelta(days=number % 7)
        given = {"owner_id": owner, "place_id": place, "sensitivity": level, "state": state, "made_on": day}
        kept = {name: getattr(first, name) for name in ("dialogue", "words", "side", "towards", "holder", "type")}
        at = {"created_at": first.created_at, "changed_at": first.changed_at, "door": "desk"}
        same = {"level": first.level, "pillar": first.pillar, "due_on": date(2026, 1, 9)}
        rows.append(Commitment(code=f"ENG-P-{number}", **given, **kept, **at, **same))
    Commitment.objects.bulk_create(rows)
    strict = [row for row in rows if row.sensitivity == "strict"]
    TeamMember.objects.bulk_create(
        TeamMember(register="commitment", record=row.pk, person=person, named_at=first.created_at)
        for row in strict[::2]
        for person in (cast.protection, cast.field_agent)
    )
    return cast


def filters(**given: Any) -> dict[str, Q]:
    """Return the conditions of some filters of commitments."""
    found = {name: Q(**{name: value}) for name, value in given.items() if name != "place"}
    place = Place.objects.filter(pk=given.get("place")).first()
    return found | ({"place": within([place.path])} if place else {})


ASKED = [
    {},
    {"state": "kept"},
    {"place": RUTSHURU},
    {"side": "state"},
    {"place": RUTSHURU, "state": "disputed", "type": "financial"},
    {"place": DJUGU, "state": "kept"},
    {"state": "blocked"},
]


@pytest.mark.parametrize("few", [0, 10_000])
def test_a_list_holds_what_visible_to_and_the_filters_keep(
    planted: Cast, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "FEW", few)
    monkeypatch.setattr(listing, "SMALL", few)
    for (name, person), given in itertools.product(planted.everybody().items(), ASKED):
        conditions = filters(**given)
        expected = Commitment.objects.visible_to(person).filter(*conditions.values()).order_by("-made_on", "-code")
        listed = Listed(COMMITMENTS, person, conditions)
        pages = [listed[at : at + 10] for at in range(0, listed.count() + 10, 10)]
        assert [record for page in pages for record in page] == list(expected), (name, given)
        assert listed.count() == len(listed) == len(expected)
        assert listed.total == Commitment.objects.visible_to(person).count()
        view = COMMITMENTS.views[0].condition(date(2026, 3, 1))
        assert listed.seen(view) == Commitment.objects.visible_to(person).filter(view).count()


def test_a_number_is_exact_after_every_kind_of_write(cast: Cast) -> None:
    reader: User = cast.coordinator

    def numbers() -> tuple[int, int]:
        listed = Listed(COMMITMENTS, reader, {"state": Q(state="todo")})
        return listed.total, listed.count()

    author = by(cast.partner_me)
    promised = commitment(author, process(author))
    assert numbers() == (1, 1)
    strict = commitment(author, promised.dialogue, sensitivity="strict")
    assert numbers() == (1, 1)
    named = TeamMember.objects.create(
        register="commitment", record=strict.pk, person=reader, named_at=strict.created_at
    )
    assert numbers() == (2, 2)
    named.delete()
    assert numbers() == (1, 1)
    Commitment.objects.filter(pk=promised.pk).update(state="kept")
    assert numbers() == (1, 0)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM dialogue_commitment")
    assert numbers() == (0, 0)


def test_a_number_is_exact_after_a_place_moves(cast: Cast) -> None:
    author = By(cast.field_agent, "desk")
    commitment(by(cast.partner_me), process(author))
    assert Listed(COMMITMENTS, cast.other_agent, {}).total == 0
    jomba = Place.objects.get(pk="CD6111-bwisha-jomba")
    Place.objects.filter(pk=jomba.pk).update(path=f"CD54/{DJUGU}/{jomba.pk}/")
    assert Listed(COMMITMENTS, cast.other_agent, {}).total == 1


def test_a_number_is_asked_once_for_each_edition(planted: Cast) -> None:
    Listed(COMMITMENTS, planted.coordinator, {}).count()
    with CaptureQueriesContext(connection) as again:
        Listed(COMMITMENTS, planted.coordinator, {}).count()
    assert not [query for query in again if "COUNT(" in query["sql"]]


def test_many_marks_become_one_that_was_never_there(planted: Cast) -> None:
    table = Commitment._meta.db_table
    Edition.objects.bulk_create(Edition(table=table, mark=mark) for mark in range(60))
    before = set(Edition.objects.filter(table=table).values_list("mark", flat=True))
    fold()
    (mark,) = Edition.objects.filter(table=table).values_list("mark", flat=True)
    assert mark not in before


@pytest.mark.parametrize("model", [*(register.model for register in REGISTERS.values()), *SHARED])
def test_the_database_marks_every_write_to_what_is_counted(model: Any, base: None) -> None:
    def marks() -> list[int]:
        return sorted(Edition.objects.filter(table=model._meta.db_table).values_list("mark", flat=True))

    before = marks()
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE 1 = 0")
        cursor.execute(
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
            if connection.vendor == "sqlite"
            else "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = %s::regclass",
            [model._meta.db_table],
        )
        (triggers,) = cursor.fetchone()
    assert triggers == (3 if connection.vendor == "sqlite" else 1)
    assert connection.vendor == "sqlite" or marks() != before


@pytest.mark.parametrize("name", REGISTERS)
def test_every_register_has_the_indexes_of_its_list(name: str) -> None:
    register = REGISTERS[name]
    indexes = {index.fields[0]: index.fields for index in register.model._meta.indexes}
    for head in (f"-{register.date_field}", "place"):
        assert {*register.filters.split(), "owner", "sensitivity", "id"} <= {*indexes[head]}, head


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL decides by what it knows of the rows")
@pytest.mark.parametrize("given", ASKED)
def test_nothing_is_opened_to_count_or_to_find_a_page(planted: Cast, given: dict[str, Any]) -> None:
    for person in (planted.partner_me, planted.state, planted.donor, planted.field_agent):
        listed = Listed(COMMITMENTS, person, filters(**given))
        for found in (listed._by_filter, listed._ordered(listed._by_date).values_list("pk", flat=True)[:25]):
            counted = found.explain() if found.query.is_sliced else found.values_list("pk").explain()
            steps = [line for line in counted.splitlines() if "dialogue_commitment" in line]
            assert steps
            assert all("COVERING INDEX" in step for step in steps), counted
