"""The page of a conflict analysis: what it says, and whether it is still held to be true."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamoja.context.analyses import analyses
from pamoja.context.dues import REPLACES
from pamoja.context.models import Analysis
from pamoja.desk.registers.record import record_page
from pamoja.desk.registers.showing import record_url
from pamoja.records.models import Link
from pamoja.records.openness import Reader

Note = dict[str, str]


def analysis_page(analysis: Analysis, reader: Reader, today: date) -> dict[str, Any]:
    """Return what the page of an analysis shows (desk/record.html)."""
    page = record_page(analyses)(analysis, reader, today)
    note = _replaced(analysis, reader) or _out_of_date(analysis, today)
    return page | {"notes": [*page["notes"], *([note] if note else [])]}


def _replaced(analysis: Analysis, reader: Reader) -> Note | None:
    """Lead to the later analysis that took the place of this one; nothing is said of one that is closed."""
    later = Link.objects.filter(kind=REPLACES, to_id=analysis.pk).values("from_id")
    newest = Analysis.objects.visible_to(reader.person).filter(pk__in=later).order_by("-analysed_on").first()
    if newest is None:
        return None
    title = _("A later analysis took the place of this one.")
    return {"state": "going", "title": title, "url": record_url(newest), "action": _("Open the later one")}


def _out_of_date(analysis: Analysis, today: date) -> Note | None:
    days = (today - analysis.held_until).days
    if days <= 0:
        return None
    title = ngettext("Out of date since %(n)s day.", "Out of date since %(n)s days.", days) % {"n": days}
    return {"state": "late", "title": title, "text": _("Look at it again with those who made it, and enter a new one.")}
