"""What the demonstration's people type about commitments and the words on them."""

from random import Random

from pamoja.demo import content
from pamoja.demo.entries import Answers, Entry, Letter, Window
from pamoja.demo.french import said
from pamoja.demo.promises import Promise
from pamoja.demo.words import Word


def sensitivity(promise: Promise, voices: set[str]) -> str:
    """Return how far it may be read: what conflict actors promise stays with its owner unless others speak of it."""
    if promise.kind.sensitivity == "restricted":
        return "internal" if voices - {"promiser"} else "restricted"
    return "public" if promise.kind.side in ("state", "partner", "donor") else "internal"


def commitment_entry(promise: Promise, sensitivity: str, window: Window) -> Entry:
    """Return a commitment as it was typed from the minutes."""
    dialogue, sentence = promise.dialogue, promise.sentence
    answers: Answers = {
        "words": promise.words,
        "side": promise.kind.side,
        "towards": promise.kind.towards,
        "holder": said(sentence.holder, promise.slots),
        "type": sentence.type,
        "level": dialogue.level,
        "place": dialogue.place,
        "pillar": sentence.pillar,
        "made_on": promise.made_on.isoformat(),
        "means": said(sentence.means, promise.slots),
        "sensitivity": sensitivity,
        "origin": promise.origin,
    }
    if promise.due_on:
        answers["due_on"] = promise.due_on.isoformat()
    login = content.cast().who("owner", dialogue.place)
    return Entry(
        "commitment", promise.key, login, window.typed(promise.made_on, 4), answers, {promise.origin: dialogue.key}
    )


def word_entry(word: Word, sensitivity: str, window: Window, chance: Random) -> Entry:
    """Return a word as the one whose office it is typed it; it may be read as far as its commitment."""
    place = word.promise.dialogue.place
    duty, more, letters = _manner(word, chance)
    answers: Answers = {
        "said_on": word.on.isoformat(),
        "place": place,
        "voice": word.beat.voice,
        "says": word.beat.says,
        "words": word.words,
        "speaker": word.speaker,
        "sensitivity": sensitivity,
        **more,
    }
    return Entry(
        "followup",
        f"{word.promise.key}-{word.number}",
        content.cast().who(duty, place),
        window.typed(word.on, chance.randint(0, 12)),
        answers,
        {"commitment": word.promise.key},
        letters,
    )


def _manner(word: Word, chance: Random) -> tuple[str, Answers, tuple[Letter, ...]]:
    """Return whose duty it is to enter a word, how it was gathered, and the letters that go with it."""
    if word.beat.voice == "verification":
        answers: Answers = {"promiser_answer": word.beat.promiser, "receiver_answer": word.beat.receiver}
        duty = "verification" if word.promise.kind.side == "state" else "arbiter"
        return duty, {"gathered": "visit", **answers}, ()
    if word.side == "population":
        present: Answers = {"women": str(chance.randint(3, 16)), "men": str(chance.randint(4, 21))}
        return "population", {"gathered": chance.choice(("meeting", "meeting", "interviews")), **present}, ()
    if word.side == "state":
        gathered = chance.choice(("letter", "call", "letter"))
        with_it = gathered == "letter" and chance.random() < 0.4
        return "state", {"gathered": gathered}, _letter(word) if with_it else ()
    return "owner", {"gathered": "letter"}, _letter(word)


def _letter(word: Word) -> tuple[Letter, ...]:
    lines = ("Document de démonstration, entièrement inventé", word.speaker, f"« {word.words} »", word.on.isoformat())
    return (Letter("document", f"lettre-{word.promise.key}-{word.number}.pdf", lines),)
