"""Workbooks to take along: the template of a register, and the records that a list shows."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from pamoja.accounts.models import User
from pamoja.accounts.rights import require
from pamoja.desk.doors import signed_in
from pamoja.desk.registers.filtering import Filters, matching
from pamoja.desk.registers.getters import register_called
from pamoja.desk.registers.lists import leaving
from pamoja.excel.bringing import may_bring
from pamoja.excel.exporting import MOST_EXPORTED, records_as_workbook, template
from pamoja.formats.sheet.plan import XLSX
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.viewing import note_export


@require_safe
@signed_in
def template_of(request: HttpRequest, person: User, register: str) -> HttpResponseBase:
    """Download an empty workbook of a register, with its lists and how to fill it."""
    del request
    declared = register_called(register)
    if not may_bring(person, declared):
        raise Problem("rights.refused")
    return _file(template(declared, person, _language()), f"pamoja-{register}-template.xlsx")


@require_safe
@signed_in
def records_of(request: HttpRequest, person: User, register: str) -> HttpResponseBase:
    """Download the records that the list shows as a workbook, which may be brought back corrected."""
    require(person, "export")
    declared = register_called(register)
    listed = matching(declared, person, Filters(declared, person, request.GET), timezone.localdate())
    found = leaving(declared, listed.records())
    if listed.count() > MOST_EXPORTED:
        raise Problem("excel.too_many_to_download", most=MOST_EXPORTED)
    note_export(By(person, "desk"), declared, found, "excel")
    return _file(records_as_workbook(declared, person, _language(), found), f"pamoja-{register}.xlsx")


def _file(content: Any, name: str) -> FileResponse:
    return FileResponse(content, as_attachment=True, filename=name, content_type=XLSX)


def _language() -> str:
    return (get_language() or "fr")[:2]
