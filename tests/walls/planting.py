"""Records of every register, owner, place and sensitivity, each with words that stand nowhere else.

A planted record is named by the words `zq0007x`. Words `zr0007x` stand in an answer above the level of its record,
`zf0007x` in the file that came with it; `zn0007x` is a sealed name, which no page shows unasked. Its parent is a strict
record, of which it must tell nothing.
"""

import hashlib
import re
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.utils import timezone

from pamoja.accounts.models import User
from pamoja.intake.models import Attachment, FormVersion, Submission, SubmissionState
from pamoja.intake.processing import process
from pamoja.intake.tests.filling import arrived
from pamoja.kit.by import By
from pamoja.kit.sealed_files import write_sealed
from pamoja.records.models import Evidence
from pamoja.records.teams import name_for
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast

GROUNDS = (("upendo", "CD6111-bwisha-jomba"), ("upendo", "CD5405"), ("kiongozi", "CD6111-bwisha-jomba"))
LEVELS = ("public", "internal", "restricted", "strict")
LEVELS_OF = {"person": ("restricted", "strict")}
"""The only levels that records of a register may have."""
NAMED = {"upendo": "partner_me", "kiongozi": "coordinator"}
"""Who is named for the strict records of an organisation, beside their author and the standing team."""
WORD = re.compile(rb"z[qrfn]\d{4}x")


@dataclass(frozen=True)
class Planted:
    """Hold one planted record and the facts from which a reader's rights follow."""

    number: int
    register: str
    record: Any
    owner: str
    place: str
    level: str
    submission: Submission
    evidence: Evidence

    @property
    def word(self) -> bytes:
        """Return the words that name the record."""
        return b"zq%04dx" % self.number

    @property
    def closed_word(self) -> bytes:
        """Return the words of its restricted answer."""
        return b"zr%04dx" % self.number

    @property
    def file_word(self) -> bytes:
        """Return the words in its file."""
        return b"zf%04dx" % self.number


class Garden:
    """Plants records through the door of phones, as agents of their owners."""

    def __init__(self, cast: Cast, forms: dict[str, FormVersion], media: Any) -> None:
        self.cast, self.forms, self.media = cast, forms, media
        self.numbers = count(1)
        self.planted: list[Planted] = []
        self.agents = {owner: self._agent(owner) for owner in NAMED}

    def plant_all(self) -> list[Planted]:
        """Plant every register x level on each ground, and return what was planted."""
        for owner, place in GROUNDS:
            for register in REGISTERS:
                for level in reversed(LEVELS_OF.get(register, LEVELS)):
                    self.plant(register, owner, place, level)
        return self.planted

    def plant(self, register: str, owner: str, place: str, level: str) -> Planted:
        """Plant one record; its parent is the last strict one planted, of the same owner and place."""
        number = next(self.numbers)
        answers = ANSWERS[register](f"zq{number:04d}x", f"zr{number:04d}x")
        answers |= {"place": place, "sensitivity": level}
        if register in PARENT:
            name, of = PARENT[register]
            answers[name] = str(self._last_strict(of).record.pk)
        submission = arrived(self.agents[owner], self.forms[register], answers)
        self._attach(submission, f"zf{number:04d}x".encode())
        process(submission)
        assert submission.state == SubmissionState.RECORDED, (register, submission.problems)
        record = REGISTERS[register].objects.get(pk=submission.record)
        if level == "strict":
            name_for(By(None, "command"), REGISTERS[register], record, getattr(self.cast, NAMED[owner]))
        evidence = Evidence.objects.get(record=record.pk)
        planted = Planted(number, register, record, owner, place, level, submission, evidence)
        self.planted.append(planted)
        return planted

    def _last_strict(self, register: str) -> Planted:
        return next(one for one in reversed(self.planted) if (one.register, one.level) == (register, "strict"))

    def _agent(self, owner: str) -> User:
        agent = User(login=f"planter.{owner}@cast.invalid", role="field_agent", organisation_id=owner)
        agent.set_unusable_password()
        agent.save()
        return agent

    def _attach(self, submission: Submission, word: bytes) -> None:
        content = b"%PDF-1.4\n" + word + b"\n%%EOF\n"
        stored_as = f"{word[:2].decode()}/{word.decode()}.sealed"
        path = self.media / stored_as
        path.parent.mkdir(parents=True, exist_ok=True)
        write_sealed(path, [content])
        Attachment.objects.create(
            submission_instance=submission.instance_id,
            name="piece.pdf",
            media_type="application/pdf",
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            stored_as=stored_as,
            received_at=timezone.now(),
        )


