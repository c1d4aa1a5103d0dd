"""Who may speak for which side of a commitment."""

from collections.abc import Mapping
from typing import Any

from pamoja.accounts.rights import can
from pamoja.dialogue.models import Commitment, FollowUp, Side, Voice
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.models import Record


def one_voice_each(followup: Any, answers: Mapping[str, Any], by: By, before: Record | None) -> list[Problem]:
    """Check that the author may enter this voice, and does not enter both sides of the commitment.

    The State's word comes from a State counterpart, or from an agent with the signed document. The population's word
    comes from an agent or a local structure, with how it was gathered and how many were present. Whoever entered the
    word of one side enters neither the other side's nor the verification.
    """
    if by.person is None:
        return []
    if isinstance(before, FollowUp) and before.commitment_id != followup.commitment_id:
        return [Problem("followup.commitment_stays", where="commitment")]
    problem = _may_speak(followup, answers, by, before) or _spoke_for_other(followup, by)
    return [problem] if problem else []


def _may_speak(followup: FollowUp, answers: Mapping[str, Any], by: By, before: Record | None) -> Problem | None:
    if followup.voice == Voice.VERIFICATION:
        return None if can(by.person, "voice.verify") else Problem("followup.may_not_verify", where="voice")
    side = speaking_side(followup.commitment, followup.voice)
    if side == Side.POPULATION:
        return _population(followup, by)
    if side == Side.STATE and can(by.person, "voice.own_side"):
        return None
    if not can(by.person, "voice.with_document"):
        return Problem("followup.not_your_side", where="voice")
    if not answers.get("document") and before is None:
        return Problem("followup.document_missing", where="document")
    return None


def _population(followup: FollowUp, by: By) -> Problem | None:
    if not can(by.person, "voice.population"):
        return Problem("followup.not_your_side", where="voice")
    if followup.gathered in ("meeting", "interviews") and not (followup.women or followup.men):
        return Problem("followup.numbers_missing", where="women")
    return None


def _spoke_for_other(followup: FollowUp, by: By) -> Problem | None:
    entered = set(
        FollowUp.objects.filter(commitment=followup.commitment_id, created_by=by.person.pk)
        .exclude(pk=followup.pk)
        .values_list("voice", flat=True)
    )
    if entered - {followup.voice}:
        return Problem("followup.both_sides", where="voice")
    return None


def speaking_side(commitment: Commitment, voice: str) -> str:
    """Return which side a voice of this commitment is."""
    return commitment.side if voice == Voice.PROMISER else commitment.towards
