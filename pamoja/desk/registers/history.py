"""The history of a record, as a page shows it."""

import uuid
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.desk.files.shown import shown_files
from pamoja.desk.registers.saying import Sayer
from pamoja.desk.values import FileLink
from pamoja.kit.audit import ERASED, history
from pamoja.kit.models import AuditLine
from pamoja.records.models import Evidence, Life, Record
from pamoja.records.openness import Reader
from pamoja.records.register import Register
from pamoja.records.sealed import MASK

TEAM = "team"
READINGS = ("view", "export", "open_seal", "open_original")
"""Verbs of lines that tell of a reading: they belong to the audit trail, not to what became of a record."""


def doors() -> dict[str, str]:
    """Return the names of the doors by which records come in."""
    return {
        "desk": _("page of the desk"),
        "phone": _("phone"),
        "excel": _("Excel"),
        "api": _("program"),
        "command": _("command on the server"),
        "demo": _("demonstration"),
        "public": _("public page of complaints"),
    }


def verbs() -> dict[str, str]:
    """Return what was done to a record, in words."""
    return {
        "enter": _("Entered"),
        "correct": _("Corrected"),
        "verify": _("Verified"),
        "approve": _("Approved"),
        "return": _("Returned with a comment"),
        "delete": _("Deleted"),
        "restore": _("Restored"),
        "name_for": _("A person was named for this record"),
        "take_off": _("A person was taken off those named for this record"),
        "erase": _("What was said of earlier changes was erased"),
        "merge": _("A record of the same person was merged into this one"),
        "merged_into": _("Merged into another record of the same person"),
        "keep_apart": _("Kept apart from a record of somebody else"),
        "pseudonymise": _("The identity of the person was given up"),
        "erase_person": _("What was held about the person was erased"),
        "open_seal": _("A sealed answer was opened"),
    }


def history_of(register: Register, record: Record, reader: Reader) -> list[dict[str, Any]]:
    """Return who changed what in a record, newest first (parts/history.html), as far as the reader may read it."""
    lines = list(history(register.name, record.pk).exclude(verb__in=READINGS))
    named = {one for line in lines for one in line.changes.get(TEAM, ()) if one}
    writers = {line.person for line in lines if line.person}
    people = {user.pk: user for user in User.objects.filter(pk__in=writers | {uuid.UUID(one) for one in named})}
    closed, sayer = reader.closed(register, record), Sayer(reader)
    files = _files(register, record, reader)

    def change(name: str, before: Any, after: Any) -> dict[str, Any]:
        if name == TEAM:
            return _named(before, after, people)
        if name in register.files and name not in closed:
            return _change_of_files(register, name, before, after, files)
        if name in closed:
            return {"label": register.label_of(name), "before": MASK, "after": MASK}
        return _change(register, name, before, after, sayer)

    return [_line(record, line, people, change) for line in reversed(lines)]


def _files(register: Register, record: Record, reader: Reader) -> dict[str, FileLink]:
    """Return all files that a record ever had, by their ids as the history names them."""
    pieces = list(Evidence.objects.filter(register=register.name, record=record.pk))
    links = shown_files(reader.person, "evidence", pieces)
    return {str(piece.pk): link for piece, link in zip(pieces, links, strict=True)}


def _line(
    record: Record, line: AuditLine, people: dict[Any, User], change: Callable[[str, Any, Any], dict[str, Any]]
) -> dict[str, Any]:
    came_in = line.verb == "enter" and record.submission is not None
    return {
        "at": line.at,
        "who": str(people.get(line.person) or _("the server")),
        "door": doors().get(line.door, line.door),
        "what": verbs().get(line.verb, line.verb),
        "reason": line.reason,
        "changes": [change(name, before, after) for name, (before, after) in _told(line).items()],
        "url": reverse("inbox_item", args=[record.submission]) if came_in else "",
    }


def _told(line: AuditLine) -> dict[str, Any]:
    """Return the changes of a line; an erasing line names the lines that it erased, which are no change."""
    return {name: change for name, change in line.changes.items() if name != ERASED}


def _named(before: str, after: str, people: dict[Any, User]) -> dict[str, str]:
    names = [str(people.get(uuid.UUID(one), one)) if one else "" for one in (before, after)]
    return {"label": _("People named"), "before": names[0], "after": names[1]}


def _change_of_files(
    register: Register, name: str, before: list[str], after: list[str], files: dict[str, FileLink]
) -> dict[str, Any]:
    had, has = ([files[one] for one in ids if one in files] for ids in (before, after))
    return {"label": str(register.files[name].label), "had": had, "has": has}


def _change(register: Register, name: str, before: Any, after: Any, sayer: Sayer) -> dict[str, str]:
    label = register.label_of(name)
    if name in register.sealed:
        return {"label": label, "before": before and MASK, "after": after and MASK}
    if name == "life":
        return {"label": label, "before": str(Life(before).label), "after": str(Life(after).label)}
    said = [sayer.answer(register, name, value) for value in (before, after)]
    return {"label": label, "before": said[0], "after": said[1]}
