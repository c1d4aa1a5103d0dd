"""The state of a commitment, deduced from what both sides said and what was verified; nobody ever types it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

State = Literal["todo", "going", "part", "kept", "disputed", "blocked", "broken", "dropped"]
Basis = Literal["verified", "agreed", "differ", "one_side", "none"]
Voice = Literal["promiser", "receiver", "verification"]
Answer = Literal["accepts", "refuses", "none"]

CLOSED: frozenset[State] = frozenset({"kept", "broken", "dropped"})


class Promised(Protocol):
    """Is anything with a due date, which may be unknown."""

    @property
    def due_on(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Undated:
    """Is a commitment looked at without its due date."""

    due_on: None = None


@dataclass(frozen=True, slots=True)
class Word:
    """Hold one follow-up: who says what on which day; a verification carries the answer of each side."""

    on: date
    voice: Voice
    says: State
    promiser: Answer = "none"
    receiver: Answer = "none"
    order: int = 0

    @property
    def accepted(self) -> bool:
        """Tell whether both sides accepted this verification."""
        return self.voice == "verification" and self.promiser == self.receiver == "accepts"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Hold a state, why it is so, and since when.

    `basis`: verified (both sides accepted the verification), agreed, differ, one_side (then `side` says which), none.
    `declared` and `verified` are the latest word of the promising side and the latest verification, accepted or not.
    `days_late` counts from the due date while the commitment is still open.
    """

    state: State
    basis: Basis
    since: date | None
    side: Voice | None = None
    declared: State | None = None
    verified: State | None = None
    days_late: int = 0


def state(commitment: Promised, words: Iterable[Word], as_of: date) -> Judgement:
    """Deduce the state of a commitment on the evening of `as_of`.

    1. The latest verification that both sides accepted decides, until a newer word of a side; it then stands as the
       word of each side that has not spoken since.
    2. Otherwise both sides' latest words, if equal.
    3. If they differ: disputed.
    4. One side only: its word, marked as one side's.
    5. No word: not started.

    `dropped` needs both sides: while only one side has spoken it cannot drop a commitment, its word before that one
    counts. Words of the same day are taken in `order`.
    """
    known = sorted((word for word in words if word.on <= as_of), key=lambda word: (word.on, word.order))
    found = _deduce(known)
    late = 0
    if commitment.due_on is not None and found.state not in CLOSED:
        late = max(0, (as_of - commitment.due_on).days)
    return Judgement(
        found.state,
        found.basis,
        found.since,
        found.side,
        _latest(known, "promiser"),
        _latest(known, "verification"),
        late,
    )


def _latest(known: list[Word], voice: Voice) -> State | None:
    return next((word.says for word in reversed(known) if word.voice == voice), None)


def _deduce(known: list[Word]) -> Judgement:
    start = next((index for index in range(len(known) - 1, -1, -1) if known[index].accepted), None)
    if start is None:
        return _from_sides(
            [word for word in known if word.voice == "promiser"], [word for word in known if word.voice == "receiver"]
        )
    accepted, later = known[start], known[start + 1 :]
    promiser = [word for word in later if word.voice == "promiser"]
    receiver = [word for word in later if word.voice == "receiver"]
    if not promiser and not receiver:
        return Judgement(accepted.says, "verified", accepted.on)
    return _from_sides([accepted, *promiser], [accepted, *receiver])


def _from_sides(promiser: list[Word], receiver: list[Word]) -> Judgement:
    if promiser and receiver:
        one, other = promiser[-1], receiver[-1]
        if one.says == other.says:
            return Judgement(one.says, "agreed", max(_said_since(promiser), _said_since(receiver)))
        return Judgement("disputed", "differ", _differ_since(promiser, receiver))
    side: Voice = "promiser" if promiser else "receiver"
    alone = [word for word in promiser or receiver if word.says != "dropped"]
    if not alone:
        return Judgement("todo", "none", None)
    return Judgement(alone[-1].says, "one_side", _said_since(alone), side)


def _said_since(words: list[Word]) -> date:
    """Return the day from which a side has been saying what it says last."""
    since = words[-1].on
    for word in reversed(words):
        if word.says != words[-1].says:
            break
        since = word.on
    return since


def _differ_since(promiser: list[Word], receiver: list[Word]) -> date:
    """Return the first of the evenings on all of which the two sides have been saying different things."""
    days = sorted({word.on for word in (*promiser, *receiver)})
    since = days[-1]
    for day in reversed(days):
        one, other = _said_on(promiser, day), _said_on(receiver, day)
        if one is None or other is None or one == other:
            break
        since = day
    return since


def _said_on(words: list[Word], day: date) -> State | None:
    """Return what a side was saying on an evening."""
    return next((word.says for word in reversed(words) if word.on <= day), None)


@dataclass(frozen=True, slots=True)
class Span:
    """Hold a judgement and the days for which it holds: from `start` until the day before `end` (None: until today)."""

    start: date
    end: date | None
    judgement: Judgement


def spans(made_on: date, words: Iterable[Word]) -> list[Span]:
    """Return the judgements of a commitment from the day it was made, one span between two changes; none is late."""
    known = list(words)
    days = sorted({made_on, *(word.on for word in known if word.on > made_on)})
    ends: list[date | None] = [*days[1:], None]
    found: list[Span] = []
    for start, end in zip(days, ends, strict=True):
        judgement = state(Undated(), known, start)
        if found and found[-1].judgement == judgement:
            found[-1] = Span(found[-1].start, end, judgement)
        else:
            found.append(Span(start, end, judgement))
    return found
