"""What a page says of a record that several partners made of one thing: with which of them it is counted."""

from typing import Any

from django.utils.translation import gettext as _

from pamoja.desk.registers.showing import record_url
from pamoja.records.openness import Reader


def joint_notes(record: Any, reader: Reader) -> list[dict[str, str]]:
    """Return that a record is counted with another one, and which ones are counted with it (parts/note.html).

    Records that the reader does not see are left out.
    """
    if not hasattr(record, "same_as_id"):
        return []
    found = []
    if record.same_as is not None and reader.sees(record.same_as):
        found.append(
            _note(_("Counted once, with the record of %(owner)s.") % {"owner": record.same_as.owner}, record.same_as)
        )
    for other in type(record).objects.visible_to(reader.person).filter(same_as=record):
        found.append(_note(_("%(owner)s recorded it too; it is counted once, here.") % {"owner": other.owner}, other))
    return found


def _note(title: str, other: Any) -> dict[str, str]:
    return {"state": "going", "title": title, "text": "", "url": record_url(other), "action": other.code}
