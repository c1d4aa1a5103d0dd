"""The commitments of the story: which sentence was said in which dialogue, by whom, for when."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from pamoja.demo.arcs import Arc, arcs
from pamoja.demo.calendar import end_of_month, share, weekday
from pamoja.demo.content import Dialogue, Kind, Sentence, kinds
from pamoja.demo.entries import Window
from pamoja.demo.french import said, with_forms

SIDES = {"state": 64, "population": 17, "partner": 9, "actor": 6, "donor": 4}
"""Who promises, as shares of a hundred."""

LAST_TERM = 400
"""Days after the last day of the story beyond which nothing is promised: the programme ends."""

TERMS = (75, 90, 120, 150, 180, 180, 240, 300, 365, 365, 450, 540, 700)
"""Days from the promise to its date, before the end of that month is taken."""

OPEN = ("going", "todo", "")
"""States of arcs that fit a commitment whose date is still to come; the empty one is a single side's word."""

CLOSE = re.compile(
    r"(à|au|autour|aux|avant|avec|chaque|contre|dans|de|dès|des|du|en|entre|jusqu’à|par|pendant|pour|près|sans|si|sur"
    r"|tant|vers) "
)
"""First words of a detail that follow the sentence without a comma."""


@dataclass(frozen=True, slots=True)
class Promise:
    """Hold one commitment of the story with the arc that its words will follow.

    `origin` is the register that it comes of; another than a dialogue lends its place and words as one.
    """

    key: str
    dialogue: Dialogue
    kind: Kind
    sentence: Sentence
    slots: dict[str, str]
    words: str
    made_on: date
    due_on: date | None
    arc: Arc = arcs()[-1]
    origin: str = "dialogue"


def promised(
    signed: Mapping[str, date],
    scenes: Mapping[str, tuple[Dialogue, int]],
    number: int,
    window: Window,
    chance: Random,
    *,
    origin: str = "dialogue",
    sides: Mapping[str, int] = SIDES,
    before: Iterable[Promise] = (),
) -> list[Promise]:
    """Return `number` commitments made where an agreement was reached, on the days of `signed`, by weight.

    None reads like one of those made `before`.
    """
    weights = {key: scenes[key][1] for key in signed if scenes[key][1]}
    shares = share(number, weights) if weights else {}
    writer = _Writer(chance, sides, {promise.words for promise in before})
    drafts = [
        Promise(
            f"{key}-{index + 1:02}",
            scenes[key][0],
            *writer.sentence(scenes[key][0]),
            *_days(signed[key], window, chance),
            origin=origin,
        )
        for key, count in shares.items()
        for index in range(count)
    ]
    given = _arcs(drafts, window, chance)
    return [replace(draft, arc=given[draft.key]) for draft in drafts]


def _days(signed: date, window: Window, chance: Random) -> tuple[date, date | None]:
    """Return when a commitment was made, with the agreement or in a later meeting, and its date if there is one."""
    made = signed
    if chance.random() < 0.35:
        made = min(
            signed + timedelta(days=chance.randint(40, 460)), window.last - timedelta(days=chance.randint(1, 60))
        )
    made = max(signed, weekday(made))
    if chance.random() < 0.07:
        return made, None
    return made, end_of_month(min(made + timedelta(days=chance.choice(TERMS)), window.last + timedelta(days=LAST_TERM)))


class _Writer:
    """Chooses sentences so that none reads like another: the least used first, each with its own places and details."""

    def __init__(self, chance: Random, sides: Mapping[str, int], written: set[str]) -> None:
        self.chance, self.sides = chance, sides
        self.kinds: Counter[str] = Counter()
        self.sentences: Counter[str] = Counter()
        self.in_dialogue: set[tuple[str, str]] = set()
        self.written = written

    def sentence(self, dialogue: Dialogue) -> tuple[Kind, Sentence, dict[str, str], str]:
        """Return a kind, a sentence of it, its filled slots, and the words."""
        open_kinds = {
            kind.kind: kind
            for kind in kinds()
            if (kind.kind in dialogue.kinds if dialogue.kinds else dialogue.theme in kind.themes)
            and (kind.side != "donor" or dialogue.level in ("territoire", "province"))
        }
        sides = {kind.side for kind in open_kinds.values()}
        while True:
            side = self.chance.choices(list(self.sides), list(self.sides.values()))[0]
            if side not in sides:
                continue
            name = min(
                (name for name, kind in open_kinds.items() if kind.side == side),
                key=lambda name: (self.kinds[name], self.chance.random()),
            )
            self.kinds[name] += 1
            written = self._write(dialogue, open_kinds[name])
            if written:
                return open_kinds[name], *written

    def _write(self, dialogue: Dialogue, kind: Kind) -> tuple[Sentence, dict[str, str], str] | None:
        fitting = [
            sentence
            for sentence in kind.sentences
            if (dialogue.key, sentence.words) not in self.in_dialogue
            and dialogue.level not in sentence.not_at
            and (not sentence.only or dialogue.key in sentence.only)
        ]
        for sentence in sorted(fitting, key=lambda sentence: (self.sentences[sentence.words], self.chance.random())):
            slots = self._slots(dialogue, sentence)
            words = said(sentence.words, slots)
            if words not in self.written:
                self.written.add(words)
                self.sentences[sentence.words] += 1
                self.in_dialogue.add((dialogue.key, sentence.words))
                return sentence, slots, words
        return None

    def _slots(self, dialogue: Dialogue, sentence: Sentence) -> dict[str, str]:
        place, neighbour = self.chance.sample(dialogue.spots, 2)
        slots = with_forms({"lieu": place, "voisin": neighbour, "entite": dialogue.entity, "objet": sentence.objet})
        slots |= {"office": dialogue.office, "admin": dialogue.admin}
        for name, choices in sentence.choices.items():
            slots[name] = said(self.chance.choice(choices), slots, start=False)
        if "detail" in slots and not CLOSE.match(slots["detail"]):
            slots["detail"] = f", {slots['detail']}"
        return slots


def _arcs(drafts: list[Promise], window: Window, chance: Random) -> dict[str, Arc]:
    """Give each commitment its arc: those that need the most time first, to commitments old enough."""
    counts = share(len(drafts), {arc.name: arc.count for arc in arcs()})
    waiting = [arc for arc in arcs() for _each in range(counts[arc.name])]
    waiting.sort(key=lambda arc: -arc.days)
    ages = {draft.key: (window.last - draft.made_on).days for draft in drafts}
    dues = {draft.key: draft.due_on or window.last for draft in drafts}
    free = sorted((draft.key for draft in drafts), key=lambda key: (ages[key], chance.random()))
    given = {}
    for arc in waiting:
        old_enough = [key for key in free if ages[key] >= arc.days] or free[-1:]
        if arc.state in OPEN and chance.random() < 0.6:
            old_enough = [key for key in old_enough if dues[key] > window.last] or old_enough
        key = chance.choice(old_enough)
        free.remove(key)
        given[key] = arc
    return given
