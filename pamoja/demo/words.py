"""The follow-up words of the story: what each side says of a commitment, and what was verified."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pamoja.demo.arcs import Beat, way
from pamoja.demo.content import common_words
from pamoja.demo.entries import Window
from pamoja.demo.french import said
from pamoja.demo.promises import Promise

OBSERVERS = (
    "Observateur du consortium et délégué {service}",
    "Mission de vérification, un délégué de chaque côté",
    "Observatrice du consortium",
)
SERVICES = {"CD61": "de la CPAP", "CD54": "du Plan provincial"}


@dataclass(frozen=True, slots=True)
class Word:
    """Hold one follow-up of the story, before anybody enters it."""

    promise: Promise
    number: int
    on: date
    beat: Beat
    side: str
    words: str
    speaker: str


class Mouths:
    """Chooses what is said: words of the commitment's own sentence first, and those that were said the least."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.thread: set[tuple[str, str]] = set()
        self.patterns: Counter[str] = Counter()
        self.spoken: Counter[str] = Counter()

    def say(self, promise: Promise, voice: str, says: str) -> str:
        """Return words that fit the commitment and what is said of it, in the voice of one side or of the observer."""
        pools = (promise.kind.pools[voice].get(says, ()), common_words()[voice].get(says, ()))
        fitting = [[words for pattern in pool if (words := _for(pattern, promise.sentence.tag))] for pool in pools]
        fresh = [
            [
                (words, pattern)
                for pattern in pool
                if (promise.key, (words := said(pattern, promise.slots))) not in self.thread
            ]
            for pool in fitting
        ]
        words, pattern = min(
            fresh[0] or fresh[1], key=lambda one: (self.spoken[one[0]], self.patterns[one[1]], self.chance.random())
        )
        self.thread.add((promise.key, words))
        self.spoken[words] += 1
        self.patterns[pattern] += 1
        return words

    def speaker(self, promise: Promise, voice: str, number: int) -> str:
        """Return the office or body that speaks; a side keeps its speaker through the life of a commitment."""
        if voice == "verification":
            service = SERVICES[promise.dialogue.place[:4]]
            return OBSERVERS[number % len(OBSERVERS)].format(service=service)
        if voice == "promiser":
            return said(promise.sentence.holder, promise.slots)
        options = promise.kind.speakers
        return said(options[sum(map(ord, promise.key)) % len(options)], promise.slots)


def _for(pattern: str, tag: str) -> str:
    """Return the words of a pattern, or nothing when its tags are not for this sentence."""
    tagged = re.match(r"\[([^\]]*)\] ", pattern)
    if not tagged:
        return pattern
    return pattern[tagged.end() :] if tag in tagged[1].split() else ""


def spoken(promises: list[Promise], window: Window, chance: Random) -> list[Word]:
    """Return the words on all commitments, each commitment's in their order in time."""
    mouths = Mouths(chance)
    return [word for promise in promises for word in _thread(promise, mouths, window, chance)]


def _thread(promise: Promise, mouths: Mouths, window: Window, chance: Random) -> list[Word]:
    beats = way(promise.arc, chance)
    start, end = _span(promise, window, chance)
    found: list[Word] = []
    for number, beat in enumerate(beats):
        day = start + timedelta(days=int((end - start).days * beat.part) + chance.randint(-4, 4))
        earliest = found[-1].on + timedelta(days=2) if found else start
        latest = window.last - timedelta(days=2 * (len(beats) - 1 - number))
        on = max(earliest, min(day, latest))
        side = {"promiser": promise.kind.side, "receiver": promise.kind.towards, "verification": "observer"}[beat.voice]
        words = mouths.say(promise, beat.voice, beat.says)
        found.append(Word(promise, number + 1, on, beat, side, words, mouths.speaker(promise, beat.voice, number)))
    return [word for word in found if word.on <= window.last]


def _span(promise: Promise, window: Window, chance: Random) -> tuple[date, date]:
    """Return the days between which the words on a commitment are said: about until its date, never after today."""
    start = promise.made_on + timedelta(days=chance.randint(14, 40))
    due = promise.due_on or promise.made_on + timedelta(days=chance.randint(150, 420))
    end = due + timedelta(days=chance.randint(-30, 75))
    latest = window.last - timedelta(days=chance.randint(0, 45))
    start = max(promise.made_on + timedelta(days=5), min(start, latest))
    return start, max(min(end, latest), min(start + timedelta(days=45), window.last))
