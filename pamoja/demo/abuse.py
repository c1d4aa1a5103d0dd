"""The reports of abuse by staff of the demonstration, and who is named for them: told by the same actions."""

import uuid
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from pamoja.accounts.models import User
from pamoja.demo.content.voiced import Told, focal_point, reports
from pamoja.demo.entries import Window
from pamoja.kit.by import By
from pamoja.kit.receipts import Receipt, receipt_for
from pamoja.psea.actions import act, keep_report, name_focal_point
from pamoja.psea.content import Content
from pamoja.psea.models import Report, Step


def tell_reports(by: By, window: Window, identity: Callable[[str, str], uuid.UUID]) -> int:
    """Name the focal point, keep the reports that are not there yet with what was done, and return how many were kept.

    They are no entries of the story, and are not counted among them.
    """
    focal = User.objects.get(login=focal_point())
    name_focal_point(By(None, by.door, _at(window.first, 8)), focal)
    told = [one for one in reports() if not Report.objects.filter(pk=identity("abuse", one.key)).exists()]
    for one in told:
        _tell(one, identity("abuse", one.key), focal, window)
    return len(told)


def _tell(one: Told, identity: uuid.UUID, focal: User, window: Window) -> None:
    came_on = window.last - timedelta(days=one.day)
    code = receipt_for(str(identity), one.key).code
    report = keep_report(By(None, "public", _at(came_on, 7)), Content(**one.content), Receipt(identity, code))
    for step, after, words in one.done:
        act(By(focal, "desk", _at(came_on + timedelta(days=after), 9)), report, Step(step), words)


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
