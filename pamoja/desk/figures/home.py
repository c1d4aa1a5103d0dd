"""The home page: the finding, the figures, what needs someone, where and when."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamoja.accounts.models import User
from pamoja.desk.figures.charts import chart
from pamoja.desk.figures.choosing import choosing
from pamoja.desk.figures.latest import latest_dialogues
from pamoja.desk.figures.ledger import ledger
from pamoja.desk.figures.maps import area_map
from pamoja.desk.figures.reading import Visible
from pamoja.desk.figures.scope import Scope
from pamoja.desk.figures.watch import commitments_now
from pamoja.desk.figures.wording import period_note
from pamoja.desk.psea.shown import waiting_for as abuse_waiting_for
from pamoja.desk.quality.shown import waiting_for as issues_waiting_for
from pamoja.desk.registers.unfinished import drafts_waiting
from pamoja.desk.registers.waiting import waiting_for
from pamoja.desk.templatetags.pamoja import number
from pamoja.engine.cells import Cell
from pamoja.indicators.catalogue import catalogue

KEPT, HELD = "commitments_kept", "dialogues_held"


def home_page(person: User, scope: Scope) -> dict[str, Any]:
    """Return what the home page shows (desk/home.html)."""
    chosen, readable = choosing(scope), Visible(person, scope)
    kept = scope.reader.cell(KEPT, scope.period, scope.filters)
    return {
        "section": "home",
        "finding": finding(kept, nothing_approved=scope.reader.nothing_approved),
        "finding_note": period_note(scope.period),
        "waiting": [
            *abuse_waiting_for(person),
            *waiting_for(person),
            *drafts_waiting(person),
            *issues_waiting_for(person, timezone.localdate()),
        ],
        "scope": chosen.words,
        "form": chosen.form,
        "figures": ledger(scope),
        "results_url": scope.url("figures"),
        "map": area_map(catalogue()[HELD], scope, chosen.place),
        "chart": chart(catalogue()[KEPT], scope),
        "dialogues": latest_dialogues(readable),
        "fresh": scope.reader.read_at,
        **commitments_now(readable),
    }


def finding(cell: Cell, *, nothing_approved: bool = False) -> str:
    """Say in one or two sentences what became of the commitments that are due."""
    if nothing_approved:
        return _("No period is approved yet: figures stand here once the consortium has approved one.")
    if cell.closed == "period":
        return _("The figures of this period are not approved yet.")
    if cell.closed:
        return _("You read the figures of your own area: choose a place in it.")
    due, kept = cell.denominator or 0, cell.numerator or 0
    if cell.numerator is None:
        return _("Nothing had been received yet in this period.")
    if not due:
        return _("No commitment is due yet.")
    counts = {"due": number(due), "kept": number(kept)}
    if not kept:
        said = ngettext(
            "%(due)s commitment is due, and it is not kept.", "Of %(due)s commitments due, none is kept.", due
        )
    elif kept == due:
        said = ngettext("The one commitment due is kept.", "All %(due)s commitments due are kept.", due)
    else:
        said = ngettext(
            "Of %(due)s commitments due, %(kept)s is kept.", "Of %(due)s commitments due, %(kept)s are kept.", kept
        )
    return " ".join([said % counts, *_disputed(cell.parts["disputed"])])


def _disputed(count: int | None) -> list[str]:
    if not count:
        return []
    words = ngettext("%(disputed)s is disputed.", "%(disputed)s are disputed.", count)
    return [words % {"disputed": number(count)}]
