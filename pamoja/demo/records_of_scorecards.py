"""What the demonstration's people type about community scorecards."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pamoja.demo import content
from pamoja.demo.calendar import weekday
from pamoja.demo.content import Dialogue
from pamoja.demo.content.answering import (
    PlannedEntity,
    PlannedService,
    accountability_words,
    kinds_of_entity,
    planned_entities,
    planned_services,
    scene,
)
from pamoja.demo.entries import Answers, Entry, Letter, Row, Window

TERRITORY = 6
"""Characters of the code of a territoire."""
SECOND = 7
"""Of the entities, how many were scored a second time."""


@dataclass(frozen=True, slots=True)
class Card:
    """Hold one scorecard of the story, before anybody enters it; the service is an entity under contract, or not."""

    key: str
    of: PlannedEntity | PlannedService
    held_on: date
    met_on: date | None
    turn: int

    @property
    def typed_after(self) -> date:
        """Return the day after which it is typed."""
        return self.met_on or self.held_on

    def as_scene(self) -> Dialogue:
        """Return where its commitments were made, as the writer of promises reads it."""
        place = self.of.place
        level = ("territoire", "chefferie", "groupement", "village")[min(place.count("-"), 3)]
        kind, title = kinds_of_entity()[self.of.kind], self.of.title
        town = title.rsplit(" de ", 1)[-1].rsplit(" des ", 1)[-1].rsplit(" d’", 1)[-1]
        spots = (town, accountability_words()["neighbours"][place[:TERRITORY]])
        return scene(self.key, "", level, place, f"l’entité de {town}", title, title, spots, kind.promises)


def cards(window: Window, chance: Random) -> list[Card]:
    """Return the scorecards held within the window: each entity once, some again a year later, and other services."""
    found = []
    again = planned_entities()[:: max(1, len(planned_entities()) // SECOND)][:SECOND]
    plans: list[tuple[PlannedEntity | PlannedService, int, int]] = [
        *((one, one.day + chance.randint(110, 230), 1) for one in planned_entities()),
        *((one, one.day + chance.randint(430, 520), 2) for one in again),
        *((one, one.day, 1) for one in planned_services()),
    ]
    for plan, day, turn in plans:
        held = weekday(window.first + timedelta(days=day))
        met = weekday(held + timedelta(days=chance.randint(5, 20)))
        without = chance.random() < 0.15
        if held <= window.last:
            key = plan.key.replace("entity-", "card-")
            found.append(Card(f"{key}-{turn}", plan, held, None if without or met > window.last else met, turn))
    return found


def scorecard_entry(card: Card, window: Window, chance: Random) -> Entry:
    """Return a scorecard as it was typed after the meeting of both sides."""
    words, kind = accountability_words(), kinds_of_entity()[card.of.kind]
    answers: Answers = {
        "service": card.of.title,
        "place": card.of.place,
        "held_on": card.held_on.isoformat(),
        "self_on": card.held_on.isoformat(),
        "criteria": list(_criteria(kind.criteria, card.turn, chance)),
        "sensitivity": "public",
    }
    letters: tuple[Letter, ...] = ()
    if card.met_on is not None:
        agreed = chance.choice(words["agreed"])
        women = chance.randint(8, 22)
        answers |= {
            "interface_on": card.met_on.isoformat(),
            "interface_women": str(women),
            "interface_men": str(chance.randint(9, 26)),
            "agreed": agreed,
            "next_on": (card.held_on + timedelta(days=365)).isoformat(),
        }
        lines = ("Document de démonstration, entièrement inventé", card.of.title, agreed)
        letters = (Letter("minutes", f"interface-{card.key}.pdf", lines),)
    refs = {"entity": card.of.key} if isinstance(card.of, PlannedEntity) else {}
    login = content.cast().who("population", card.of.place)
    return Entry("scorecard", card.key, login, window.typed(card.typed_after, 2), answers, refs, letters)


def _criteria(names: tuple[str, ...], turn: int, chance: Random) -> Iterator[Row]:
    """Yield the criteria with both scores; the second time citizens score a little higher, and services less so."""
    reasons = accountability_words()["reasons"]
    for name in names:
        citizens = min(5.0, chance.choice((1.5, 2.0, 2.5, 3.0, 3.0, 3.5, 4.0)) + 0.5 * (turn - 1))
        own = min(5.0, max(1.0, citizens + chance.choice((-0.5, 0.5, 1.0, 1.5, 2.0)) - 0.5 * (turn - 1)))
        men = 0 if "femmes" in name else chance.randint(8, 30)
        row = {"criterion": name, "citizens": f"{citizens:g}", "women": str(chance.randint(9, 34)), "men": str(men)}
        scored = chance.random() < 0.93
        yield {**row, "own": f"{own:g}" if scored else "", "reason": chance.choice(reasons)}
