"""Why somebody sees a record, held against `visible_to` for people and records of every kind."""

import random
import uuid
from typing import Any

import pytest
from django.utils import timezone

from pamoja.accounts.models import User
from pamoja.accounts.previews import Preview, imagined
from pamoja.accounts.rights import LEVELS, ROLES
from pamoja.dialogue.tests.stories import commitment, process
from pamoja.records.models import TeamMember
from pamoja.records.openness import Reader
from pamoja.records.why import Obstacle, reasons, reasons_of_all
from tests.cast import DJUGU, NORD_KIVU, RUTSHURU, Cast, by

OWNERS = ("upendo", "tumaini", "kiongozi")
PLACES = (NORD_KIVU, RUTSHURU, "CD6111-bwisha-jomba", DJUGU)
SCOPES = ((), (), (NORD_KIVU,), (RUTSHURU,), (DJUGU,), ("CD6111-bwisha-jomba", DJUGU))


def copies(record: Any) -> list[Any]:
    """Return records of every owner, place and sensitivity, made from one."""
    rows = []
    for owner in OWNERS:
        for place in PLACES:
            for level in LEVELS:
                row = type(record).objects.get(pk=record.pk)
                row.pk, row.code = uuid.uuid4(), f"T-{uuid.uuid4().hex[:12]}"
                row.owner_id, row.place_id, row.sensitivity = owner, place, level
                row._state.adding = True
                rows.append(row)
    type(record).objects.bulk_create(rows)
    return list(type(record).objects.filter(pk__in=[row.pk for row in rows]).select_related("place"))


def crowd(dice: random.Random) -> list[User]:
    """Return people of every role, some of them suspended, of different organisations and places."""
    people = []
    for number, role in enumerate(list(ROLES) * 4):
        organisation = dice.choice(OWNERS)
        user = User(login=f"one.{number}@cast.invalid", role=role, organisation_id=organisation)
        user.is_active = dice.random() > 0.1
        people.append(user)
    User.objects.bulk_create(people)
    for user in people:
        user.places.set(dice.choice(SCOPES))  # type: ignore[arg-type]
    return list(User.objects.filter(pk__in=[user.pk for user in people]).prefetch_related("places"))


@pytest.mark.parametrize("seed", [7, 2026])
def test_reasons_agree_with_what_is_visible(cast: Cast, seed: int) -> None:
    dice = random.Random(seed)
    first = process(by(cast.partner_me))
    records = [*copies(first), *copies(commitment(by(cast.partner_me), first))]
    people = crowd(dice)
    for record in records:
        for person in dice.sample(people, 4):
            TeamMember.objects.create(
                register=record.register_name, record=record.pk, person=person, named_at=timezone.now()
            )
    people += [imagined(cast.administrator, Preview(role, dice.choice(OWNERS), dice.choice(SCOPES))) for role in ROLES]
    seen = {
        (person.pk, pk)
        for person in people
        for model in {type(record) for record in records}
        for pk in model.objects.visible_to(person).values_list("pk", flat=True)
    }
    told: set[tuple[Obstacle, ...]] = set()
    readers = {person.pk: Reader(person) for person in people}
    for record in records:
        for person, found in reasons_of_all(people, record):
            assert found.visible == ((person.pk, record.pk) in seen), (person.role, record.sensitivity, found)
            assert set(found.levels) == set(readers[person.pk].levels(record))
            told.add(found.obstacles)
    met = {obstacle for obstacles in told for obstacle in obstacles}
    assert met == {"suspended", "register", "level", "named", "place", "real"}
    assert () in told


def test_reasons_are_told_all_at_once(cast: Cast) -> None:
    record = process(by(cast.stranger), place=DJUGU)
    record.sensitivity = "strict"
    cast.state.is_active = False
    assert reasons(cast.state, record).obstacles == ("suspended", "register", "named", "place")


def test_the_places_that_hold_a_record_are_told(cast: Cast) -> None:
    record = process(by(cast.partner_me), place="CD6111-bwisha-jomba")
    assert reasons(cast.field_agent, record).scopes == (cast.field_agent.scopes[0],)
    assert reasons(cast.partner_me, record).scopes == ()
