"""The list of a register: the latest records that pass some filters, page by page, and how many there are."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from pamoja.accounts.models import User
from pamoja.kit.sqlite.walking import walked
from pamoja.records.editions import Remembered
from pamoja.records.queries import within
from pamoja.records.register import Register

FEW = 10_000
"""Up to so many records are found by a filter's own index and sorted; more are met soon enough on the way by date."""

SMALL = 100_000
"""A person whose places hold no more records than this is answered by the index by place, whatever the filters."""


class Listed:
    """Holds the visible records of a register that pass filters, the latest first; a Paginator takes it.

    `filters` are conditions by the name of the field or saved view that they are on. Numbers are exact when they are
    read. Neither a page nor a number opens more records than it shows: see `records.indexes`.
    """

    def __init__(self, register: Register, person: User, filters: Mapping[str, Q]) -> None:
        self.register, self.filters = register, filters
        self._opened, self._scopes = register.objects.all().opened(person), within(person.scopes)
        self._remembered = Remembered(register)

    @cached_property
    def total(self) -> int:
        """Return how many records the person sees, whatever the filters."""
        return self._remembered.number(self._found(self._scopes, self._opened))

    def seen(self, view: Q) -> int:
        """Return how many of the records that the person sees are in a saved view."""
        return self._remembered.number(self._entered(view, Q()))

    def count(self) -> int:
        """Return how many records pass."""
        return self._remembered.number(self._by_filter) if self.filters else self.total

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[Any]:
        """Return the records of one page: their ids are found first, by an index alone."""
        latest = self._by_filter if self.filters and self.count() <= FEW else self._by_date
        keys = list(self._ordered(latest).values_list("pk", flat=True)[part])
        return list(self._shown(self._by_date.filter(pk__in=keys)))

    def records(self) -> QuerySet[Any]:
        """Return all records with what a list shows of them."""
        return self._shown(self._by_date)

    @cached_property
    def _by_date(self) -> QuerySet[Any]:
        """Return the records, met on the way along the index by date."""
        return self._found(Q(), _all(self.filters.values()) & self._opened & self._scopes)

    @cached_property
    def _by_filter(self) -> QuerySet[Any]:
        """Return the records, found by an index that begins with a filter."""
        sought = self._sought()
        return self._entered(
            self.filters.get(sought, Q()),
            _all(condition for name, condition in self.filters.items() if name != sought),
        )

    def _sought(self) -> str:
        """Return the filter that an index begins with: the words, else what a field says; "" when there is none."""
        views = [view.code for view in self.register.views]
        heads = [index.fields[0] for index in self.register.model._meta.indexes]
        names = ("q", *self.register.narrowed_by.split(), "place", *views, *heads)
        return next((name for name in names if name in self.filters), "")

    def _entered(self, sought: Q, others: Q) -> QuerySet[Any]:
        """Return visible records that fulfil both; an index is entered by what is sought, or by places that are few."""
        if self._scopes and (not sought or self.total <= SMALL):
            return self._found(self._scopes, sought & others & self._opened)
        return self._found(sought, others & self._opened & self._scopes)

    def _found(self, entered: Q, walked_by: Q) -> QuerySet[Any]:
        return self.register.objects.filter(entered, walked(walked_by))  # type: ignore[no-any-return]

    def _ordered(self, found: QuerySet[Any]) -> QuerySet[Any]:
        return found.order_by(f"-{self.register.date_field}", "-code")

    def _shown(self, found: QuerySet[Any]) -> QuerySet[Any]:
        columns = (self.register.model._meta.get_field(name) for name in self.register.columns.split())
        related = [column.name for column in columns if column.is_relation and column.name not in ("place", "owner")]
        return self._ordered(found).select_related("place__parent", "owner", *related)


def _all(conditions: Iterable[Q]) -> Q:
    found = Q()
    for condition in conditions:
        found &= condition
    return found
