"""Which cells a reader may open: the only way from a door to a figure.

A figure counts every record that its definition covers, whoever asks. Whether a cell is opened is a second rule: its
place lies where the person reads, its period is approved (for those who read approved figures only), and few people
neither stand behind it nor could be computed from it. Two readers to whom a cell is open read the same numbers.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.engine import periods as calendar
from pamoja.engine.cells import EVERYTHING, Cell, Closed, Filters, Traced, close
from pamoja.engine.periods import Period, Unit
from pamoja.indicators import behind, figures, floors
from pamoja.indicators.answers import Key
from pamoja.indicators.behind import Behind, Counted
from pamoja.indicators.models import ApprovedPeriod
from pamoja.indicators.queries import ApprovedDays
from pamoja.lake.warehouse import warehouse
from pamoja.places.models import ZonePlace

__all__ = ["Behind", "Counted", "FigureReader", "Key"]


class FigureReader:
    """Opens figures to one person on one day.

    `today` is the evening up to which the person reads figures: that of `day`, or of the last day approved.
    `approved` are the days approved, None for those who read figures before they are approved.
    """

    def __init__(self, person: User, day: date) -> None:
        self.person, self.day = person, day
        self.approved: ApprovedDays | None = None
        if not can(person, "figures.unapproved"):
            self.approved = ApprovedPeriod.objects.days()
        last = self.approved.last if self.approved else None
        self.today = last or day

    def cell(self, code: str, period: Period, filters: Filters = EVERYTHING) -> Cell:
        """Return the figure of an indicator in a period, closed where the person may not open it."""
        return self.cells(code, [period], filters)[0]

    def cells(self, code: str, periods: Sequence[Period], filters: Filters = EVERYTHING) -> list[Cell]:
        """Return the figures of an indicator in several periods."""
        return [self._opened(one, filters) for one in figures.cells(code, periods, filters)]

    def series(self, code: str, unit: Unit, filters: Filters = EVERYTHING) -> list[Cell]:
        """Return the figures of an indicator in every period from its first record to today."""
        return [self._opened(one, filters) for one in figures.series(code, unit, self.today, filters)]

    def by(self, code: str, dimension: str, period: Period, filters: Filters = EVERYTHING) -> dict[Key, Cell]:
        """Return the figures of an indicator in a period, one for each key of a dimension that has records."""
        found = figures.by(code, dimension, period, filters)
        return {key: self._opened(one, self.narrowed(filters, dimension, key)) for key, one in found.items()}

    def by_ever(self, code: str, dimension: str, period: Period, filters: Filters = EVERYTHING) -> dict[Key, Cell]:
        """Return the same, and 0 for a key that has records at another time; a share of nothing stays unknown."""
        found = figures.by(code, dimension, period, filters)
        if period.unit != "all":
            ever = figures.by(code, dimension, self.since_start(), filters)
            found = {**dict.fromkeys(ever, _emptied(figures.cell(code, period, filters))), **found}
        return {key: self._opened(one, self.narrowed(filters, dimension, key)) for key, one in found.items()}

    def nothing_like(self, cell: Cell, filters: Filters) -> Cell | None:
        """Return the closed cell of a key without records; None when the person may know that it has none.

        `cell` is one of the same indicator and period.
        """
        closed = self._opened(replace(_emptied(cell), closed=""), filters)
        return closed if closed.closed else None

    def trace(self, code: str, period: Period, filters: Filters = EVERYTHING, part: str = "numerator") -> list[Traced]:
        """Return the records behind a part of a figure; none behind what is closed.

        Raises ValueError for a part that the figure does not have.
        """
        cell = self.cell(code, period, filters)
        if cell.closed or (part == "missing" and cell.missing is None) or cell.parts.get(part, 0) is None:
            return []
        return figures.trace(code, period, filters, part)

    def records_behind(self, traced: Sequence[Traced], start: int = 0, size: int | None = None) -> Behind:
        """Return the records behind a figure that the person may see, and count the rest."""
        return behind.records_behind(self.person, traced, start, size)

    def counts_in(self, register: str, record: UUID) -> list[Counted]:
        """Return in which figures a record counts; in none that is not approved for those who read approved ones."""
        if self.approved is not None and not self._approves(self.since_start()):
            return []
        return behind.counts_in(register, record, self.today)

    def narrowed(self, filters: Filters, dimension: str, key: Key) -> Filters:
        """Return the filters that keep what `by` counted under a key."""
        return figures.narrowed(filters, dimension, key)

    def since_start(self) -> Period:
        """Return the period from the first record of the instance to today."""
        return figures.since_start(self.today)

    def named_period(self, key: str) -> Period:
        """Return the period that a key names; raise ValueError for anything else."""
        return figures.named_period(key, self.today)

    @property
    def first_choice(self) -> Period:
        """Return the period that a page shows when none is asked for: since the start, or the last one approved."""
        if self.approved is None or self.approved.last is None:
            return self.since_start()
        halves = [calendar.period(unit, self.approved.last, self.today) for unit in ("half", "quarter", "month")]
        return next((one for one in halves if self._approves(one)), self.since_start())

    @property
    def nothing_approved(self) -> bool:
        """Tell whether every figure is closed because no period was approved yet."""
        return self.approved is not None and self.approved.last is None

    @property
    def read_at(self) -> datetime:
        """Return when the database was last read for the figures (UTC)."""
        return figures.read_at()

    @property
    def kept_to(self) -> list[str]:
        """Return the paths of the only places whose figures the person reads; none: every place, or those above too."""
        if can(self.person, "figures.totals"):
            return []
        return self.person.scopes or (self.person.previewed_by.scopes if self.person.previewed_by else [])

    def _opened(self, cell: Cell, filters: Filters) -> Cell:
        definition = figures.catalogue()[cell.indicator]
        why = self._why_closed(cell.period, filters)
        if why:
            return close(cell, why)
        if not definition.floor or self._sees_small(filters):
            return cell
        masks = floors.masks(warehouse(), definition, cell.period, filters, self.today)
        whole = masks.get("numerator") or masks.get("denominator")
        if whole:
            return close(cell, whole)
        parts = {part: None if part in masks else number for part, number in cell.parts.items()}
        return replace(cell, parts=parts, missing=None if "missing" in masks else cell.missing)

    def _why_closed(self, period: Period, filters: Filters) -> Closed:
        if not all(self._reads(person, filters) for person in self._people):
            return "place"
        return "" if self._approves(period) else "period"

    @property
    def _people(self) -> list[User]:
        """Return the person, and in a preview the real one too: what is closed to either is closed."""
        return [self.person, *([self.person.previewed_by] if self.person.previewed_by else [])]

    def _approves(self, period: Period) -> bool:
        return self.approved is None or self.approved.cover(period.start, period.end)

    def _sees_small(self, filters: Filters) -> bool:
        """Tell whether small numbers are open: to those who answer for them, to a partner in its own figures."""
        return all(
            can(person, "figures.small_cells")
            or (filters.partner == person.organisation_id and can(person, "figures.small_own"))
            for person in self._people
        )

    def _reads(self, person: User, filters: Filters) -> bool:
        """Tell whether a person reads the figures of a place: inside their places, and of those above by a right."""
        if not person.scopes:
            return True
        above = can(person, "figures.totals")
        paths = self._paths(filters)
        inside = [any(path.startswith(scope) for scope in person.scopes) for path in paths]
        around = [any(scope.startswith(path) for scope in person.scopes) for path in paths]
        if filters.zone and not filters.place:
            return all(inside) or (above and any(inside + around))
        return all(one or (above and other) for one, other in zip(inside, around, strict=True))

    def _paths(self, filters: Filters) -> list[str]:
        if filters.place:
            return [warehouse().paths.get(filters.place, f"{filters.place}/")]
        return self._zones.get(filters.zone, ["?"]) if filters.zone else [""]

    @cached_property
    def _zones(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for zone, path in ZonePlace.objects.values_list("zone_id", "place__path"):
            found.setdefault(zone, []).append(path)
        return found


def _emptied(cell: Cell) -> Cell:
    """Return a cell in which nothing counts; what is unknown stays so."""
    return replace(
        cell,
        numerator=None if cell.numerator is None else 0,
        denominator=None if cell.denominator is None else 0,
        n=0,
        missing=0,
        parts=dict.fromkeys(cell.parts, 0),
        partners=0,
    )
