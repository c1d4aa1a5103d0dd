"""The dialogues that met last, of those that a person may see, each with its latest session."""

from typing import Any
from uuid import UUID

from django.db.models import Max, Q, Sum
from django.utils.translation import gettext as _

from pamoja.activities.models import Attendance, Session, SessionKind
from pamoja.activities.register import HELD_IN, sessions
from pamoja.desk.figures.reading import Visible, record_url
from pamoja.desk.values import Column, Row, Value, missing
from pamoja.dialogue.models import DialogueProcess, StageNumber
from pamoja.dialogue.register import dialogues
from pamoja.records.models import Link

SHOWN, LOOKED_AT = 4, 40


def latest_dialogues(readable: Visible) -> dict[str, Any]:
    """Return the table of the dialogues that met last (desk/home.html)."""
    held = readable.of(sessions).exclude(kind=SessionKind.TRAINING)
    recent: list[Session] = list(held.select_related("place__parent").order_by("-held_on", "-code")[:LOOKED_AT])
    joined = Link.objects.filter(kind=HELD_IN, from_id__in=[one.pk for one in recent])
    links: dict[UUID, UUID] = dict(joined.values_list("from_id", "to_id"))
    latest = {links.get(one.pk, one.pk): one for one in reversed(recent)}
    found = sorted(latest.values(), key=recent.index)[:SHOWN]
    visible = DialogueProcess.objects.visible_to(readable.person).filter(pk__in=[links.get(one.pk) for one in found])
    processes = {one.pk: one for one in visible.annotate(stage=Max("stages__stage"))}
    people = _people(found)
    return {
        "columns": [
            Column(_("Session"), "date"),
            Column(_("Dialogue")),
            Column(_("Place")),
            Column(_("Stage")),
            Column(_("Participants"), "number"),
            Column(_("Women"), "number"),
        ],
        "rows": [Row(_cells(one, processes.get(links.get(one.pk)), people.get(one.pk))) for one in found],
        "total": readable.of(dialogues).count(),
        "list_url": readable.scope.list_url("dialogue"),
    }


def _people(found: list[Session]) -> dict[UUID, tuple[int, int | None]]:
    """Return how many people came to each session, and how many women; a session without attendance has no entry."""
    rows = Attendance.objects.filter(session__in=found).values("session")
    counted = rows.annotate(everybody=Sum("people"), women=Sum("people", filter=Q(sex="f"), default=0))
    return {row["session"]: (row["everybody"], row["women"]) for row in counted}


def _cells(one: Session, process: Any, people: tuple[int, int | None] | None) -> list[Value]:
    title = Value("link", process.title, url=record_url(process), note=process.code, first=True) if process else None
    return [
        Value("date", one.held_on, url=record_url(one)),
        title or Value("link", one.code, url=record_url(one), first=True),
        Value("place", one.place.label),
        _stage(process.stage) if process and process.stage else missing("—"),
        *([Value("number", count) for count in people] if people else [missing(_("not received"))] * 2),
    ]


def _stage(number: str) -> Value:
    words = _("%(number)s of 9, %(stage)s") % {"number": number, "stage": StageNumber(number).label}
    return Value("text", words)
