"""Lists of registers, on the page and as CSV."""

from collections.abc import Iterator
from datetime import date
from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pamoja.accounts.models import User
from pamoja.accounts.rights import can, require
from pamoja.desk.doors import signed_in
from pamoja.desk.persons.links import beside_list
from pamoja.desk.plaint.office import beside_complaints
from pamoja.desk.registers.filtering import Filters, matching
from pamoja.desk.registers.getters import register_called
from pamoja.desk.registers.hanging import beside
from pamoja.desk.registers.kept import kept_over
from pamoja.desk.registers.life import deleted_url
from pamoja.desk.registers.many import NOT_KEPT, offered
from pamoja.desk.registers.showing import columns_of, rows_of
from pamoja.desk.registers.unfinished import drafts_on
from pamoja.desk.values import Tab
from pamoja.excel.bringing import may_bring
from pamoja.formats.csv_rows import csv_rows
from pamoja.kit.by import By
from pamoja.records.actions import plain_answer
from pamoja.records.listing import Listed
from pamoja.records.openness import Reader
from pamoja.records.register import Child, Register
from pamoja.records.viewing import note_export

PER_PAGE = 25


def _plan(_person: User) -> list[dict[str, str]]:
    return [{"url": reverse("workplan"), "label": _("Work plan as a chart")}]


def _spending(_person: User) -> list[dict[str, str]]:
    return [{"url": reverse("money"), "label": _("Spending against time")}]


def _matrix(_person: User) -> list[dict[str, str]]:
    return [{"url": reverse("risk_matrix"), "label": _("Matrix of risks")}]


FURTHER = {
    "person": beside_list,
    "activity": _plan,
    "complaint": beside_complaints,
    "agreement": _spending,
    "budget_line": _spending,
    "transaction": _spending,
    "risk": _matrix,
}


"""Pages of a register, beside what hangs on it, that its list leads to."""


@signed_in
def register_list(request: HttpRequest, person: User, register: str) -> HttpResponseBase:
    """Show the records of a register that the person may see."""
    declared, today = register_called(register), timezone.localdate()
    filters = Filters(declared, person, request.GET)
    found = matching(declared, person, filters, today)
    page = Paginator(cast("Any", found), PER_PAGE).get_page(request.GET.get("page"))
    leaves = leaving(declared, found.records()).count() if declared.may_leave else page.paginator.count
    asked = request.GET.copy()
    rows = rows_of(declared, page, Reader(person), today)
    many = offered(filters, person, request.GET, rows, page)
    for name in NOT_KEPT:
        asked.pop(name, None)
    own = reverse("register_list", args=[register])
    context = {
        "section": register,
        "register": {"code": register, "name": declared.plural, "note": declared.about},
        "tabs": _tabs(found, request.GET, today),
        "filters": filters,
        "kept": kept_over(filters),
        "filtered": bool(filters.words()),
        "filter_words": filters.words(),
        "clear_url": own,
        "count": page.paginator.count,
        "leaving": leaves,
        "left_out": page.paginator.count - leaves,
        "total": found.total,
        "columns": columns_of(declared),
        "rows": rows,
        "many": many,
        "page": page,
        "csv_url": f"{reverse('register_csv', args=[register])}?{asked.urlencode()}" if can(person, "export") else "",
        "excel_url": _excel_url(person, declared, asked),
        "rows_urls": _rows_urls(declared, person, asked),
        "new_url": reverse("register_new", args=[register]) if can(person, f"{register}.enter") else "",
        "beside": [
            *beside(register, person),
            *(FURTHER[register](person) if register in FURTHER else []),
            {"url": reverse("dictionary", args=[register]), "label": _("Data dictionary")},
        ],
        "drafts": drafts_on(declared, person),
        "deleted_url": deleted_url(declared, person),
        "empty": _empty(own, bool(filters.words())),
    }
    return render(request, "desk/register_list.html", context)


def leaving(register: Register, found: "QuerySet[Any]") -> "QuerySet[Any]":
    """Keep the records that a file may hold which leaves the instance."""
    return found.filter(register.may_leave(timezone.localdate())) if register.may_leave else found


