"""What an agent answers on the phone is what the server reads."""

from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from pamoja.accounts.models import User
from pamoja.formats.questions import Form
from pamoja.formats.xform import XForm, read_submission, reading, unknown_nodes
from pamoja.kit.by import By
from pamoja.records.actions import enter
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast
from tests.phone.phone import Phone

pytestmark = pytest.mark.phone
PHOTO = {"preuve.jpg": ("image/jpeg", b"\xff\xd8\xff\xe0 a photograph")}

DIALOGUE: dict[str, Any] = {
    "title": "Taxes & sécurité sur l’axe Kiwanja–Rutshuru <urgent>",
    "theme": "security",
    "level": "groupement",
    "pillar": "ISSSS-1",
    "opened_on": "2026-01-12",
    "place": "CD6111-bwisha-jomba",
    "do_no_harm": "adapt",
    "do_no_harm_on": "2026-01-20",
    "do_no_harm_note": "Deux lignes\net des accents : é, ŋ, 你",
    "restitution_on": "2026-03-01",
    "restitution_place": "CD6111",
    "restitution_women": "31",
    "restitution_men": "0",
    "sensitivity": "restricted",
    "stages": [
        {"stage": "1", "reached_on": "2026-01-12", "evidence": "compte rendu"},
        {"stage": "2", "reached_on": "2026-02-01"},
    ],
}

COMMITMENT: dict[str, Any] = {
    "origin": "dialogue",
    "words": "L’administrateur fait réparer la route avant la saison des pluies.",
    "made_on": "2026-02-01",
    "due_on": "2026-09-15",
    "side": "state",
    "towards": "population",
    "holder": "Administration du territoire",
    "type": "technical",
    "level": "territoire",
    "place": "CD6111",
    "pillar": "ISSSS-1",
    "sensitivity": "internal",
}

CASE: dict[str, Any] = {
    "title": "Limites de deux champs, de la rivière à l’eucalyptus",
    "type": "land_limits",
    "nature": "individual",
    "opened_on": "2026-01-12",
    "place": "CD6111-bwisha-jomba",
    "channel": "parties",
    "body": "ccmf",
    "violence": "threats",
    "households": "2",
    "displaced": "yes",
    "displaced_people": "3",
    "account": "A dit : l’eucalyptus.\nB dit : le chemin.",
    "sensitivity": "restricted",
    "parties": [
        {"party": "A", "kind": "person", "sex": "f", "side": "claimant"},
        {"party": "B", "kind": "family", "sex": "g", "side": "respondent"},
    ],
    "claims": [
        {"party": "A", "tenure": "inheritance", "unit": "de la rivière à l’eucalyptus", "hectares": "0.75"},
        {"party": "B", "tenure": "customary", "unit": "du chemin à l’arbre", "outline": "POINT (29.37 -1.19)"},
    ],
    "steps": [
        {"step": "reception", "done_on": "2026-01-12"},
        {"step": "site_visit", "done_on": "2026-01-20", "note": "Bornes vues avec les deux côtés."},
    ],
}
SETTLED: dict[str, Any] = {
    "agreement_on": "2026-02-10",
    "witnesses": "4",
    "endorsed": "yes",
    "endorsed_by": "Chef de groupement",
    "womens_rights": "better",
    "outcome": "resolved",
    "outcome_on": "2026-02-10",
}
STRUCTURE: dict[str, Any] = {
    "title": "CLPD de Jomba",
    "type": "clpd",
    "level": "groupement",
    "place": "CD6111-bwisha-jomba",
    "set_up_on": "2024-03-01",
    "legal_act": "Décision n° 12 du 1er mars 2024",
    "own_funds": "yes",
    "own_funds_from": "Cotisations",
    "has_plan": "yes",
    "sensitivity": "internal",
    "members": [
        {"role": "chair", "sex": "m", "age": "36-59", "group": "customary", "people": "1"},
        {"role": "member", "sex": "f", "age": "18-35", "people": "4"},
    ],
    "plans": [{"kind": "pls", "starts_on": "2026-01-01", "ends_on": "2026-12-31", "measures": "Six mesures."}],
    "trainings": [{"subject": "Médiation", "held_on": "2025-06-01", "women": "3", "men": "0"}],
}


