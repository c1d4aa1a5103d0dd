"""A programme of 100,000 invented records, laid into an empty database as rows; deterministic."""

import random
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pamoja.activities.models import Age, Attendance, Session, SessionKind, Sex
from pamoja.activities.register import HELD_IN
from pamoja.dialogue.models import (
    Answer,
    Commitment,
    CommitmentType,
    DialogueLevel,
    DialogueProcess,
    FollowUp,
    Gathered,
    Said,
    Side,
    Voice,
)
from pamoja.kit.by import By
from pamoja.partners.actions import declare_organisation
from pamoja.places.actions import load_reference_places
from pamoja.places.models import Place
from pamoja.programme.actions import load_pillars
from pamoja.records.actions import load_terms
from pamoja.records.models import Link, Term

FIRST, LAST = date(2023, 11, 1), date(2026, 11, 24)
DIALOGUES, SESSIONS, COMMITMENTS, FOLLOWUPS = 200, 19_800, 20_000, 60_000
PARTNERS = ("kiongozi", "upendo", "tumaini", "umoja")
PILLARS = ("ISSSS-1", "ISSSS-2", "ISSSS-3", "ISSSS-4")


class Crowd:
    """Makes the rows of a large programme, the same each time."""

    def __init__(self, share: float = 1.0) -> None:
        self._random = random.Random(2026)
        self._share = share
        by = By(None, "command")
        load_reference_places(by)
        load_pillars(by)
        load_terms(by)
        for code in PARTNERS:
            declare_organisation(by, code, code.title(), "ngo", ["implementing"])
        self._places = list(Place.objects.filter(level__gte=2).values_list("code", flat=True))
        self._terms = {
            name: list(Term.objects.filter(list=name).values_list("pk", flat=True)) for name in ("theme", "category")
        }
        self._made = 0

    def fill(self) -> int:
        """Write the records; return how many there are, attendance not counted."""
        dialogues = [self._dialogue() for _ in range(self._number(DIALOGUES))]
        DialogueProcess.objects.bulk_create(dialogues)
        sessions = [self._session() for _ in range(self._number(SESSIONS))]
        Session.objects.bulk_create(sessions)
        Link.objects.bulk_create(self._links(sessions, dialogues))
        Attendance.objects.bulk_create(row for session in sessions for row in self._attendance(session))
        commitments = [self._commitment(dialogues) for _ in range(self._number(COMMITMENTS))]
        Commitment.objects.bulk_create(commitments)
        followups = [self.followup(self._random.choice(commitments)) for _ in range(self._number(FOLLOWUPS))]
        FollowUp.objects.bulk_create(followups)
        return len(dialogues) + len(sessions) + len(commitments) + len(followups)

    def _number(self, full: int) -> int:
        return max(1, round(full * self._share))

    def followup(self, commitment: Commitment) -> FollowUp:
        """Return an unsaved word on a commitment."""
        pick = self._random.choice
        return FollowUp(
            **self._record("PAR"),
            commitment=commitment,
            said_on=min(LAST, commitment.made_on + timedelta(days=self._random.randrange(500))),
            voice=pick(Voice.values),
            says=pick(Said.values),
            speaker="Bureau inventé",
            gathered=pick(Gathered.values),
            promiser_answer=pick([Answer.ACCEPTS, Answer.ACCEPTS, Answer.NONE]),
            receiver_answer=pick([Answer.ACCEPTS, Answer.ACCEPTS, Answer.REFUSES]),
        )

    def _record(self, prefix: str) -> dict[str, Any]:
        self._made += 1
        at = datetime(2026, 11, 24, tzinfo=UTC) + timedelta(seconds=self._made)
        return {
            "id": uuid.UUID(int=self._random.getrandbits(128), version=4),
            "code": f"{prefix}-{self._made:07}",
            "owner_id": self._random.choice(PARTNERS),
            "place_id": self._random.choice(self._places),
            "created_at": at,
            "changed_at": at,
            "door": "command",
        }

    def _day(self) -> date:
        return FIRST + timedelta(days=self._random.randrange((LAST - FIRST).days))

    def _dialogue(self) -> DialogueProcess:
        return DialogueProcess(
            **self._record("DIA"),
            title="Dialogue inventé",
            theme_id=self._random.choice(self._terms["theme"]),
            level=self._random.choice(DialogueLevel.values),
            pillar_id=self._random.choice(PILLARS),
            opened_on=self._day(),
        )

    def _session(self) -> Session:
        kind = self._random.choice([SessionKind.DIALOGUE, *SessionKind.values])
        return Session(**self._record("SEA"), kind=kind, held_on=self._day())

    def _links(self, sessions: list[Session], dialogues: list[DialogueProcess]) -> Iterator[Link]:
        for session in sessions:
            if self._random.random() < 0.95:
                yield Link(
                    kind=HELD_IN,
                    from_register="session",
                    from_id=session.pk,
                    to_register="dialogue",
                    to_id=self._random.choice(dialogues).pk,
                )

    def _attendance(self, session: Session) -> Iterator[Attendance]:
        for _ in range(self._random.randrange(8)):
            yield Attendance(
                session=session,
                sex=self._random.choice(Sex.values),
                age=self._random.choice(Age.values),
                category_id=self._random.choice(self._terms["category"]),
                people=self._random.randrange(1, 40),
            )

    def _commitment(self, dialogues: list[DialogueProcess]) -> Commitment:
        made = self._day()
        due = made + timedelta(days=self._random.randrange(30, 400)) if self._random.random() < 0.95 else None
        return Commitment(
            **self._record("ENG"),
            dialogue=self._random.choice(dialogues),
            words="Une promesse inventée.",
            side=Side.STATE,
            towards=Side.POPULATION,
            holder="Bureau inventé",
            type=self._random.choice(CommitmentType.values),
            level=self._random.choice(DialogueLevel.values),
            pillar_id=self._random.choice(PILLARS),
            made_on=made,
            due_on=due,
        )
