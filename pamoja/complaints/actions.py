"""What the public page writes: a complaint, by the same action as every other door, and the receipt for it."""

from typing import Any

from django.db import transaction

from pamoja.complaints.models import Complaint, Receipt
from pamoja.complaints.register import complaints
from pamoja.kit import receipts
from pamoja.kit.by import By
from pamoja.partners.queries import leading_organisation
from pamoja.records.actions import enter


@transaction.atomic
def lodge(by: By, answers: dict[str, Any], receipt: receipts.Receipt) -> Complaint:
    """Enter what somebody wrote without signing in, for the organisation that leads the programme.

    Lodged before under this receipt, it stays as it is. Raises what `enter` raises, and
    Problem("complaint.nobody_receives").
    """
    there = Complaint.everything.filter(pk=receipt.id).first()
    if there is not None:
        return there  # type: ignore[no-any-return]
    made: Complaint = enter(complaints, answers, by, record_id=receipt.id, owner=leading_organisation().pk)
    Receipt.objects.create(digest=receipts.digest_of(receipt.code) or b"", complaint=made)
    return made


def complaint_of(digest: bytes | None) -> Complaint | None:
    """Return the complaint of a code, by the digest that is kept, to tell its stage and nothing else."""
    found = Receipt.objects.filter(digest=digest or b"").select_related("complaint").first()
    return found.complaint if found else None
