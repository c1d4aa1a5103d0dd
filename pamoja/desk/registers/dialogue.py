"""The page of a dialogue process: its stages, who came, what was promised, what it feeds."""

from collections import Counter, defaultdict
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.activities.models import Attendance, Session, Sex
from pamoja.activities.register import HELD_IN
from pamoja.desk.registers.record import facts_of
from pamoja.desk.registers.showing import columns_of, record_url, rows_of
from pamoja.dialogue.models import Commitment, CommitmentState, DialogueLevel, DialogueProcess, StageNumber
from pamoja.dialogue.register import commitments, dialogues
from pamoja.formats.drawing.strip import Part, strip
from pamoja.records.models import Link
from pamoja.records.openness import Reader

LISTED = 6


def dialogue_page(process: DialogueProcess, reader: Reader, today: date) -> dict[str, Any]:
    """Return what the page of a process shows (desk/dialogue.html)."""
    person = reader.person
    own = reverse("register_new", args=["session"])
    promised = Commitment.objects.visible_to(person).filter(dialogue=process)
    steps = _steps(process)
    return {
        "dialogue": {
            "code": process.code,
            "title": process.title,
            "opened_on": process.opened_on,
            "closed_on": process.closed_on,
            "place": process.place.label,
            "owner": str(process.owner),
        },
        "stage": _stage(steps),
        "steps": steps,
        "levels": _levels(process, person),
        "strip": _strip(promised),
        "commitments": _commitments(promised, reader, today),
        "attendance": _attendance(process, person),
        "facts": facts_of(dialogues, process, reader, leave=("title", "opened_on", "place", "parent", "closed_on")),
        "add_session_url": f"{own}?process={process.pk}&place={process.place_id}"
        if can(person, "session.enter")
        else "",
        "add_commitment_url": _add_commitment(process) if can(person, "commitment.enter") else "",
    }


def _add_commitment(process: DialogueProcess) -> str:
    asked = f"dialogue={process.pk}&place={process.place_id}&level={process.level}&pillar={process.pillar_id}"
    return f"{reverse('register_new', args=['commitment'])}?{asked}"


def _steps(process: DialogueProcess) -> list[dict[str, Any]]:
    reached = {stage.stage: stage for stage in process.stages.all()}
    last = max(reached, default="0")
    return [
        {
            "title": number.label,
            "text": _reached(reached[number.value]) if number.value in reached else "",
            "done": number.value in reached and number.value != last,
            "now": number.value == last,
        }
        for number in StageNumber
    ]


def _reached(stage: Any) -> str:
    when = stage.reached_on.strftime("%d/%m/%Y")
    return f"{when} · {stage.evidence}" if stage.evidence else when


def _stage(steps: list[dict[str, Any]]) -> str:
    for number, step in enumerate(steps, 1):
        if step["now"]:
            return _("stage %(number)s of 9, %(name)s") % {"number": number, "name": step["title"]}
    return ""


def _levels(process: DialogueProcess, person: User) -> list[dict[str, Any]]:
    """Return the processes that this one feeds and those that feed it, from the province down."""
    items: defaultdict[str, list[DialogueProcess]] = defaultdict(list)
    visible = DialogueProcess.objects.visible_to(person).select_related("place__parent")
    above = process.parent_id
    while above and (parent := visible.filter(pk=above).first()):
        items[parent.level].append(parent)
        above = parent.parent_id
    below = [process.pk]
    while below:
        found = list(visible.filter(parent__in=below))
        for child in found:
            items[child.level].append(child)
        below = [child.pk for child in found]
    return [
        {
            "label": level.label,
            "here": process.level == level,
            "items": [
                {"url": record_url(one), "title": one.title, "note": one.place.label} for one in items[level.value]
            ],
        }
        for level in reversed(DialogueLevel)
    ]


def _strip(promised: Any) -> dict[str, Any] | None:
    counts = Counter(promised.values_list("state", flat=True))
    if not counts:
        return None
    parts = [Part(state.value, counts[state.value]) for state in STRIP_ORDER if counts[state.value]]
    words = ", ".join(f"{counts[state.value]} {state.label}" for state in STRIP_ORDER if counts[state.value])
    return {
        "svg": mark_safe(strip(parts, words)),  # noqa: S308 (the drawing escapes its own text)
        "parts": [{"state": part.state, "count": part.count} for part in parts],
    }


STRIP_ORDER = (
    CommitmentState.KEPT,
    CommitmentState.PART,
    CommitmentState.GOING,
    CommitmentState.TODO,
    CommitmentState.DISPUTED,
    CommitmentState.BLOCKED,
    CommitmentState.BROKEN,
    CommitmentState.DROPPED,
)


def _commitments(promised: Any, reader: Reader, today: date) -> dict[str, Any]:
    listed = promised.select_related("place__parent").order_by("due_on")[:LISTED]
    total = promised.count()
    process = promised.first()
    return {
        "columns": columns_of(commitments),
        "rows": rows_of(commitments, listed, reader, today),
        "total": total,
        "list_url": f"{reverse('register_list', args=['commitment'])}?dialogue={process.dialogue_id}"
        if process
        else "",
    }


def _attendance(process: DialogueProcess, person: User) -> dict[str, Any]:
    held = Link.objects.filter(to_id=process.pk, kind=HELD_IN).values("from_id")
    sessions = list(Session.objects.visible_to(person).filter(pk__in=held).order_by("held_on"))
    people: defaultdict[Any, Counter[str]] = defaultdict(Counter)
    for row in Attendance.objects.filter(session__in=sessions):
        people[row.session_id][row.sex] += row.people
    rows = [
        {
            "url": record_url(session),
            "on": session.held_on,
            "kind": session.get_kind_display(),
            "numbers": _numbers(people[session.pk]) if session.pk in people else None,
        }
        for session in sessions
    ]
    known = [row["numbers"] for row in rows if row["numbers"]]
    return {
        "columns": [_("Session"), _("All"), *(sex.label for sex in Sex)],
        "rows": rows,
        "totals": [sum(numbers) for numbers in zip(*known, strict=True)],
        "counted": ngettext("%(known)s session out of %(all)s", "%(known)s sessions out of %(all)s", len(known))
        % {"known": len(known), "all": len(rows)},
    }


def _numbers(people: Counter[str]) -> list[int]:
    return [people.total(), *(people[sex.value] for sex in Sex)]
