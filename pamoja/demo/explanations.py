"""What was unusual in the story and explained by those who look after it; some of it still waits."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from pamoja.accounts.models import User
from pamoja.demo.content import read
from pamoja.demo.entries import Window
from pamoja.kit.by import By
from pamoja.records.issues import explain
from pamoja.records.models import Issue, IssueState

OLD = timedelta(days=60)
"""How old an issue is when somebody has looked at it."""
FORGOTTEN = 5
"""Of how many old issues one was left."""


def explain_issues(by: By, window: Window) -> int:
    """Explain the old issues of the story that are not explained yet; return how many were.

    They are no entries of the story, and are not counted among them.
    """
    words, officers = read("explanations.toml"), _officers()
    old = Issue.objects.filter(seen_on__lt=window.last - OLD).order_by("seen_on", "record", "rule", "where")
    count = 0
    for number, issue in enumerate(old):
        said = words.get(issue.rule)
        if said is None or issue.state != IssueState.OPEN or number % FORGOTTEN == FORGOTTEN - 1:
            continue
        officer = officers.get(issue.owner_id, officers[""])
        at = timezone.make_aware(datetime.combine(issue.seen_on + timedelta(days=9), time(10)))
        explain(By(officer, by.door, at), issue.pk, said[number % len(said)])
        count += 1
    return count


def _officers() -> dict[str, User]:
    """Return who looks after the issues of an organisation; "": of those without an officer of their own."""
    found = {user.organisation_id: user for user in User.objects.filter(role="partner_me")}
    return {**found, "": User.objects.get(role="consortium_me")}
