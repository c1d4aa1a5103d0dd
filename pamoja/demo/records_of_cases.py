"""What the demonstration's people type about conflict cases and the visits that follow their settlement."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from pamoja.demo import content
from pamoja.demo.content.disputes import dispute_words, spread
from pamoja.demo.entries import Answers, Entry, Letter, Row, Window
from pamoja.demo.mediation import Mediation
from pamoja.demo.records_of_structures import known, typed_on
from pamoja.engine.durability import MILESTONES, months_later

CORRECTION = "Étapes et suite du cas, d’après le registre du centre."
TERRITORY = 6
"""Characters of the code of a territoire."""
GRAVE = ("damage", "injuries", "deaths")
IN_A_HUNDRED = 100


def case_entries(case: Mediation, window: Window, chance: Random) -> Iterator[Entry]:
    """Yield a case as it was received, as it went on, and the visits that followed."""
    restricted = chance.randrange(IN_A_HUNDRED) < spread().restricted
    level = "restricted" if restricted else "internal"
    login = content.cast().who("owner" if restricted else "session", case.dialogue.place)
    first, refs = _received(case, level, chance), _refs(case, restricted, window, chance)
    yield Entry("case", case.key, login, window.typed(case.opened_on, chance.randint(1, 6)), first, refs)
    if case.steps:
        later = _went_on(case, first, chance)
        typed = window.typed(max([*case.steps.values(), case.outcome_on or case.opened_on]), 7)
        letters = _minutes(case) if "agreement_on" in later else ()
        yield Entry("case", case.key, login, typed, {**first, **later}, refs, letters, CORRECTION)
    if case.is_settled:
        yield from _visits(case, login, level, window, chance)


def _received(case: Mediation, level: str, chance: Random) -> Answers:
    kind = case.dispute
    households = chance.randint(*kind.households)
    violence = chance.choice(kind.violence)
    fled = violence in GRAVE and chance.random() < 0.35
    return {
        "title": case.title,
        "type": kind.type,
        "nature": kind.nature,
        "opened_on": case.opened_on.isoformat(),
        "place": case.dialogue.place,
        "channel": chance.choice(("parties", "parties", "authority", "structure", "mapping", "others")),
        "body": chance.choice(kind.bodies),
        "party_names": "A : partie inventée Alpha ; B : partie inventée Bravo",
        "violence": violence,
        "households": str(households),
        "people": str(households * chance.randint(5, 7)),
        "displaced": "yes" if fled else "no",
        "displaced_people": str(households * chance.randint(2, 5)) if fled else "",
        "account": chance.choice(kind.accounts),
        "outcome": "open",
        "sensitivity": level,
        "parties": _parties(case, chance),
        "claims": _claims(case, chance),
        "steps": [_step("reception", case.opened_on.isoformat())],
    }


def _parties(case: Mediation, chance: Random) -> list[Row]:
    kinds = ("person", "family") if case.dispute.nature == "individual" else ("community", "community")
    if case.dispute.type == "land_concession":
        kinds = ("community", "company")
    rows = []
    for code, side, kind in zip("AB", ("claimant", "respondent"), kinds, strict=True):
        sex = "g" if kind != "person" else "f" if case.dispute.type == "land_women" else chance.choice("fmm")
        rows.append({"party": code, "kind": kind, "sex": sex, "side": side})
    return rows


def _claims(case: Mediation, chance: Random) -> list[Row]:
    rows = []
    for code, (tenure, unit) in zip("AB", case.dispute.claims, strict=False):
        row = {"party": code, "tenure": tenure, "unit": unit}
        if case.dispute.hectares:
            row["hectares"] = f"{chance.uniform(*case.dispute.hectares):.2f}"
        rows.append(row)
    return rows


def _step(step: str, day: str) -> Row:
    return {"step": step, "done_on": day, "note": dispute_words().steps[step]}


def _refs(case: Mediation, restricted: bool, window: Window, chance: Random) -> dict[str, str]:
    """Return what the case is linked to: a structure of its territoire of that kind, the dialogue that took it up."""
    refs = {}
    handlers = [
        body.key
        for body in known(window)
        if body.type in case.dispute.bodies
        and body.place[:TERRITORY] == case.dialogue.place[:TERRITORY]
        and typed_on(body, window) < case.opened_on
        and not body.ended
    ]
    if handlers and chance.random() < 0.7:
        refs["handled_by"] = chance.choice(handlers)
    opened = window.first + timedelta(days=case.dialogue.opened)
    open_to_author = restricted or case.dialogue.sensitivity != "restricted"
    if opened < case.opened_on and open_to_author and chance.randrange(IN_A_HUNDRED) < spread().in_dialogue:
        refs["dialogue"] = case.dialogue.key
    return refs


def _went_on(case: Mediation, first: Answers, chance: Random) -> Answers:
    words = dispute_words().words
    steps = [("reception", case.opened_on), *case.steps.items()]
    answers: Answers = {"steps": [_step(name, day.isoformat()) for name, day in steps], "outcome": case.outcome}
    if case.outcome_on is None:
        return answers
    day = case.outcome_on.isoformat()
    answers["outcome_on"] = day
    if case.outcome == "referred":
        answered = chance.choice(("accepted", "accepted", "none", "refused"))
        answers |= {
            "referred_on": day,
            "referred_to": chance.choice(words["referred_to"]),
            "referral_answer": answered,
            "referral_result": chance.choice(words["referral_result"]) if answered == "accepted" else "",
        }
    if case.outcome != "resolved":
        return answers | {"outcome_reason": chance.choice(words[case.outcome])}
    if chance.randrange(IN_A_HUNDRED) < spread().without_paper:
        return answers | {"outcome_reason": chance.choice(words["without_paper"])}
    endorsed = chance.random() < 0.6
    return answers | {
        "agreement_on": day,
        "witnesses": str(chance.randint(2, 7)),
        "endorsed": "yes" if endorsed else "no",
        "endorsed_by": chance.choice(words["endorsed_by"]) if endorsed else "",
        "womens_rights": _womens_rights(first, chance),
    }


def _womens_rights(first: Answers, chance: Random) -> str:
    parties = first["parties"]
    woman = any(isinstance(row, dict) and row["sex"] == "f" for row in parties)
    return chance.choice(("better", "better", "same", "worse")) if woman else chance.choice(("none", "same"))


def _minutes(case: Mediation) -> tuple[Letter, ...]:
    lines = (
        "Document de démonstration, entièrement inventé",
        f"Procès-verbal de conciliation : {case.title}",
        "Les parties A et B ont lu, corrigé et accepté ce texte devant témoins.",
    )
    return (Letter("minutes", f"pv-{case.key}.pdf", lines),)


def _visits(case: Mediation, login: str, level: str, window: Window, chance: Random) -> Iterator[Entry]:
    """Yield the visits of a settled case that were made, or noted as not made; after a relapse there are none."""
    assert case.outcome_on is not None
    words = dispute_words()
    for milestone in MILESTONES:
        day = months_later(case.outcome_on, milestone) + timedelta(days=chance.randint(0, 20))
        found = _found(words.seen[str(milestone)], chance)
        noted = found != "not_visited" or chance.random() < 0.5
        if day > window.last:
            return
        if noted:
            answers: Answers = {
                "milestone": str(milestone),
                "visited_on": day.isoformat(),
                "place": case.dialogue.place,
                "finding": found,
                "sensitivity": level,
            }
            said = chance.choice(words.words[found])
            if found == "not_visited":
                answers["why_not"] = said
            else:
                answers |= {"account": said, "heard": chance.choice(("all", "all", "some", "others"))}
            key = f"{case.key}-{milestone}"
            yield Entry("visit", key, login, window.typed(day, 2), answers, {"case": case.key})
        if found == "relapsed":
            return


def _found(shares: dict[str, int], chance: Random) -> str:
    drawn = chance.randrange(IN_A_HUNDRED)
    for found, part in shares.items():
        if drawn < part:
            return found
        drawn -= part
    return "not_visited"