def _excel_url(person: User, register: Register, asked: QueryDict) -> str:
    own = reverse("excel", args=[register.name])
    return f"{own}?{asked.urlencode()}" if uses_excel(person, register) else ""


def uses_excel(person: User, register: Register) -> bool:
    """Tell whether a person takes workbooks of a register along, or may bring some."""
    return can(person, "export") or may_bring(person, register)


def _rows_urls(register: Register, person: User, asked: QueryDict) -> list[dict[str, str]]:
    """Return where the rows of each repeat of these records are downloaded."""
    if not can(person, "export"):
        return []
    own = reverse("register_csv", args=[register.name])
    return [
        {"label": str(child.label), "url": f"{own}?{asked.urlencode()}&rows={child.name}"}
        for child in register.children
    ]


def _empty(own: str, filtered: bool) -> dict[str, str]:
    if filtered:
        return {"title": _("No record passes these filters."), "url": own, "action": _("Show all records")}
    return {
        "title": _("No record yet."),
        "text": _(
            "Records come from phones and from the form here; those of other places or organisations may be hidden."
        ),
    }


def _tabs(found: Listed, asked: QueryDict, today: date) -> list[Tab]:
    register = found.register
    if not register.views:
        return []
    own = reverse("register_list", args=[register.name])
    chosen = next((view.code for view in register.views if asked.get(view.code)), "")
    tabs = [Tab(_("All"), own, found.total, current=not chosen)]
    for view in register.views:
        count = found.seen(view.condition(today))
        tabs.append(Tab(str(view.label), f"{own}?{view.code}=1", count, current=chosen == view.code))
    return tabs


@signed_in
def register_csv(request: HttpRequest, person: User, register: str) -> HttpResponseBase:
    """Download the records that the list shows, or the rows of one of their repeats (?rows=NAME)."""
    require(person, "export")
    declared = register_called(register)
    found = matching(declared, person, Filters(declared, person, request.GET), timezone.localdate()).records()
    child = next((child for child in declared.children if child.name == request.GET.get("rows")), None)
    found = leaving(declared, found)
    reader = Reader(person)
    note_export(By(person, "desk"), declared, found, child.name if child else "list")
    rows = _rows_of_child(declared, child, found, reader) if child else _rows(declared, found, reader)
    name = f"{register}-{child.name}" if child else register
    headers = {"Content-Disposition": f'attachment; filename="pamoja-{name}.csv"'}
    return StreamingHttpResponse(csv_rows(rows), content_type="text/csv; charset=utf-8", headers=headers)


def _rows(register: Register, found: Any, reader: Reader) -> Iterator[list[Any]]:
    names = [name for name in register.asked() if register.is_column(name)]
    many = [name for name in names if register.model._meta.get_field(name).many_to_many]
    derived = [name for name in register.columns.split() if name not in (*names, "owner", "code")]
    yield ["id", "code", "owner", "life", "place_name", *names, *derived]
    for record in found.prefetch_related(*many).iterator(chunk_size=500):
        closed = reader.closed(register, record)
        answers = ["" if name in closed else _cell(record, name, many) for name in names]
        yield [
            record.pk,
            record.code,
            record.owner_id,
            record.life,
            record.place.label,
            *answers,
            *(_cell(record, n, many) for n in derived),
        ]


def _cell(record: Any, name: str, many: list[str]) -> str:
    if name in many:
        return " ".join(sorted(place.pk for place in getattr(record, name).all()))
    return str(plain_answer(record, name))


def _rows_of_child(register: Register, child: Child, found: Any, reader: Reader) -> Iterator[list[Any]]:
    names = child.fields.split()
    yield ["id", f"{register.name}_id", f"{register.name}_code", *names]
    rows = child.model._default_manager.filter(**{f"{child.owner}__in": found.order_by()}).select_related(child.owner)
    for row in rows.iterator(chunk_size=500):
        owner = getattr(row, child.owner)
        if not reader.opens(register, owner, child.name):
            continue
        yield [row.pk, owner.pk, owner.code, *(plain_answer(row, name) for name in names)]
