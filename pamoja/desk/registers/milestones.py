"""The visits that fall due some months after a record, as a table of its page: what each found, or that nobody went."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.desk.registers.showing import record_url
from pamoja.desk.values import Column, Row, Value, missing
from pamoja.engine.durability import NOT_DUE, NOT_VISITED, Due
from pamoja.records.models import Record

Words = Mapping[str, tuple[str, str]]
"""The shape and the word of each standing that a visit may find."""
Further = Callable[[list[Any]], list[Value]]
"""Returns more cells of a milestone from its visits that the reader sees."""


def _nothing(_visits: list[Any]) -> list[Value]:
    return []


def milestone_table(
    dues: Sequence[Due],
    visits: Sequence[Any],
    words: Words,
    *,
    title: str,
    note: str,
    add_url: str,
    columns: Sequence[Column] = (),
    further: Further = _nothing,
) -> dict[str, Any]:
    """Return the milestones of a record as a table (desk/record.html); `visits` are those that the reader sees."""
    everything = {**words, NOT_VISITED: ("late", _("Not visited")), NOT_DUE: ("waiting", _("Not due yet"))}
    return {
        "title": title,
        "note": note,
        "columns": [
            Column(_("Visit")),
            Column(_("Due on"), "date"),
            Column(_("What was found"), "state"),
            *columns,
            Column(_("Record")),
        ],
        "rows": [
            _row(due, [one for one in visits if one.milestone == str(due.milestone)], everything, further)
            for due in dues
        ],
        "add_url": add_url,
        "empty": "",
    }


def _row(due: Due, visits: list[Any], words: Words, further: Further) -> Row:
    state, word = words[due.standing]
    links = [(record_url(one), one.code) for one in visits]
    return Row(
        [
            Value("text", milestone_name(due.milestone), first=True),
            Value("date", due.due_on),
            Value("state", word, state=state),
            *further(visits),
            Value("links", items=links) if links else missing("—"),
        ]
    )


def milestone_name(months: int) -> str:
    """Return the name of a milestone."""
    return {3: _("3 months after"), 6: _("6 months after"), 12: _("12 months after")}[months]


def visit_url(person: User, register: str, question: str, record: Record) -> str:
    """Return where a visit to a record is entered, or nothing for who does not enter them."""
    asked = f"{question}={record.pk}&place={record.place_id}&sensitivity={record.sensitivity}"
    return f"{reverse('register_new', args=[register])}?{asked}" if can(person, f"{register}.enter") else ""


def overdue(dues: Sequence[Due], text: str) -> dict[str, str] | None:
    """Return the note that visits did not take place, with what follows in `text`; None when all did."""
    lacking = [milestone_name(due.milestone) for due in dues if due.standing == NOT_VISITED]
    if not lacking:
        return None
    return {
        "state": "late",
        "title": _("Visits that did not take place: %(visits)s.") % {"visits": ", ".join(lacking)},
        "text": text,
    }
