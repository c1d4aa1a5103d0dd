"""What a page posted, as answers; and the rows of a repeat, as fields of a page."""

from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pamoja.desk.registers.typed import typed
from pamoja.records.drafts import Draft
from pamoja.records.register import Child, Register

FIRST_ROWS = 3
ADDED_ROWS = 3
MOST_ROWS = 200


def posted_answers(register: Register, request: HttpRequest) -> dict[str, Any]:
    """Return the answers of a posted form, as `records.actions.enter` takes them.

    Raises Problem("seal.unreadable") or Problem("seal.key_lost") when a sealed answer typed before was altered.
    """
    found: dict[str, Any] = {}
    for name in register.asked():
        if name in register.files:
            if name in request.FILES:
                found[name] = request.FILES[name]
        elif name in register.sealed:
            found[name] = typed(request, register, name)
        elif _is_many(register, name):
            found[name] = request.POST.getlist(name)
        else:
            found[name] = request.POST.get(name, "")
    for child in register.children:
        found[child.name] = _posted_rows(child, request)
    return found


def _is_many(register: Register, name: str) -> bool:
    return register.is_column(name) and bool(register.model._meta.get_field(name).many_to_many)


def _posted_rows(child: Child, request: HttpRequest) -> list[dict[str, str]]:
    given = request.POST.get(f"{child.name}-TOTAL", "0")
    count = min(int(given), MOST_ROWS) if given.isdecimal() else 0
    rows = [
        {name: request.POST.get(f"{child.name}-{index}-{name}", "") for name in child.fields.split()}
        for index in range(count)
    ]
    return [row for row in rows if any(row.values())]


class Rows:
    """Holds the rows of a repeat with some empty ones, and the hidden count that tells how many were sent."""

    def __init__(self, draft: Draft, child: Child, added: int) -> None:
        filled = draft.rows[child.name]
        empty = max(FIRST_ROWS - len(filled), 0 if filled else FIRST_ROWS, added)
        self.forms = [*filled, *(draft.empty_row(child, len(filled) + index) for index in range(empty))]
        self.name = child.name

    @property
    def management_form(self) -> SafeString:
        """Return the hidden field with the number of rows."""
        return format_html('<input type="hidden" name="{}-TOTAL" value="{}">', self.name, len(self.forms))
