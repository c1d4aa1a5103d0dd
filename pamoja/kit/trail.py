"""Reading the audit trail newest first, a page at a time, in a time that does not grow with the trail.

One condition is answered by an index. Of several, the rarest is answered by its index, and the others are looked for
among the next `LOOK` lines that it gives: a page may then hold few lines, or none, and there may still be older ones.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from pamoja.kit.models import AuditLine

LOOK = 20_000
RARE = 2_000
INDEXED = ("person", "verb", "subject_kind", "door")

Key = tuple[datetime, int]
"""Moment and id of a line: its place in the trail."""


@dataclass(frozen=True)
class Wanted:
    """Hold what is looked for: `values` by column (of INDEXED), moments from `since` and before `until`.

    Lines about the kinds of subjects in `hidden` are left out.
    """

    values: Mapping[str, str | uuid.UUID] = field(default_factory=dict)
    since: datetime | None = None
    until: datetime | None = None
    before: Key | None = None
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """Hold lines, newest first, and the place from which older ones are to be looked for; None at the end."""

    lines: list[AuditLine]
    older: Key | None


def page(wanted: Wanted, size: int) -> Page:
    """Return the next `size` lines that are wanted, or fewer when `LOOK` lines were looked at."""
    if len(wanted.values) < 2:
        return _cut(list(_latest(wanted, wanted.values)[: size + 1]), size)
    rarest = _rarest(wanted)
    looked = _latest(wanted, rarest)[:LOOK]
    others = {name: value for name, value in wanted.values.items() if name not in rarest}
    found = AuditLine.objects.filter(pk__in=_among(looked, others, size + 1)).order_by("-at", "-id")
    page = _cut(list(found), size)
    return page if page.older else Page(page.lines, _last(looked))


def _latest(wanted: Wanted, values: Mapping[str, Any]) -> QuerySet[AuditLine]:
    reach = Q(**values)
    if wanted.since:
        reach &= Q(at__gte=wanted.since)
    if wanted.until:
        reach &= Q(at__lt=wanted.until)
    if wanted.before:
        at, line = wanted.before
        reach &= Q(at__lte=at) & (Q(at__lt=at) | Q(id__lt=line))
    found = AuditLine.objects.filter(reach)
    return (found.exclude(subject_kind__in=wanted.hidden) if wanted.hidden else found).order_by("-at", "-id")


def _rarest(wanted: Wanted) -> dict[str, Any]:
    """Return the one condition that fewest lines meet, as far as that is worth counting."""
    each = [{name: wanted.values[name]} for name in INDEXED if name in wanted.values]
    return min(each, key=lambda one: _latest(wanted, one).order_by()[:RARE].count())


def _among(looked: QuerySet[AuditLine], values: Mapping[str, Any], limit: int) -> list[int]:
    """Return the ids of the first lines that meet the other conditions among those looked at."""
    inside, given = looked.values_list("id", "at", *values).query.sql_with_params()
    conditions = " AND ".join(f"{name} = %s" for name in values)
    meta = AuditLine._meta
    asked = [meta.get_field(name).get_db_prep_value(value, connection) for name, value in values.items()]  # type: ignore[union-attr]
    sql = f"SELECT id FROM ({inside}) AS looked WHERE {conditions} ORDER BY at DESC, id DESC LIMIT %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [*given, *asked, limit])
        return [line for (line,) in cursor.fetchall()]


def _last(looked: QuerySet[AuditLine]) -> Key | None:
    last = list(looked.values_list("at", "id")[LOOK - 1 : LOOK])
    return last[0] if last else None


def _cut(lines: list[AuditLine], size: int) -> Page:
    shown = lines[:size]
    return Page(shown, (shown[-1].at, shown[-1].pk) if len(lines) > size else None)
