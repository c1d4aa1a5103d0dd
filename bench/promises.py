"""Commitments by the million, laid into an instance as rows: invented, deterministic, alike on both databases."""

import itertools
import random
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from pamoja.accounts.models import User
from pamoja.dialogue.models import Commitment, CommitmentType, DialogueLevel, DialogueProcess, Side
from pamoja.places.models import Level, Place
from pamoja.records.models import TeamMember

LAST, DAYS, RECENT = date(2026, 11, 24), 5 * 365, 400
BATCH = 10_000
OWNERS = {f"partner-{number:02}": 1 + 40 // (1 + number) for number in range(24)}
OWNERS |= {"kiongozi": 12, "upendo": 15, "tumaini": 12}
SENSITIVITIES = {"internal": 70, "public": 20, "restricted": 8, "strict": 2}
STATES = {"todo": 30, "going": 38, "part": 8, "kept": 10, "disputed": 3, "blocked": 8, "broken": 2, "dropped": 1}
OLD_STATES = {"todo": 4, "going": 8, "part": 12, "kept": 45, "disputed": 4, "blocked": 5, "broken": 16, "dropped": 6}
LIVES = {"submitted": 40, "returned": 3, "verified": 20, "approved": 36, "deleted": 1}
SIDES = {Side.STATE: 50, Side.POPULATION: 20, Side.PARTNER: 15, Side.DONOR: 5, Side.ACTOR: 10}
TYPES = dict.fromkeys(CommitmentType.values, 1)
LEVELS = dict(zip(DialogueLevel.values, (40, 25, 15, 15, 5), strict=True))
PILLARS = {f"ISSSS-{number}": 1 for number in range(1, 5)}
EAST, EAST_WEIGHT = ("CD54", "CD61"), 20
DOES, WHAT, WHEN = (
    dict.fromkeys(text.split(" | "), 1)
    for text in (
        "Réhabiliter | Ouvrir | Remettre en service | Rendre | Surveiller | Payer | Construire | Lever | Désigner"
        " | Former | Libérer | Borner | Enregistrer | Réparer | Équiper | Annoncer",
        "la route de desserte | le marché hebdomadaire | le poste de santé | les parcelles occupées | les patrouilles"
        " | les agents de l’état civil | un puits | la barrière | un point focal | les semences | le pont"
        " | le comité local de paix | le couloir de transhumance | les limites des champs | les naissances"
        " | l’école primaire | le passage au bac | la source aménagée",
        "avant la saison des pluies | avant la rentrée | dans les trois mois | chaque samedi | après la récolte"
        " | sans frais pour les femmes | en présence des deux communautés | dès que la route est sûre"
        " | sur les fonds du territoire, le comité de suivi en rendant compte chaque trimestre",
    )
)
HOLDERS = {"Administration": 4, "Chefferie": 3, "Police": 2, "Service de l’agriculture": 1, "Comité des usagers": 2}
COLUMNS = (
    "id", "code", "owner_id", "place_id", "sensitivity", "created_at", "changed_at", "version", "door", "life",
    "origin", "dialogue_id",
    "words", "side", "towards", "holder", "type", "level", "pillar_id", "made_on", "due_on", "means", "state", "basis",
)  # fmt: skip


def lay(count: int) -> None:
    """Add commitments until there are `count`; the first ones are the same whatever the count.

    The indexes of the list are made anew at the end, as anyone does who loads a million rows.
    """
    with connection.schema_editor() as editor:
        for index in Commitment._meta.indexes:
            editor.remove_index(Commitment, index)
    if connection.vendor == "postgresql":
        _copy(count)
    else:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size=-500000")
        _insert(count)
    with connection.schema_editor() as editor:
        for index in Commitment._meta.indexes:
            editor.add_index(Commitment, index)
    _name_teams()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "PRAGMA wal_checkpoint(TRUNCATE)")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA cache_size=-2000")


def _name_teams() -> None:
    """Name two people for some of the strict commitments, as their teams."""
    strict = Commitment.objects.filter(sensitivity="strict").order_by("code").values_list("pk", flat=True)
    people = User.objects.filter(login__in=["protection", "field_agent"])
    TeamMember.objects.all().delete()
    TeamMember.objects.bulk_create(
        TeamMember(register="commitment", record=record, person=person, named_at=timezone.now())
        for record in list(strict)[::50]
        for person in people
    )


def change_one() -> None:
    """Change a commitment as a correction does, so that no number read before is exact any more."""
    Commitment.objects.filter(code=Commitment.objects.values("code")[:1]).update(version=F("version") + 1)


@transaction.atomic
def _copy(count: int) -> None:
    rows = _new_rows(count)
    with connection.cursor() as cursor, cursor.copy(f"COPY {_into()} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


@transaction.atomic
def _insert(count: int) -> None:
    with connection.cursor() as cursor:
        holders = ", ".join(["%s"] * len(COLUMNS))
        cursor.executemany(f"INSERT INTO {_into()} VALUES ({holders})", _new_rows(count))


def _into() -> str:
    return f"{Commitment._meta.db_table} ({', '.join(COLUMNS)})"


def _new_rows(count: int) -> Iterator[tuple[Any, ...]]:
    places = {place.pk: _weight(place) for place in Place.objects.filter(level__gte=Level.TERRITOIRE).order_by("code")}
    dialogues = dict.fromkeys(DialogueProcess.objects.order_by("code").values_list("pk", flat=True), 1)
    return itertools.islice(_rows(places, dialogues), Commitment.everything.count(), count)


def _weight(place: Place) -> int:
    return (EAST_WEIGHT if place.pk.startswith(EAST) else 1) * (1 if place.level == Level.VILLAGE else 3)


def _rows(places: dict[str, int], dialogues: dict[uuid.UUID, int]) -> Iterator[tuple[Any, ...]]:
    pick = random.Random(2026)
    keep = (lambda key: key) if connection.vendor == "postgresql" else (lambda key: key.hex)

    def some(weighted: dict[Any, int]) -> list[Any]:
        return pick.choices(list(weighted), list(weighted.values()), k=BATCH)

    for batch in itertools.count():
        columns = zip(
            some(OWNERS), some(places), some(SENSITIVITIES), some(dialogues), some(DOES), some(WHAT), some(WHEN),
            some(SIDES), some(HOLDERS), some(TYPES), some(LEVELS), some(PILLARS), some(STATES), some(OLD_STATES),
            some(LIVES), strict=True,
        )  # fmt: skip
        for number, one in enumerate(columns, batch * BATCH):
            owner, place, sensitivity, dialogue, does, what, when = one[:7]
            side, holder, type_, level, pillar, new, old, life = one[7:]
            ago = pick.randrange(DAYS)
            made = LAST - timedelta(days=ago)
            due = made + timedelta(days=pick.randrange(30, RECENT)) if pick.random() < 0.95 else None
            yield (
                keep(uuid.UUID(int=pick.getrandbits(128), version=4)),
                f"ENG-{made.year}-{number:07}",
                owner, place, sensitivity, f"{made} 08:00:00+00", f"{made} 08:00:00+00", 1, "command", life,
                "dialogue", keep(dialogue), f"{does} {what} de {place} {when}, lot {number}.", side.value,
                "state" if side == Side.POPULATION else "population",
                f"{holder} de {place[:6]}", type_, level, pillar, made, due, "", old if ago > RECENT else new, "none",
            )  # fmt: skip
