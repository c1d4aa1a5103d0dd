"""What a register of a million stands on: places down to villages, organisations, the people of the cast, dialogues.

python -m bench.programme, in the environment of a new home.
"""

import random
import uuid

import django
from django.core.management import call_command

django.setup()

from django.utils import timezone  # noqa: E402 (models need Django set up)

from pamoja.accounts.models import User  # noqa: E402
from pamoja.accounts.second_factor import needs_second_factor  # noqa: E402
from pamoja.dialogue.models import DialogueLevel, DialogueProcess  # noqa: E402
from pamoja.kit.by import By  # noqa: E402
from pamoja.partners.actions import declare_organisation  # noqa: E402
from pamoja.places.actions import load_reference_places  # noqa: E402
from pamoja.places.models import Kind, Level, Place  # noqa: E402
from pamoja.programme.actions import load_pillars  # noqa: E402
from pamoja.records.actions import load_terms  # noqa: E402
from pamoja.records.models import Term  # noqa: E402
from tests.cast import PEOPLE, load_organisations, second_factor, table  # noqa: E402

PARTNERS, GROUPEMENTS, VILLAGES_IN_EACH, DIALOGUES = 24, 240, 25, 4000


def main() -> None:
    """Make the tables and lay the programme into them."""
    call_command("migrate", verbosity=0)
    by = By(None, "command")
    load_reference_places(by)
    load_pillars(by)
    load_terms(by)
    load_organisations()
    for number in range(PARTNERS):
        declare_organisation(by, f"partner-{number:02}", f"Partenaire inventé {number}", "ngo", ["implementing"])
    _people()
    _villages()
    _dialogues()
    print("{}")


def _people() -> None:
    for row in table(PEOPLE):
        person = User(login=row["name"], role=row["role"], organisation_id=row["organisation"])
        person.set_unusable_password()
        person.save()
        person.places.set([row["place"]] if row["place"] else [])
        if needs_second_factor(person):
            second_factor(person).save()


def _villages() -> None:
    """Add invented groupements below the shipped places, and villages in each."""
    above = list(Place.objects.filter(level=Level.CHEFFERIE))
    groupements = [
        _place(above[number % len(above)], f"g{number:03}", Level.GROUPEMENT, Kind.GROUPEMENT)
        for number in range(GROUPEMENTS)
    ]
    Place.objects.bulk_create(groupements)
    Place.objects.bulk_create(
        _place(parent, f"v{number:02}", Level.VILLAGE, Kind.VILLAGE)
        for parent in groupements
        for number in range(VILLAGES_IN_EACH)
    )


def _place(parent: Place, number: str, level: Level, kind: Kind) -> Place:
    place = Place(
        code=f"{parent.code}-{number}", name=f"Lieu inventé {number}", level=level, kind=kind.value, parent=parent
    )
    place.derive()
    return place


def _dialogues() -> None:
    pick = random.Random(2026)
    themes = list(Term.objects.filter(list="theme").values_list("pk", flat=True))
    places = list(Place.objects.filter(level=Level.TERRITOIRE).values_list("pk", flat=True))
    now = timezone.now()
    DialogueProcess.objects.bulk_create(
        DialogueProcess(
            id=uuid.UUID(int=pick.getrandbits(128), version=4),
            code=f"DIA-2021-{number:04}",
            owner_id=f"partner-{number % PARTNERS:02}",
            place_id=pick.choice(places),
            created_at=now,
            changed_at=now,
            door="command",
            title=f"Dialogue inventé {number}",
            theme_id=pick.choice(themes),
            level=DialogueLevel.TERRITOIRE,
            pillar_id=f"ISSSS-{1 + number % 4}",
            opened_on="2021-11-24",
        )
        for number in range(DIALOGUES)
    )


if __name__ == "__main__":
    main()
