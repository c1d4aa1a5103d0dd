"""The page of a complaint: how it stands, with its word and shape, and the clock of its category."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamoja.complaints.clocks import clock_of
from pamoja.complaints.models import Complaint
from pamoja.complaints.register import complaints
from pamoja.desk.registers.record import record_page
from pamoja.desk.templatetags.pamoja import date_short
from pamoja.desk.values import Fact, Value
from pamoja.engine.complaint import Limit, Stage
from pamoja.records.openness import Reader


def complaint_page(complaint: Complaint, reader: Reader, today: date) -> dict[str, Any]:
    """Return what the page of a complaint shows (desk/record.html)."""
    page = record_page(complaints)(complaint, reader, today)
    return page | {"sections": [_standing(complaint, today), *page["sections"]]}


def _standing(complaint: Complaint, today: date) -> dict[str, Any]:
    stands, clock = complaint.standing(today), clock_of(complaint.category_id)
    days = {"told": clock.acknowledge, "answered": clock.answer}
    return {
        "title": _("How it stands"),
        "note": _("Its clock: acknowledged within %(told)s days, answered within %(answered)s. Provisional.") % days,
        "facts": [
            Fact(_("Stage"), stage_value(stands.stage)),
            Fact(_("Acknowledgement"), timing_value(stands.acknowledgement)),
            Fact(_("Answer"), timing_value(stands.answer)),
        ],
        "texts": [],
    }


def stage_value(stage: Stage) -> Value:
    """Return the stage of a complaint with its shape and word."""
    shape, word = {
        "received": ("todo", _("received")),
        "in_hand": ("going", _("in hand")),
        "answered": ("kept", _("answered")),
    }[stage]
    return Value("state", word, state=shape)


def timing_value(limit: Limit) -> Value:
    """Return how a step compares with its time, with its shape, its word and its last day."""
    due = _("until %(day)s") % {"day": date_short(limit.due_on)}
    done = date_short(limit.done_on) if limit.done_on else ""
    if limit.timing == "on_time":
        return Value("state", _("on time, %(day)s") % {"day": done}, state="kept", note=due)
    if limit.timing == "late":
        said = ngettext("%(n)s day late, %(day)s", "%(n)s days late, %(day)s", limit.days)
        return Value("state", said % {"n": limit.days, "day": done}, state="part", note=due)
    if limit.timing == "overdue":
        said = ngettext("%(n)s day overdue", "%(n)s days overdue", limit.days)
        return Value("state", said % {"n": limit.days}, state="late", note=due)
    if limit.timing == "stopped":
        return Value("state", _("no longer waited for here"), state="dropped")
    return Value("state", _("waiting"), state="waiting", note=due)
