"""Imports, as their pages show them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamoja.desk.values import Column, Fact, Row, Value, missing
from pamoja.excel.bringing import ALL_AT_ONCE
from pamoja.excel.models import Import, ImportState
from pamoja.excel.report import Fault, opened_report
from pamoja.kit.problems import Problem

SHAPES = {
    ImportState.CHECKING: "waiting",
    ImportState.CHECKED: "held",
    ImportState.WRITING: "going",
    ImportState.DONE: "received",
    ImportState.STOPPED: "dropped",
    ImportState.REFUSED: "refused",
}
"""The shape of each state (parts/state.html)."""
AT_WORK = (ImportState.CHECKING, ImportState.WRITING)
SHOWN_FAULTS = 200
"""How many problems the page names; a file with more is corrected and brought again anyway."""


def state(brought: Import) -> Value:
    """Return the state of an import with its shape."""
    return Value("state", brought.get_state_display(), state=SHAPES[ImportState(brought.state)])


def columns() -> list[Column]:
    """Return the headings of the list of a person's imports."""
    return [Column(_("Brought on"), "moment"), Column(_("State"), "state"), Column(_("File"))]


def row(brought: Import) -> Row:
    """Return the line of an import."""
    first = Value("moment", brought.received_at, url=reverse("excel_import", args=[brought.pk]), first=True)
    return Row([first, state(brought), Value(text=brought.name)])


def facts(brought: Import) -> list[Fact]:
    """Return how many rows mean what."""
    written = brought.state in (ImportState.DONE, ImportState.WRITING, ImportState.STOPPED)
    labels = {
        "new": _("New records written") if written else _("New records"),
        "changed": _("Corrections written") if written else _("Corrections"),
        "same": _("Rows that change nothing"),
        "there": _("Rows entered before, left out"),
        "faulty": _("Rows with a problem, left out") if written else _("Rows with a problem"),
    }
    if brought.warned:
        labels["warned"] = _("Rows with something unusual, written all the same")
    return [Fact(label, Value("number", getattr(brought, name))) for name, label in labels.items()]


def progress(brought: Import) -> str:
    """Return how far an import is, in words."""
    if brought.rows > brought.looked_at:
        return _("%(done)s of about %(all)s rows") % {"done": brought.looked_at, "all": brought.rows}
    return ngettext("%(done)s row", "%(done)s rows", brought.looked_at) % {"done": brought.looked_at}


def faults(brought: Import) -> dict[str, Any]:
    """Return the problems with their sheet, row and column (parts/table.html), and how many are not named.

    What is unusual stands apart: it stops nothing.
    """
    try:
        told = opened_report(brought.found)
    except Problem as problem:
        told = [Fault("", 0, "", problem)]
    found, unusual = [one for one in told if not one.warns], [one for one in told if one.warns]
    return {
        "warning_rows": [_fault(one) for one in unusual[:SHOWN_FAULTS]],
        "more_warnings": max(0, len(unusual) - SHOWN_FAULTS),
        "fault_columns": [Column(_("Sheet")), Column(_("Row"), "number"), Column(_("Column")), Column(_("What to do"))],
        "fault_rows": [_fault(one) for one in found[:SHOWN_FAULTS]],
        "more_faults": max(0, brought.faulty - SHOWN_FAULTS, len(found) - SHOWN_FAULTS),
    }


def _fault(fault: Fault) -> Row:
    return Row(
        [
            Value(text=fault.sheet) if fault.sheet else missing(_("the file")),
            Value("number", fault.row) if fault.row else missing("—"),
            Value(text=fault.column) if fault.column else missing(_("the whole row") if fault.row else "—"),
            Value(text=fault.problem.sentence, first=True),
        ]
    )


def choices(brought: Import) -> dict[str, Any]:
    """Return which decisions an import is open to: all or nothing, the good rows only, and how many rows that is."""
    good = brought.new + brought.changed
    waiting = brought.state == ImportState.CHECKED
    return {
        "good": good if waiting else 0,
        "may_all": waiting and good and not brought.faulty and brought.rows <= ALL_AT_ONCE,
        "all_limit": ALL_AT_ONCE if waiting and brought.rows > ALL_AT_ONCE and not brought.faulty else 0,
    }
