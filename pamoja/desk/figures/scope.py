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
from pamoja.indicators import figures

FILTERS = tuple(field.name for field in fields(Filters) if field.name not in ("record", "process"))
LISTED = frozenset({"place", "pillar"})


@dataclass(frozen=True)
class Scope:
    """Hold a period and the filters over figures."""

    period: Period
    filters: Filters
    today: date

    def kept_to(self, filters: Filters) -> "Scope":
        """Return the scope with other filters."""
        return replace(self, filters=filters)

    def narrowed(self, dimension: str, key: str | None) -> "Scope":
        """Return the scope that keeps one key of a dimension."""
        return self.kept_to(figures.narrowed(self.filters, dimension, key))

    def parameters(self) -> dict[str, str]:
        """Return the scope as parameters of an address; what is left out is the default."""
        period = {} if self.period.unit == "all" else {"period": self.period.key}
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


def read_scope(asked: Mapping[str, str], today: date) -> Scope:
    """Return the scope that an address asks for; raise Http404 for a period or a dimension that does not exist."""
    values = {name: asked.get(name, "").strip() for name in FILTERS}
    if values["unknown"] not in ("", *DIMENSIONS):
        raise Http404
    try:
        period = figures.named_period(asked.get("period") or "all", today)
    except ValueError as error:
        raise Http404 from error
    return Scope(period, Filters(**values), today)
