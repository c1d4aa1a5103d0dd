"""The page of a record: the generic one, or the special one of a register whose work is special."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from pamoja.accounts.models import User
from pamoja.desk.doors import signed_in
from pamoja.desk.money.pages import agreement_page, budget_line_page, transaction_page
from pamoja.desk.persons.page import person_page
from pamoja.desk.registers.activity import activity_page
from pamoja.desk.registers.case import case_page
from pamoja.desk.registers.commitment import commitment_page
from pamoja.desk.registers.complaint import complaint_page
from pamoja.desk.registers.dialogue import dialogue_page
from pamoja.desk.registers.getters import register_called, visible_record
from pamoja.desk.registers.grant import grant_page
from pamoja.desk.registers.record import common, record_page
from pamoja.desk.registers.savings_group import savings_group_page
from pamoja.desk.registers.structure import structure_page
from pamoja.desk.registers.works import works_page
from pamoja.kit.by import By
from pamoja.records.openness import Reader
from pamoja.records.viewing import note_view

Presenter = Callable[[Any, Reader, Any], dict[str, Any]]

SPECIAL: dict[str, tuple[str, Presenter]] = {
    "activity": ("desk/record.html", activity_page),
    "agreement": ("desk/record.html", agreement_page),
    "budget_line": ("desk/record.html", budget_line_page),
    "case": ("desk/record.html", case_page),
    "commitment": ("desk/commitment.html", commitment_page),
    "complaint": ("desk/record.html", complaint_page),
    "dialogue": ("desk/dialogue.html", dialogue_page),
    "grant": ("desk/record.html", grant_page),
    "person": ("desk/record.html", person_page),
    "savings_group": ("desk/record.html", savings_group_page),
    "structure": ("desk/record.html", structure_page),
    "transaction": ("desk/record.html", transaction_page),
    "works": ("desk/record.html", works_page),
}


@signed_in
def register_record(request: HttpRequest, person: User, register: str, record_id: uuid.UUID) -> HttpResponseBase:
    """Show a record."""
    declared, today = register_called(register), timezone.localdate()
    record = visible_record(declared, record_id, person)
    note_view(By(person, "desk"), declared, record)
    reader = Reader(person)
    template, presenter = SPECIAL.get(register, ("desk/record.html", record_page(declared)))
    context = common(declared, record, reader) | presenter(record, reader, today)
    return render(request, template, context)
