"""What falls due with money, for the calendar: the end of agreements."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from pamoja.records.register import Due


def agreements_end(found: Any, first: date, last: date) -> Iterator[Due]:
    """Yield the agreements that end between two days."""
    ending = found.filter(until_on__gte=first, until_on__lte=last).select_related("place__parent", "owner")
    for agreement in ending.order_by("until_on", "code"):
        yield Due(agreement, agreement.until_on, _("agreement ends"), code="end")
