"""What the demonstration's people type about dialogue processes and their sessions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from pamoja.demo import content
from pamoja.demo.content import Dialogue
from pamoja.demo.entries import Answers, Entry, Letter, Row, Window
from pamoja.demo.french import said, with_forms
from pamoja.demo.gatherings import Gathering, women_and_men
from pamoja.demo.records_of_structures import met_by

MEETINGS = ("meeting", "training")
"""The sessions that are at the same time meetings of the structure of the place."""
CORRECTION = "Étapes mises à jour d’après le cahier du dialogue."
EVIDENCE = {
    1: "décision signée",
    2: "rapport d’analyse",
    3: "fiches de consultation",
    4: "procès-verbaux des séances",
    5: "document signé",
    6: "liste de présence",
    7: "lettre de transmission",
    8: "tableau de suivi",
    9: "rapport de clôture",
}


@dataclass(frozen=True)
class Held:
    """Hold a session that was held, and its attendance sheet."""

    key: str
    dialogue: Dialogue
    gathering: Gathering
    rows: list[Row]


def session_entry(held: Held, window: Window, chance: Random) -> Entry:
    """Return a session as its secretary typed it."""
    dialogue, gathering = held.dialogue, held.gathering
    facilitators, notes = content.minutes()
    place, neighbour = chance.sample(dialogue.spots, 2)
    slots = with_forms({"lieu": place, "voisin": neighbour, "entite": dialogue.entity})
    answers: Answers = {
        "kind": gathering.kind,
        "held_on": gathering.on.isoformat(),
        "place": dialogue.place,
        "language": chance.choice(dialogue.languages),
        "facilitators": said(chance.choice(facilitators), slots),
        "note": said(chance.choice(notes[gathering.kind][gathering.group]), slots),
        "attendance": list(held.rows),
        "sensitivity": "internal"
        if gathering.kind == "consultation" and dialogue.sensitivity == "public"
        else dialogue.sensitivity,
    }
    refs = {"process": dialogue.key}
    body = met_by(dialogue.place, gathering.on, window) if gathering.kind in MEETINGS else ""
    if body:
        refs["structure"] = body
    duty = "owner" if dialogue.sensitivity == "restricted" else "session"
    login = content.cast().who(duty, dialogue.place)
    return Entry("session", held.key, login, window.typed(gathering.on, chance.randint(0, 9)), answers, refs)


def dialogue_entries(
    dialogues: tuple[Dialogue, ...], reached: dict[str, dict[int, date]], held: list[Held], window: Window
) -> Iterator[Entry]:
    """Yield each process as it was opened, then as its stages, outcome, restitution and closure brought it."""
    for dialogue in dialogues:
        days = reached[dialogue.key]
        login = content.cast().who("owner", dialogue.place)
        refs = {"parent": dialogue.parent} if dialogue.parent else {}
        opening = _opening(dialogue, days)
        yield Entry("dialogue", dialogue.key, login, days[1], opening, refs)
        if len(days) > 1:
            restitution = next(
                (one for one in held if one.dialogue == dialogue and one.gathering.kind == "restitution"), None
            )
            answers, last = _progress(dialogue, days, restitution)
            letters = _outcome_letter(dialogue) if "outcome" in answers else ()
            yield Entry(
                "dialogue",
                dialogue.key,
                login,
                window.typed(last, 3),
                {**opening, **answers},
                refs,
                letters,
                CORRECTION,
            )


def _opening(dialogue: Dialogue, days: dict[int, date]) -> Answers:
    return {
        "title": dialogue.title,
        "theme": dialogue.theme,
        "level": dialogue.level,
        "place": dialogue.place,
        "places": list(dialogue.places),
        "pillar": dialogue.pillar,
        "opened_on": days[1].isoformat(),
        "do_no_harm": dialogue.harm,
        "do_no_harm_on": days[1].isoformat(),
        "do_no_harm_note": dialogue.harm_note,
        "stages": _stage_rows({1: days[1]}),
        "sensitivity": dialogue.sensitivity,
    }


def _progress(dialogue: Dialogue, days: dict[int, date], restitution: Held | None) -> tuple[Answers, date]:
    answers: Answers = {"stages": _stage_rows(days)}
    last = max(days.values())
    if 5 in days and dialogue.outcome:
        answers |= {"outcome": dialogue.outcome, "outcome_on": days[5].isoformat()}
    if restitution:
        women, men = women_and_men(restitution.rows)
        last = max(last, restitution.gathering.on)
        answers |= {"restitution_on": restitution.gathering.on.isoformat(), "restitution_place": dialogue.place}
        if women or men:
            answers |= {"restitution_women": str(women), "restitution_men": str(men)}
    if 9 in days:
        answers |= {"closed_on": days[9].isoformat(), "closing": "closure"}
    return answers, last


def _stage_rows(days: dict[int, date]) -> list[Row]:
    return [
        {"stage": str(stage), "reached_on": day.isoformat(), "evidence": EVIDENCE[stage]}
        for stage, day in sorted(days.items())
    ]


def _outcome_letter(dialogue: Dialogue) -> tuple[Letter, ...]:
    lines = ("Document de démonstration, entièrement inventé", dialogue.title, "Lu, corrigé et accepté en séance.")
    return (Letter("outcome_document", f"{dialogue.key}.pdf", lines),)
