"""The context of the story: conflict analyses, incidents, risks and change stories."""

from collections.abc import Callable, Iterator
from random import Random

from pamoja.demo.content import Dialogue
from pamoja.demo.content.surroundings import incident_kinds, risk_plans, spread, story_kinds
from pamoja.demo.entries import Entry, Window
from pamoja.demo.records_of_analyses import analysis_entries
from pamoja.demo.records_of_incidents import incident_entry
from pamoja.demo.records_of_risks import risk_entries
from pamoja.demo.records_of_stories import story_entries

LENGTH = 1040
"""Days of the story in which incidents happen."""
OF_EACH_RISK = 4
WIDE = ("territoire", "chefferie", "groupement")
"""Levels at which incidents are told: never nearer than a groupement, never only the province."""


def context_entries(
    dialogues: tuple[Dialogue, ...], window: Window, chance: Callable[[str], Random]
) -> Iterator[Entry]:
    """Yield everything that the story tells of its context; `chance` gives each part a chance of its own."""
    yield from analysis_entries(dialogues, window, chance("analyses"))
    wide = [one for one in dialogues if one.level in WIDE and one.sensitivity == "public"]
    risks: dict[str, str] = {}
    if wide:
        yield from _risks(wide, risks, window, chance)
        yield from _incidents(wide, risks, window, chance)
    yield from _stories(dialogues, window, chance)


def _risks(
    wide: list[Dialogue], seen: dict[str, str], window: Window, chance: Callable[[str], Random]
) -> Iterator[Entry]:
    """Yield the risks, and note by place the key of those of security that are told."""
    draw = chance("risks")
    for number, plan in enumerate(risk_plans()):
        for place in draw.sample(wide, min(OF_EACH_RISK, len(wide))):
            key = f"risk-{number + 1:02}-{place.key}"
            found = list(risk_entries(key, plan, place, window, chance(key)))
            if found and plan.category == "security":
                seen[place.key] = key
            yield from found


def _incidents(
    wide: list[Dialogue], risks: dict[str, str], window: Window, chance: Callable[[str], Random]
) -> Iterator[Entry]:
    draw, kinds, count = chance("incidents"), incident_kinds(), spread()["incidents"]
    days = sorted(draw.randint(3, LENGTH) for _one in range(count))
    chosen = draw.choices(kinds, [kind.weight for kind in kinds], k=count)
    for number, (day, kind) in enumerate(zip(days, chosen, strict=True), 1):
        place, key = draw.choice(wide), f"incident-{number:03}"
        yield from incident_entry(key, kind, place, day, risks.get(place.key, ""), window, chance(key))


def _stories(dialogues: tuple[Dialogue, ...], window: Window, chance: Callable[[str], Random]) -> Iterator[Entry]:
    draw = chance("stories")
    ripe = [one for one in dialogues if one.reached >= 6 and one.sensitivity == "public"]
    for number in range(spread()["stories"] if ripe else 0):
        kind, dialogue = story_kinds()[number % len(story_kinds())], draw.choice(ripe)
        yield from story_entries(f"story-{number + 1:02}", kind, dialogue, window, chance(f"story {number}"))
