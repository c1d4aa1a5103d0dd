"""What the demonstration's people type about the conflicts that they analyse."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from pamoja.demo import content
from pamoja.demo.calendar import weekday
from pamoja.demo.content import Dialogue
from pamoja.demo.content.surroundings import AnalysisWords, analysed, analysis_words, spread
from pamoja.demo.entries import Answers, Entry, Row, Window
from pamoja.demo.french import said, with_forms
from pamoja.engine.durability import months_later

ACTOR = ("name", "kind", "interest", "position", "power", "part")


def analysis_entries(dialogues: tuple[Dialogue, ...], window: Window, chance: Random) -> Iterator[Entry]:
    """Yield the analysis of each dialogue process that has one, and the later one that replaces some of them."""
    chosen = [one for one in dialogues if one.key in analysed()["dialogues"]]
    again = {one.key for one in chosen[: spread()["replaced"]]}
    for dialogue in chosen:
        own = Random(f"analysis {dialogue.key} {chance.random()}")  # noqa: S311 - a story, not a secret
        day = weekday(window.first + timedelta(days=dialogue.opened + own.randint(14, 40)))
        ends = months_later(day, own.choice((12, 12, 18, 24)))
        key = f"analysis-{dialogue.key}"
        yield from _told(key, dialogue, day, ends, {}, window, own)
        if dialogue.key in again:
            later = weekday(ends + timedelta(days=own.randint(-30, 50)))
            yield from _told(f"{key}-2", dialogue, later, months_later(later, 18), {"replaces": key}, window, own)


def _told(
    key: str, dialogue: Dialogue, day: date, ends: date, refs: dict[str, str], window: Window, chance: Random
) -> Iterator[Entry]:
    if day > window.last:
        return
    answers = _answers(dialogue, day, ends, chance)
    login = content.cast().who("owner", dialogue.place)
    yield Entry("analysis", key, login, window.typed(day, 6), answers, {**refs, "dialogue": dialogue.key})


def _answers(dialogue: Dialogue, day: date, ends: date, chance: Random) -> Answers:
    words, women = analysis_words(dialogue.theme), chance.randint(6, 24)
    place, neighbour = chance.sample(dialogue.spots, 2)
    slots = with_forms({"lieu": place, "voisin": neighbour})
    return {
        "title": said(words.title, slots),
        "level": dialogue.level,
        "place": dialogue.place,
        "method": chance.choice(analysed()["methods"]),
        "analysed_on": day.isoformat(),
        "held_until": ends.isoformat(),
        "women": str(women),
        "men": str(women + chance.randint(-4, 14)),
        "summary": said(words.summary, slots),
        "advice": words.advice,
        "sensitivity": "internal",
        **_rows(words, chance),
    }


def _rows(words: AnalysisWords, chance: Random) -> dict[str, list[Row]]:
    factors = [
        {"kind": kind, "what": what}
        for kind in ("divider", "connector")
        for what in chance.sample(analysed()["factors"][kind], 2)
    ]
    return {
        "drivers": [{"dynamic": dynamic, "how": how} for dynamic, how in words.drivers],
        "actors": [dict(zip(ACTOR, actor, strict=True)) for actor in words.actors],
        "factors": factors,
        "events": [{"year": year, "when": when, "what": what} for year, when, what in words.events],
    }
