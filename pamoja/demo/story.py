"""The invented programme as entries; the same window and seed always give the same story."""

from datetime import date, timedelta
from functools import partial
from random import Random

from pamoja.demo import content
from pamoja.demo.calendar import stages
from pamoja.demo.content import Dialogue
from pamoja.demo.entries import Story, Window, in_order
from pamoja.demo.gatherings import Gathering, attendance, planned
from pamoja.demo.mediation import mediations
from pamoja.demo.promises import promised
from pamoja.demo.records_of_activities import activity_entries, carried
from pamoja.demo.records_of_cases import case_entries
from pamoja.demo.records_of_complaints import complaint_entries
from pamoja.demo.records_of_dialogues import Held, dialogue_entries, session_entry
from pamoja.demo.records_of_economy import economy_entries
from pamoja.demo.records_of_money import money_entries
from pamoja.demo.records_of_persons import person_entries
from pamoja.demo.records_of_promises import commitment_entry, sensitivity, word_entry
from pamoja.demo.records_of_structures import known, structure_entries
from pamoja.demo.words import spoken

WINDOW = Window(date(2024, 1, 8), date(2026, 11, 23))
SEED = 2026
SESSIONS = 200
COMMITMENTS = 300


def tell(window: Window = WINDOW, seed: int = SEED) -> Story:
    """Return the whole story of the demonstration, told until the last day of the window."""
    dialogues = tuple(one for one in content.dialogues() if window.first + timedelta(days=one.opened) <= window.last)
    reached = {dialogue.key: stages(dialogue, window, _chance(seed, dialogue.key)) for dialogue in dialogues}
    held = _sessions(dialogues, reached, window, seed)
    signed = {key: days[5] for key, days in reached.items() if 5 in days}
    promises = promised(signed, dialogues, _commitments(signed), window, _chance(seed, "promises"))
    words = spoken(promises, window, _chance(seed, "words"))
    entries = [
        *dialogue_entries(dialogues, reached, held, window),
        *(session_entry(one, window, _chance(seed, f"minutes {one.key}")) for one in held),
    ]
    voices: dict[str, set[str]] = {promise.key: set() for promise in promises}
    for word in words:
        voices[word.promise.key].add(word.beat.voice)
    open_to = {promise.key: sensitivity(promise, voices[promise.key]) for promise in promises}
    entries += [commitment_entry(promise, open_to[promise.key], window) for promise in promises]
    for word in words:
        chance = _chance(seed, f"{word.promise.key} {word.number}")
        entries.append(word_entry(word, open_to[word.promise.key], window, chance))
    entries += person_entries(window)
    entries += structure_entries(window, (_chance(seed, f"structure {body.key}") for body in known(window)))
    for one in carried(dialogues, window, _chance(seed, "activities")):
        entries += activity_entries(one, window, _chance(seed, f"activity {one.key}"))
    for case in mediations(dialogues, window, _chance(seed, "cases")):
        entries += case_entries(case, window, _chance(seed, case.key))
    entries += complaint_entries(dialogues, window, _chance(seed, "complaints"))
    entries += economy_entries(window, partial(_chance, seed))
    entries += money_entries(window, _chance(seed, "money"))
    return Story(in_order(entries))


def _commitments(signed: dict[str, date]) -> int:
    """Return how many commitments were made in the dialogues that reached an agreement: all, once all have."""
    weights = {dialogue.key: dialogue.weight for dialogue in content.dialogues()}
    return COMMITMENTS * sum(weights[key] for key in signed) // sum(weights.values())


def _chance(seed: int, part: str) -> Random:
    return Random(f"{seed} {part}")  # noqa: S311 - a story, not a secret


def _sessions(
    dialogues: tuple[Dialogue, ...], reached: dict[str, dict[int, date]], window: Window, seed: int
) -> list[Held]:
    """Return the sessions held: first those that stages need, then others in turn until there are enough."""
    plans = {one.key: planned(one, reached[one.key], window, _chance(seed, f"sessions {one.key}")) for one in dialogues}
    chosen: list[tuple[Dialogue, Gathering]] = []
    for turn in range(max((len(plan) for plan in plans.values()), default=0)):
        chosen += [(one, plans[one.key][turn]) for one in dialogues if turn < len(plans[one.key])]
    in_time = sorted(chosen[:SESSIONS], key=lambda one: (one[1].on, one[0].key, one[1].kind))
    keys = [f"session-{number + 1:03}" for number in range(len(in_time))]
    return [
        Held(key, dialogue, gathering, attendance(gathering, _chance(seed, f"attendance {key}")))
        for key, (dialogue, gathering) in zip(keys, in_time, strict=True)
    ]
