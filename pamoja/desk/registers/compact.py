"""The page of a compact: who keeps their word, its engagements, and the meetings that follow them up."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from pamoja.desk.registers.engagements import balance_of, engagements_of
from pamoja.desk.registers.record import record_page
from pamoja.desk.templatetags.pamoja import date_long
from pamoja.institutions.compacts import compacts
from pamoja.institutions.dues import next_review
from pamoja.institutions.models import Compact, CompactState
from pamoja.records.openness import Reader


def compact_page(compact: Compact, reader: Reader, today: date) -> dict[str, Any]:
    """Return what the page of a compact shows (desk/record.html)."""
    page = record_page(compacts, leave=("commitment",))(compact, reader, today)
    first = compact.pillars.first()
    start = {"level": compact.level, **({"pillar": first.concerns_id} if first else {})}
    return page | {
        "sections": [balance_of(compact, "compact", reader, today), *page["sections"]],
        "children": [*engagements_of(compact, "compact", reader, today, **start), *page["children"]],
        "notes": [*page["notes"], *_late(compact, today)],
    }


def _late(compact: Compact, today: date) -> list[dict[str, str]]:
    """Return the notes on what is past: a follow-up meeting that was not held, or the last day of the compact."""
    if compact.state != CompactState.IN_FORCE:
        return []
    if compact.until_on is not None and compact.until_on < today:
        title = _("This compact ended on %(date)s.") % {"date": date_long(compact.until_on)}
        return [{"state": "late", "title": title, "text": _("Correct how far it is, or enter the one that follows.")}]
    on = next_review(compact)
    if on is None or on >= today:
        return []
    title = _("A follow-up meeting was due on %(date)s.") % {"date": date_long(on)}
    return [{"state": "late", "title": title, "text": _("If it was held, enter it; if not, agree on a new day.")}]
