"""What the demonstration's people type about changes, who told them, and who verified them."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from pamoja.demo import content
from pamoja.demo.calendar import weekday
from pamoja.demo.content import Dialogue
from pamoja.demo.content.surroundings import StoryKind, spread
from pamoja.demo.entries import Answers, Entry, Row, Window
from pamoja.demo.french import said, with_forms

IN_A_HUNDRED = 100
VERIFIED = "Vérification du récit, et choix en réunion."
AFTER = (150, 600)
"""Days from the opening of a dialogue to a change that is told of it."""
SOURCES = ("witness", "office", "structure", "group", "document", "observation")
OFFICES = ("Suivi-évaluation du consortium", "Bureau d’études indépendant", "Comité de suivi du territoire")
LEVELS = ("village", "groupement", "chefferie", "territoire", "province")


def story_entries(key: str, kind: StoryKind, dialogue: Dialogue, window: Window, chance: Random) -> Iterator[Entry]:
    """Yield a change story as it was collected, and as it was verified and chosen, as far as the story goes."""
    changed_on = (window.first + timedelta(days=dialogue.opened + chance.randint(*AFTER))).replace(day=1)
    heard_on = weekday(changed_on + timedelta(days=chance.randint(30, 110)))
    if heard_on > window.last:
        return
    login, refs = content.cast().who("owner", dialogue.place), {"dialogue": dialogue.key}
    first = _collected(kind, dialogue, changed_on, heard_on, chance)
    yield Entry("story", key, login, window.typed(heard_on, 4), first, refs)
    verified_on = weekday(heard_on + timedelta(days=chance.randint(20, 80)))
    if verified_on <= window.last and chance.randrange(IN_A_HUNDRED) < spread()["verified"]:
        answers = {**first, **_verified(kind, first, verified_on, chance)}
        chosen = date.fromisoformat(str(answers.get("selected_on") or verified_on))
        if chosen > window.last:
            answers |= {"selected_at": "", "selected_on": "", "selected_why": ""}
            chosen = verified_on
        yield Entry("story", key, login, window.typed(chosen, 3), answers, refs, reason=VERIFIED)


def _collected(kind: StoryKind, dialogue: Dialogue, changed_on: date, heard_on: date, chance: Random) -> Answers:
    place, neighbour = chance.sample(dialogue.spots, 2)
    slots = with_forms({"lieu": place, "voisin": neighbour})
    quoted = bool(kind.quotes) and chance.randrange(IN_A_HUNDRED) < spread()["quoted"]
    answers: Answers = {
        "title": said(chance.choice(kind.titles), slots),
        "changed_on": changed_on.isoformat(),
        "place": dialogue.place,
        "domain": kind.domain,
        "before": kind.before,
        "after": kind.after,
        "contribution": kind.contribution,
        "other_causes": kind.other_causes,
        "significance": kind.significance,
        "quoted": "yes" if quoted else "no",
        "sensitivity": "internal",
        "sources": _sources(heard_on, chance),
    }
    if quoted:
        answers |= {
            "quote": chance.choice(kind.quotes),
            "consent_on": heard_on.isoformat(),
            "consent_form": chance.choice(("oral", "written", "thumbprint")),
            "consent_public": chance.choice(("yes", "yes", "no")),
            "source_names": "S1 : nom inventé pour la démonstration",
        }
    return answers


def _sources(heard_on: date, chance: Random) -> list[Row]:
    kinds = ["concerned", *chance.sample(SOURCES, chance.randint(0, 2))]
    day = heard_on.isoformat()
    return [{"source": f"S{number}", "kind": kind, "heard_on": day} for number, kind in enumerate(kinds, 1)]


def _verified(kind: StoryKind, first: Answers, verified_on: date, chance: Random) -> Answers:
    grade = chance.choice(kind.strength)
    may_be_public = first["quoted"] == "no" or first["consent_public"] == "yes"
    answers: Answers = {
        "verified_on": verified_on.isoformat(),
        "verified_by": chance.choice(OFFICES),
        "verified_how": chance.choice(("visit", "other_sources", "documents", "panel")),
        "grade": grade,
        "sensitivity": "public" if may_be_public and grade in ("strong", "fair") else "internal",
    }
    if grade != "none" and chance.randrange(IN_A_HUNDRED) < spread()["selected"]:
        answers |= {
            "selected_at": chance.choice(LEVELS),
            "selected_on": (verified_on + timedelta(days=chance.randint(5, 40))).isoformat(),
            "selected_why": "Le plus clair, et le mieux montré.",
        }
    return answers