@pytest.fixture
def answers(cast: Cast) -> dict[str, dict[str, Any]]:
    """Return answers for each register, about records that exist."""
    by = By(cast.field_agent, "desk")
    dialogue = enter(REGISTERS["dialogue"], DIALOGUE, by)
    commitment = enter(REGISTERS["commitment"], COMMITMENT | {"dialogue": str(dialogue.pk)}, by)
    case = enter(REGISTERS["case"], CASE | SETTLED, by)
    structure = enter(REGISTERS["structure"], STRUCTURE, by)
    return {
        "dialogue": DIALOGUE | {"parent": str(dialogue.pk)},
        "session": {
            "kind": "restitution",
            "held_on": "2026-02-03",
            "place": "CD6111-bwisha-jomba",
            "process": str(dialogue.pk),
            "structure": str(structure.pk),
            "minutes": "preuve.jpg",
            "sensitivity": "internal",
            "attendance": [
                {"sex": "f", "age": "18-35", "category": "women", "people": "12"},
                {"sex": "m", "age": "60+", "category": "police", "people": "3"},
            ],
        },
        "commitment": COMMITMENT | {"dialogue": str(dialogue.pk)},
        "followup": {
            "commitment": str(commitment.pk),
            "said_on": "2026-10-01",
            "place": "CD6111-bwisha",
            "voice": "verification",
            "speaker": "Observateurs",
            "says": "part",
            "gathered": "interviews",
            "women": "4",
            "men": "9",
            "photo": "preuve.jpg",
            "promiser_answer": "accepts",
            "receiver_answer": "none",
            "sensitivity": "internal",
        },
        "case": CASE
        | SETTLED
        | {
            "handled_by": str(structure.pk),
            "dialogue": str(dialogue.pk),
            "party_names": "A : Stagiaire Élan ; B : famille d’Exemple",
            "minutes": "preuve.jpg",
        },
        "visit": {
            "case": str(case.pk),
            "milestone": "6",
            "visited_on": "2026-08-12",
            "place": "CD6111-bwisha-jomba",
            "finding": "partly",
            "heard": "some",
            "account": "La limite tient,\nle sentier non.",
            "photo": "preuve.jpg",
            "sensitivity": "restricted",
        },
        "structure": STRUCTURE | {"act": "preuve.jpg", "contact_phone": "0600 000 202"},
        "assessment": {
            "structure": str(structure.pk),
            "assessed_on": "2026-03-01",
            "place": "CD6111-bwisha-jomba",
            "method": "self",
            "assessor": "Équipe du partenaire",
            "women": "4",
            "men": "0",
            "sheet": "preuve.jpg",
            "sensitivity": "internal",
            "scores": [
                {"dimension": "governance", "points": "0", "evidence": "rien d’affiché"},
                {"dimension": "trust", "points": "4"},
            ],
        },
        "complaint": {
            "received_on": "2026-03-02",
            "channel": "agent",
            "category": "money",
            "place": "CD6111-bwisha-jomba",
            "place_said": "près du marché, côté « haut »",
            "anonymous": "no",
            "language": "swc",
            "person_name": "Nom Élan d’Exemple",
            "person_phone": "0600 000 203",
            "said": "On nous a demandé de l’argent\npour être inscrits.",
            "letter": "preuve.jpg",
            "acknowledged_on": "2026-03-03",
            "office": "Équipe de suivi",
            "decision": "Rappel public : c’est gratuit.",
            "answered_on": "2026-03-20",
            "answer": "L’argent est rendu.",
            "answer_way": "meeting",
            "closed_on": "2026-03-20",
            "sensitivity": "restricted",
        },
        "person": {
            "registered_on": "2026-03-02",
            "full_name": "Stagiaire Élan d’Exemple",
            "phone": "0600 000 201",
            "sex": "f",
            "birth": "1990",
            "status": "idp",
            "household": "M-014",
            "place": "CD6111-bwisha-jomba",
            "seeing": "none",
            "walking": "lot",
            "signed": "preuve.jpg",
            "sensitivity": "restricted",
            "consents": [
                {"purpose": "share", "given_on": "2026-03-02", "form": "thumbprint", "withdrawn_on": "2026-04-01"},
                {"purpose": "service", "given_on": "2026-03-02", "form": "oral"},
            ],
        },
    }


WRITTEN = (
    "dialogue", "session", "commitment", "followup", "case", "visit", "structure", "assessment", "person", "complaint",
)  # fmt: skip
"""The registers of which answers stand above; test_every_register.py takes the example of every one round."""


@pytest.mark.parametrize("form", WRITTEN, indirect=True)
def test_answers_survive_the_phone(
    form: Form,
    xform: XForm,
    phone: Phone,
    cast: Cast,
    answers: dict[str, dict[str, Any]],
    lists: Callable[[User], dict[str, str]],
) -> None:
    wanted = answers[form.name]
    filled = phone.fill(xform.xml, wanted, lists(cast.field_agent), "sw", PHOTO)
    assert (filled.ready, filled.violations, filled.problems) == (True, [], [])
    root = etree.fromstring(filled.xml)
    assert (root.get("id"), root.get("version")) == (form.name, xform.version)
    assert read_submission(reading(form), root) == wanted
    assert unknown_nodes(reading(form), root) == []
    assert list(filled.files) == (["preuve.jpg"] if "preuve.jpg" in wanted.values() else [])


@pytest.mark.parametrize("form", ["followup"], indirect=True)
def test_an_answer_that_is_no_longer_asked_does_not_leave_the_phone(
    form: Form,
    xform: XForm,
    phone: Phone,
    cast: Cast,
    answers: dict[str, dict[str, Any]],
    lists: Callable[[User], dict[str, str]],
) -> None:
    wanted = answers["followup"] | {"voice": "promiser", "gathered": "letter"}
    filled = phone.fill(xform.xml, wanted, lists(cast.field_agent), "fr", PHOTO)
    read = read_submission(reading(form), etree.fromstring(filled.xml))
    assert set(wanted) - set(read) == {"women", "men", "promiser_answer", "receiver_answer"}


@pytest.mark.parametrize("form", ["dialogue"], indirect=True)
def test_the_phone_refuses_to_finish_without_a_required_answer(
    form: Form, xform: XForm, phone: Phone, cast: Cast, lists: Callable[[User], dict[str, str]]
) -> None:
    wanted = {name: value for name, value in DIALOGUE.items() if name not in ("title", "place", "do_no_harm_on")}
    filled = phone.fill(xform.xml, wanted, lists(cast.field_agent))
    missing = {violation["reference"] for violation in filled.violations if violation["condition"] == "required"}
    assert missing == {"/data/what/title", "/data/where/place_1", "/data/harm/do_no_harm_on"}
