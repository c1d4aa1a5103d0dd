"""What could not be taken in: a sealed copy of its beginning, so that an administrator can save a phone's data."""

import hashlib
from datetime import datetime, timedelta

from pamoja.accounts.models import User
from pamoja.intake.models import Rejected
from pamoja.kit.keyring import seal_for
from pamoja.kit.problems import Problem

KEPT_BYTES = 200_000
AN_HOUR = timedelta(hours=1)
KEPT_PER_HOUR = 20
LARGEST = 2**31 - 1


def keep_rejected(problem: Problem, person: User, at: datetime, data: bytes, size: int) -> bool:
    """Keep the first KEPT_BYTES of what a person sent, and why it was refused; tell whether it was kept.

    The same bytes refused for the same reason are kept once, and of one person no more than KEPT_PER_HOUR.
    """
    if Rejected.objects.filter(person=person.pk, received_at__gt=at - AN_HOUR).count() >= KEPT_PER_HOUR:
        return False
    beginning = data[:KEPT_BYTES]
    stored = problem.as_dict()
    _row, created = Rejected.objects.get_or_create(
        code=problem.code,
        sha256=hashlib.sha256(beginning).digest(),
        defaults={
            "received_at": at,
            "person": person.pk,
            "data": stored["data"],
            "size": min(size, LARGEST),
            "sealed": seal_for(person.organisation_id, "rejected", beginning),
        },
    )
    return created
