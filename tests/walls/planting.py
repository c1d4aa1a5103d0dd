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

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES
from pamoja.intake.models import Attachment, FormVersion, Submission, SubmissionState
from pamoja.intake.processing import process
from pamoja.intake.tests.filling import arrived
from pamoja.kit.by import By
from pamoja.kit.sealed_files import write_sealed
from pamoja.records.actions import enter
from pamoja.records.models import Evidence
from pamoja.records.teams import name_for
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast
from tests.examples import EXAMPLES

GROUNDS = (("upendo", "CD6111-bwisha-jomba"), ("upendo", "CD5405"), ("kiongozi", "CD6111-bwisha-jomba"))
LEVELS = ("public", "internal", "restricted", "strict")
MONEY_LEVELS = ("internal", "restricted", "strict")
LEVELS_OF: dict[str, tuple[str, ...]] = {
    "person": ("restricted", "strict"),
    "agreement": MONEY_LEVELS,
    "budget_line": MONEY_LEVELS,
    "transaction": MONEY_LEVELS,
    "exchange_rate": ("internal",),
}
"""The only levels that records of a register may have."""
NAMED = {"upendo": "partner_me", "kiongozi": "coordinator"}
"""Who is named for the strict records of an organisation, beside their author and the standing team."""
CLOSED_ANSWERS = {name for name, example in EXAMPLES.items() if "zr" in str(example.answers("zq", "zr"))}
"""The registers whose example answers, in words, something above the level of its record."""
ENTERING = ("field_agent", "partner_me", "consortium_me")
"""Who plants a record of a register: the first of these roles that enters it."""
WORD = re.compile(rb"z[qrfn]\d{4}x")


@dataclass(frozen=True)
class Planted:
    """Hold one planted record and the facts from which a reader's rights follow.

    What is entered at the desk only came with no submission, and perhaps with no evidence.
    """

    number: int
    register: str
    record: Any
    owner: str
    place: str
    level: str
    submission: Any
    evidence: Any

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
    """Plants records through the door of phones, or at the desk where there is no form, as agents of their owners."""

    def __init__(self, cast: Cast, forms: dict[str, FormVersion], media: Any) -> None:
        self.cast, self.forms, self.media = cast, forms, media
        self.numbers = count(1)
        self.planted: list[Planted] = []
        self.agents = {(owner, role): self._agent(owner, role) for owner in NAMED for role in ENTERING}

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
        example = EXAMPLES[register]
        answers = example.answers(f"zq{number:04d}x", f"zr{number:04d}x")
        answers |= {"place": place, "sensitivity": level}
        if example.question:
            answers[example.question] = str(self._last_strict(example.of).record.pk)
        if not REGISTERS[register].on_phones:
            return self._plant_at_desk(number, register, owner, level, answers)
        role = next(role for role in ENTERING if f"{register}.enter" in ROLES[role].verbs)
        submission = arrived(self.agents[owner, role], self.forms[register], answers)
        self._attach(submission, f"zf{number:04d}x".encode())
        process(submission)
        assert submission.state == SubmissionState.RECORDED, (register, submission.problems)
        return self._keep(number, REGISTERS[register].objects.get(pk=submission.record), submission)

    def _plant_at_desk(self, number: int, register: str, owner: str, level: str, answers: dict[str, Any]) -> Planted:
        declared, author = REGISTERS[register], self.agents[owner, ENTERING[-1]]
        content = b"%PDF-1.4\n" + f"zf{number:04d}x".encode() + b"\n%%EOF\n"
        files = {name: SimpleUploadedFile("piece.pdf", content) for name in declared.files if name in answers}
        assert level == answers["sensitivity"]
        return self._keep(number, enter(declared, answers | files, By(author, "desk")), None)

    def _keep(self, number: int, record: Any, submission: Submission | None) -> Planted:
        register, owner = record.register_name, record.owner_id
        if record.sensitivity == "strict":
            name_for(By(None, "command"), REGISTERS[register], record, getattr(self.cast, NAMED[owner]))
        evidence = Evidence.objects.filter(record=record.pk).first()
        planted = Planted(number, register, record, owner, record.place_id, record.sensitivity, submission, evidence)
        self.planted.append(planted)
        return planted

    def _last_strict(self, register: str) -> Planted:
        return next(one for one in reversed(self.planted) if (one.register, one.level) == (register, "strict"))

    def _agent(self, owner: str, role: str) -> User:
        agent = User(login=f"planter.{role}.{owner}@cast.invalid", role=role, organisation_id=owner)
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
