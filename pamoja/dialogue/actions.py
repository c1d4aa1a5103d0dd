"""Writes on commitments that follow from other writes."""

from datetime import date

from django.utils import timezone

from pamoja.dialogue.models import Commitment
from pamoja.engine import promise


def refresh_state(commitment: Commitment, as_of: date | None = None) -> bool:
    """Bring the cached state of a commitment to what its follow-ups say; tell whether it changed."""
    words = [followup.word for followup in commitment.followups.all()]
    found = promise.state(commitment, words, as_of or timezone.localdate())
    before = (commitment.state, commitment.basis, commitment.state_since)
    commitment.state, commitment.basis, commitment.state_since = found.state, found.basis, found.since
    if before == (found.state, found.basis, found.since):
        return False
    commitment.save(update_fields=["state", "basis", "state_since"])
    return True
