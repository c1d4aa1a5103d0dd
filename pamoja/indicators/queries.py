"""Which days the consortium has approved."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models

DAY = timedelta(days=1)


@dataclass(frozen=True)
class ApprovedDays:
    """Hold the days approved as spans in order of time that neither overlap nor touch."""

    spans: tuple[tuple[date, date], ...] = ()

    @property
    def last(self) -> date | None:
        """Return the last day approved."""
        return self.spans[-1][1] if self.spans else None

    def cover(self, first: date, last: date) -> bool:
        """Tell whether every day from `first` to `last` is approved."""
        return any(start <= first and last <= end for start, end in self.spans)


class ApprovedPeriodQuerySet(models.QuerySet[Any]):
    """Reads approved periods."""

    def days(self) -> ApprovedDays:
        """Return the days of all of them together."""
        spans: list[tuple[date, date]] = []
        for start, end in self.order_by("start", "end").values_list("start", "end"):
            if spans and start <= spans[-1][1] + DAY:
                spans[-1] = (spans[-1][0], max(spans[-1][1], end))
            else:
                spans.append((start, end))
        return ApprovedDays(tuple(spans))

    def of(self, unit: str, start: date) -> models.QuerySet[Any]:
        """Return the approval of a period, if there is one."""
        return self.filter(unit=unit, start=start)
