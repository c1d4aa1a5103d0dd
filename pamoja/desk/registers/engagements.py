"""The commitments that come of a record, as a part of its page: by state, by side, and one by one."""

from collections import Counter
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamoja.accounts.rights import can
from pamoja.desk.registers.dialogue import STRIP_ORDER
from pamoja.desk.registers.showing import columns_of, rows_of
from pamoja.desk.templatetags.pamoja import percent
from pamoja.desk.values import Fact, Row, Value
from pamoja.dialogue.models import Commitment
from pamoja.dialogue.register import commitments
from pamoja.engine.balance import Line, Standing, balance
from pamoja.formats.drawing.strip import Part, strip
from pamoja.records.openness import Reader

LISTED = 30
WORST: tuple[Standing, ...] = ("broken", "late", "going", "kept", "dropped")
"""Which standing gives a line its shape: the first of these that it has."""


def engagements_of(record: Any, question: str, reader: Reader, today: date, **start: str) -> list[dict[str, Any]]:
    """Return the balance by side (a section) and the table of the commitments that come of a record.

    Both are of those that the reader may read. `start` is what a new one is begun with beside its origin and place.
    """
    found = Commitment.objects.visible_to(reader.person).filter(**{question: record})
    listed = list(found.select_related("place__parent").order_by("due_on", "code")[: LISTED + 1])
    rows = rows_of(commitments, listed[:LISTED], reader, today)
    asked = f"{question}={record.pk}"
    if len(listed) > LISTED:
        url = f"{reverse('register_list', args=['commitment'])}?{asked}"
        rows.append(
            Row([Value("link", _("all of them"), url=url, first=True), *(Value() for _cell in rows[0].cells[1:])])
        )
    begin = "&".join(f"{name}={value}" for name, value in start.items())
    new = f"{reverse('register_new', args=['commitment'])}?origin={question}&{asked}&place={record.place_id}&{begin}"
    table = {
        "title": _("Commitments"),
        "note": _("Each with its words, its due date and its state on its own page."),
        "columns": columns_of(commitments),
        "rows": rows,
        "add_url": new if can(reader.person, "commitment.enter") else "",
        "empty": _("No commitment has been made in it yet."),
    }
    return [table]


def balance_of(record: Any, question: str, reader: Reader, today: date) -> dict[str, Any]:
    """Return the section that says how the commitments of a record stand, a line for each side."""
    found = Commitment.objects.visible_to(reader.person).filter(**{question: record})
    told = list(found.values_list("side", "state", "due_on"))
    return {
        "title": _("Who keeps their word"),
        "note": _(
            "Of the commitments that are open to you. Late: its date is past, and it is neither kept nor closed."
        ),
        "facts": [_line(line) for line in balance(told, today)],
        "texts": [],
        "drawings": [_strip(Counter(state for _side, state, _due in told))] if told else [],
    }


def _line(line: Line) -> Fact:
    label = {
        "state": _("State"),
        "population": _("Population"),
        "partners": _("Partners and donors"),
        "actors": _("Conflict actors"),
    }[line.group]
    kept, total = line.counts["kept"], line.total
    word = _("%(part)s kept out of %(whole)s (%(share)s)") % {
        "part": kept,
        "whole": total,
        "share": percent(kept * 100 / total),
    }
    note = ", ".join(_counted(one, count) for one, count in line.counts.items() if one != "kept" and count)
    worst = next(one for one in WORST if line.counts[one])
    return Fact(label, Value("state", word, state=worst, note=note))


def _counted(standing: Standing, count: int) -> str:
    words = {
        "going": ngettext("%(n)s on the way", "%(n)s on the way", count),
        "late": ngettext("%(n)s late", "%(n)s late", count),
        "broken": ngettext("%(n)s broken", "%(n)s broken", count),
        "dropped": ngettext("%(n)s dropped", "%(n)s dropped", count),
    }
    return words[standing] % {"n": count}


def _strip(counts: Counter[str]) -> dict[str, Any]:
    words = ", ".join(f"{counts[state.value]} {state.label}" for state in STRIP_ORDER if counts[state.value])
    parts = [Part(state.value, counts[state.value]) for state in STRIP_ORDER if counts[state.value]]
    return {
        "title": _("By state"),
        "note": words,
        "svg": mark_safe(strip(parts, words)),  # noqa: S308 (the drawing escapes its own text)
    }
