"""Commitments as they stand today, of those that a person may see: by state, disputed, late."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamoja.desk.figures.reading import Visible, record_url
from pamoja.desk.figures.scope import Scope
from pamoja.desk.templatetags.pamoja import PLURAL, date_long, number
from pamoja.dialogue.models import Commitment
from pamoja.dialogue.register import commitments
from pamoja.engine.promise import CLOSED
from pamoja.formats.drawing.strip import Part, strip

SHOWN = 3
ORDER = ("kept", "part", "going", "todo", "disputed", "blocked", "broken", "dropped")


def commitments_now(readable: Visible) -> dict[str, Any]:
    """Return the strip of commitments by state and the short lists of those that need someone (desk/home.html)."""
    scope, visible = readable.scope, readable.of(commitments)
    late = Q(due_on__lt=scope.day) & ~Q(state__in=CLOSED)
    counted = visible.order_by().values("state").annotate(all=Count("pk"), late=Count("pk", filter=late))
    rows = {row["state"]: (row["all"], row["late"]) for row in counted}
    listed = visible.select_related("place__parent")
    disputed = listed.filter(state="disputed").order_by("state_since", "code")
    overdue = listed.filter(late).order_by("due_on", "code")
    totals = {state: rows.get(state, (0, 0))[0] for state in ORDER}
    return {
        "strip": _strip(totals, scope),
        "total": sum(totals.values()),
        "list_url": scope.list_url("commitment"),
        "disputed": _disputed(disputed, totals["disputed"], scope),
        "late": _late(overdue, sum(count for _all, count in rows.values()), scope),
    }


def _strip(totals: dict[str, int], scope: Scope) -> dict[str, Any] | None:
    parts = [Part(state, count) for state, count in totals.items() if count]
    if not parts:
        return None
    words = ", ".join(f"{PLURAL[part.state]} {number(part.count)}" for part in parts)
    return {
        "svg": mark_safe(strip(parts, words)),  # noqa: S308 (escaped where it is drawn)
        "parts": [
            {"state": part.state, "count": part.count, "url": scope.list_url("commitment", state=part.state)}
            for part in parts
        ],
    }


def _disputed(found: "QuerySet[Any]", total: int, scope: Scope) -> dict[str, Any]:
    words = ngettext("The %(count)s disputed one", "The %(count)s disputed ones", total)
    return {
        "title": _("Disputed"),
        "state": "disputed",
        "total": total,
        "url": scope.list_url("commitment", state="disputed"),
        "all_word": words % {"count": number(total)} if scope.listable else _("All the disputed ones"),
        "items": [_item(one, _since(one), "") for one in found[:SHOWN]],
    }


def _late(found: "QuerySet[Any]", total: int, scope: Scope) -> dict[str, Any]:
    words = ngettext("The %(count)s late one", "The %(count)s late ones", total)
    return {
        "title": _("Late"),
        "state": "late",
        "total": total,
        "url": scope.list_url("commitment", late="1"),
        "all_word": words % {"count": number(total)} if scope.listable else _("All the late ones"),
        "items": [_item(one, _overdue(one, scope.day), one.state) for one in found[:SHOWN]],
    }


def _item(one: Commitment, when: str, state: str) -> dict[str, Any]:
    return {
        "url": record_url(one),
        "words": one.words,
        "lang": "",
        "line": f"{one.holder} · {one.place.label} · {when}",
        "state": state,
    }


def _since(one: Commitment) -> str:
    if one.state_since is None:
        return _("disputed")
    return _("disputed since %(day)s") % {"day": date_long(one.state_since)}


def _overdue(one: Commitment, today: date) -> str:
    assert one.due_on is not None
    days = (today - one.due_on).days
    words = ngettext("due on %(day)s, %(count)s day ago", "due on %(day)s, %(count)s days ago", days)
    return words % {"day": date_long(one.due_on), "count": number(days)}
