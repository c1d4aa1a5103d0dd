"""The lists that forms take along: places and open records, each only as far as the person's rights reach."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial

from django.utils.translation import override

from pamoja.accounts.models import User
from pamoja.places.models import Place
from pamoja.records.register import Register
from pamoja.registry.registers import REGISTERS

LABEL = 140
CARRIED = ("due_on", "state")

Writer = Callable[[User, date], bytes]


def places_csv(person: User, today: date) -> bytes:
    """Return the places of the person's scope and those above them, as name (code), label, parent, open.

    `open` is 1 where the place may be an answer, 0 where it only leads to places that may. Two queries.
    """
    scopes = list(person.places.all())
    places = Place.objects.on(today)
    if scopes:
        above = {code for place in scopes for code in place.ancestor_codes}
        places = places.subtrees(scopes) | places.filter(pk__in=above)
    paths = [place.path for place in scopes] or [""]
    found = sorted(places.order_by(), key=lambda place: (place.level, place.common_name, place.code))
    with override(person.language):
        return _csv(
            ("name", "label", "parent", "open"),
            (
                (place.code, place.short_label, place.parent_id or "", int(place.path.startswith(tuple(paths))))
                for place in found
            ),
        )


def records_csv(register: Register, person: User, today: date) -> bytes:
    """Return the records that a phone offers as answers, newest first, as far as the person may see them.

    Columns: name (id), label, place, and due_on and state where the register has them. Two queries.
    """
    del today
    found = register.objects.visible_to(person).select_related("place").order_by(f"-{register.date_field}", "-code")
    if register.phone_list is not None:
        found = found.filter(register.phone_list)
    carried = [name for name in CARRIED if hasattr(register.model, name)]
    with override(person.language):
        return _csv(
            ("name", "label", "place", *carried),
            (
                (record.pk, _label(record), record.place_id, *(getattr(record, name) or "" for name in carried))
                for record in found
            ),
        )


LISTS: dict[str, Writer] = {
    "places.csv": places_csv,
    **{f"{name}.csv": partial(records_csv, register) for name, register in REGISTERS.items() if register.on_phones},
}
"""The writer of each list, by file name."""


def _label(record: object) -> str:
    text = " ".join(str(record).split())
    if len(text) > LABEL:
        text = text[: LABEL - 1].rstrip() + "…"
    return f"{record.code} · {text} · {record.place.short_label}"  # type: ignore[attr-defined]


def _csv(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(rows)
    return text.getvalue().encode()
