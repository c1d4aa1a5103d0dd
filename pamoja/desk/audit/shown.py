"""The audit trail, as its page shows it."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamoja.accounts.models import User
from pamoja.desk.audit import words
from pamoja.desk.audit.subjects import Subject, subjects_of
from pamoja.desk.registers.history import doors
from pamoja.desk.templatetags.pamoja import number
from pamoja.desk.values import Column, Fact, Row, Value, missing
from pamoja.kit import chain
from pamoja.kit.models import AuditLine

SHORT = 16
MANY = 1000


def columns() -> list[Column]:
    """Return the headings of the trail."""
    return [
        Column(_("When"), "date"),
        Column(_("Who")),
        Column(_("What")),
        Column(_("Door")),
        Column(_("Record")),
        Column(_("Reason")),
    ]


def rows(lines: Sequence[AuditLine], person: User) -> list[Row]:
    """Return the lines of a page; of a record that the person may not see, its kind alone."""
    people = User.objects.in_bulk({line.person for line in lines if line.person})
    seen = subjects_of(lines, person)
    said = Said()
    return [said.row(line, people, seen.get((line.subject_kind, line.subject_id))) for line in lines]


class Said:
    """Puts lines into words."""

    def __init__(self) -> None:
        self.verbs, self.kinds, self.doors = words.verbs(), words.kinds(), doors()

    def row(self, line: AuditLine, people: dict[Any, User], subject: Subject | None) -> Row:
        """Return one line; `subject` is None when the reader may not see it."""
        return Row(
            [
                Value("moment", line.at, first=True),
                _who(people.get(line.person)),
                Value(text=self.verbs.get(line.verb, line.verb)),
                Value(text=self.doors.get(line.door, line.door)),
                self._subject(line, subject),
                _reason(line) if subject else missing("—"),
            ]
        )

    def _subject(self, line: AuditLine, subject: Subject | None) -> Value:
        kind = self.kinds.get(line.subject_kind, line.subject_kind)
        if subject is None or not subject.text:
            return Value(text=kind)
        return Value(text=subject.text, url=subject.url, note=kind)


def _who(user: User | None) -> Value:
    if user is None:
        return Value(text=_("the server"))
    return Value(text=str(user), url=f"{reverse('audit')}?{urlencode({'person': user.login})}")


def _reason(line: AuditLine) -> Value:
    if line.erased_by is not None:
        return missing(_("erased"))
    return Value(text=line.reason) if line.reason else missing("—")


def chain_facts() -> list[Fact]:
    """Return how far the trail is sealed, and how many lines wait; beyond some they are not counted."""
    sequence, digest = chain.head()
    waiting = AuditLine.objects.filter(sequence=None).order_by()[: MANY + 1].count()
    short = digest.hex()[:SHORT]
    waits = (
        _("more than %(n)s lines") % {"n": number(MANY)}
        if waiting > MANY
        else ngettext("%(n)s line", "%(n)s lines", waiting) % {"n": number(waiting)}
    )
    return [
        Fact(_("Sealed up to line"), Value("number", sequence) if sequence else missing(_("nothing yet"))),
        Fact(_("Head of the chain"), Value(text=f"{sequence}:{short}") if sequence else missing("—")),
        Fact(_("Waiting for the seal"), Value(text=waits)),
    ]
