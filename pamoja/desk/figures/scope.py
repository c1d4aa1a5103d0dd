"""What a page of figures covers: a period and filters, read from the address and kept in every link."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

from pamoja.engine.cells import Filters
from pamoja.engine.definition import DIMENSIONS
from pamoja.engine.periods import Period
from pamoja.indicators.opening import FigureReader

FILTERS = tuple(field.name for field in fields(Filters) if field.name not in ("record", "process"))
LISTED = frozenset({"place", "pillar"})


@dataclass(frozen=True)
class Scope:
    """Hold a period and the filters over figures, and who reads them."""

    period: Period
    filters: Filters
    reader: FigureReader

    @property
    def today(self) -> date:
        """Return the evening up to which the figures are read."""
        return self.reader.today

    @property
    def day(self) -> date:
        """Return the day on which the page is read, for what it says of records."""
        return self.reader.day

    def kept_to(self, filters: Filters) -> "Scope":
        """Return the scope with other filters."""
        return replace(self, filters=filters)

    def narrowed(self, dimension: str, key: str | None) -> "Scope":
        """Return the scope that keeps one key of a dimension."""
        return self.kept_to(self.reader.narrowed(self.filters, dimension, key))

    def parameters(self) -> dict[str, str]:
        """Return the scope as parameters of an address; what is left out is the default."""
        period = {} if self.period == self.reader.first_choice else {"period": self.period.key}
        return period | self.filters.used()

    def url(self, page: str, *path: str, **more: str) -> str:
        """Return the address of a page with this scope."""
        asked = self.parameters() | {name: value for name, value in more.items() if value}
        return reverse(page, args=path) + (f"?{urlencode(asked)}" if asked else "")

    @property
    def listable(self) -> bool:
        """Tell whether the list of a register can be kept to exactly this scope."""
        return self.filters.used().keys() <= LISTED

    def list_url(self, register: str, **more: str) -> str:
        """Return the address of a register's list, kept to what it can be kept to."""
        used = {name: value for name, value in self.filters.used().items() if name in LISTED}
        asked = used | more
        return reverse("register_list", args=[register]) + (f"?{urlencode(asked)}" if asked else "")


def read_scope(asked: Mapping[str, str], reader: FigureReader) -> Scope:
    """Return the scope that an address asks for; raise Http404 for a period or a dimension that does not exist.

    Who reads the figures of some places only is shown the first of them when no place is asked for.
    """
    values = {name: asked.get(name, "").strip() for name in FILTERS}
    if not values["place"] and reader.kept_to:
        values["place"] = reader.kept_to[0].rstrip("/").rpartition("/")[2]
    if values["unknown"] not in ("", *DIMENSIONS):
        raise Http404
    try:
        key = asked.get("period")
        period = reader.named_period(key) if key else reader.first_choice
    except ValueError as error:
        raise Http404 from error
    return Scope(period, Filters(**values), reader)