def _dialogue(word: str, closed: str) -> dict[str, Any]:
    return {
        "title": f"Dialogue {word}",
        "theme": "security",
        "level": "groupement",
        "pillar": "ISSSS-1",
        "opened_on": "2026-01-12",
        "do_no_harm": "adapt",
        "do_no_harm_on": "2026-01-13",
        "do_no_harm_note": closed,
        "outcome": "action_plan",
        "outcome_on": "2026-02-12",
        "outcome_document": "piece.pdf",
    }


def _session(word: str, _closed: str) -> dict[str, Any]:
    return {
        "kind": "meeting",
        "held_on": "2026-02-01",
        "facilitators": f"Comité {word}",
        "note": f"Compte rendu {word}",
        "minutes": "piece.pdf",
        "attendance": [{"sex": "f", "age": "18-35", "category": "women", "people": "7"}],
    }


def _commitment(word: str, _closed: str) -> dict[str, Any]:
    return {
        "words": f"Promesse {word}",
        "side": "state",
        "towards": "population",
        "holder": f"Office {word}",
        "type": "social",
        "level": "groupement",
        "pillar": "ISSSS-1",
        "made_on": "2026-01-20",
        "due_on": "2026-12-31",
    }


def _followup(word: str, _closed: str) -> dict[str, Any]:
    return {
        "said_on": "2026-03-01",
        "voice": "verification",
        "says": "going",
        "words": f"Parole {word}",
        "speaker": f"Observatoire {word}",
        "gathered": "visit",
        "document": "piece.pdf",
    }


def _person(word: str, closed: str) -> dict[str, Any]:
    return {
        "full_name": f"zn{word[2:]}",
        "registered_on": "2026-02-01",
        "sex": "f",
        "birth": "1985",
        "status": "host",
        "household": f"{word} {closed}",
        "signed": "piece.pdf",
        "consents": [{"purpose": "share", "given_on": "2026-02-01", "form": "written"}],
    }


def _case(word: str, closed: str) -> dict[str, Any]:
    return {
        "title": f"Champ {word}",
        "type": "land_field",
        "nature": "individual",
        "opened_on": "2026-01-12",
        "channel": "parties",
        "body": "ccmf",
        "violence": "none",
        "account": closed,
        "party_names": f"zn{word[2:]}",
        "agreement_on": "2026-02-10",
        "minutes": "piece.pdf",
        "outcome": "resolved",
        "outcome_on": "2026-02-10",
        "parties": [{"party": "A", "kind": "person", "sex": "f", "side": "claimant"}],
        "claims": [{"party": "A", "tenure": "customary", "unit": closed}],
        "steps": [{"step": "reception", "done_on": "2026-01-12", "note": word}],
    }


def _visit(word: str, closed: str) -> dict[str, Any]:
    return {
        "milestone": "3",
        "visited_on": "2026-05-12",
        "finding": "not_visited",
        "why_not": f"Route coupée {word}",
        "account": closed,
        "photo": "piece.pdf",
    }


def _structure(word: str, _closed: str) -> dict[str, Any]:
    return {
        "title": f"Comité {word}",
        "type": "clpd",
        "level": "groupement",
        "set_up_on": "2025-03-01",
        "act": "piece.pdf",
        "contact_name": f"zn{word[2:]}",
        "members": [{"sex": "f", "age": "18-35", "role": "chair", "people": "1"}],
        "plans": [{"kind": "action", "starts_on": "2026-01-01", "measures": word}],
        "trainings": [{"subject": word, "held_on": "2025-06-01"}],
    }


def _assessment(word: str, _closed: str) -> dict[str, Any]:
    return {
        "assessed_on": "2026-03-01",
        "method": "self",
        "assessor": f"Équipe {word}",
        "sheet": "piece.pdf",
        "scores": [{"dimension": "governance", "points": "2", "evidence": word}],
    }


CLOSED_ANSWERS = ("dialogue", "case", "visit", "person")
"""The registers of which an answer has a level of its own."""
ANSWERS = {
    "dialogue": _dialogue,
    "session": _session,
    "commitment": _commitment,
    "followup": _followup,
    "case": _case,
    "visit": _visit,
    "structure": _structure,
    "assessment": _assessment,
    "person": _person,
}
PARENT = {
    "session": ("process", "dialogue"),
    "commitment": ("dialogue", "dialogue"),
    "followup": ("commitment", "commitment"),
    "visit": ("case", "case"),
    "assessment": ("structure", "structure"),
}
"""The question of a register that names its parent, and the register of that."""
