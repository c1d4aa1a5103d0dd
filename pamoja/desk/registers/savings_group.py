"""The page of a savings group: how it stands in its cycle, with what each ratio is made of, and its months."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamoja.accounts.models import User
from pamoja.accounts.rights import can
from pamoja.activities.models import Sex
from pamoja.desk.registers.record import record_page
from pamoja.desk.registers.showing import currency_code, record_url
from pamoja.desk.templatetags.pamoja import date_long, decimal_number, month, percent
from pamoja.desk.values import Column, Fact, Row, Value, missing
from pamoja.economy.models import SavingsGroup, SavingsSheet, ShareOut
from pamoja.economy.savings import savings_groups
from pamoja.engine.savings import Cycle, Month, Ratio, Sheet, Standing, standing
from pamoja.formats.drawing.line_chart import Point, line_chart
from pamoja.records.openness import Reader

MONTHS_SHOWN = 18
MONTHS_NAMED = 6


def savings_group_page(group: SavingsGroup, reader: Reader, today: date) -> dict[str, Any]:
    """Return what the page of a savings group shows (desk/record.html).

    Its sums are those of all its sheets: where some are not open to the reader, no sum is shown.
    """
    page = record_page(savings_groups, leave=("savings_sheet",))(group, reader, today)
    sheets = {sheet.month: sheet for sheet in SavingsSheet.objects.visible_to(reader.person).filter(group=group)}
    shared_out = _share_out(group)
    closed = len(sheets) < group.sheets.count() or (shared_out is not None and not reader.sees(shared_out))
    found = standing(_cycle(group, shared_out), [_sheet(sheet) for sheet in sheets.values()], today)
    return page | {
        "sections": [*([] if closed else [_standing(group, found)]), *page["sections"]],
        "children": [_sheets(group, found, sheets, reader.person, closed), *page["children"]],
        "notes": [_closed()] if closed else _missing(found),
    }


def _share_out(group: SavingsGroup) -> ShareOut | None:
    """Return the share-out that ended the present cycle, if there was one."""
    return group.share_outs.filter(shared_on__gt=group.started_on).order_by("shared_on").first()


def _cycle(group: SavingsGroup, shared_out: ShareOut | None) -> Cycle:
    people = {Sex.WOMEN.value: 0, Sex.MEN.value: 0}
    for row in group.members.all():
        people[row.sex] = people.get(row.sex, 0) + row.people
    return Cycle(
        group.started_on,
        shared_out.shared_on if shared_out else group.ended_on,
        group.people,
        shared_out.people if shared_out else None,
        people[Sex.WOMEN],
        people[Sex.MEN],
    )


def _sheet(sheet: SavingsSheet) -> Sheet:
    told = sheet.women_present is not None and sheet.men_present is not None
    return Sheet(
        sheet.closed_on,
        sheet.members_active,
        sheet.savings,
        sheet.outstanding,
        sheet.late,
        sheet.interest,
        sheet.penalties,
        sheet.meetings,
        sheet.women_active,
        (sheet.women_present or 0) + (sheet.men_present or 0) if told else None,
    )


def _closed() -> dict[str, str]:
    return {
        "state": "going",
        "title": _("Some sheets of this group are not open to you."),
        "text": _("No sum is shown, because a part of it would tell of them."),
    }


def _missing(found: Standing) -> list[dict[str, str]]:
    lacking = found.missing
    if not lacking:
        return []
    named = ", ".join(month(one) for one in lacking[-MONTHS_NAMED:])
    title = ngettext("%(n)s month has no sheet: %(months)s.", "%(n)s months have no sheet: %(months)s.", len(lacking))
    if len(lacking) > MONTHS_NAMED:
        named = _("%(months)s and earlier ones") % {"months": named}
    return [
        {
            "state": "late",
            "title": title % {"n": len(lacking), "months": named},
            "text": _("They count in no sum: what they hold is not known, and is not nought."),
        }
    ]


def _standing(group: SavingsGroup, found: Standing) -> dict[str, Any]:
    latest = found.latest
    money = currency_code(group.currency)
    said = {"start": date_long(group.started_on), "month": month(latest.on) if latest else ""}
    note = _("Cycle since %(start)s; last sheet: %(month)s.") if latest else _("Cycle since %(start)s; no sheet yet.")
    drawings = [
        _drawing(found, "savings", _("Saved in the month"), money),
        _drawing(found, "outstanding", _("Loans outstanding at the end of the month"), money),
    ]
    return {
        "title": _("How it stands"),
        "note": note % said,
        "facts": [_fact(ratio, money) for ratio in found.ratios],
        "texts": [],
        "drawings": drawings if latest else [],
    }


def _fact(ratio: Ratio, currency: str) -> Fact:
    label = _labels()[ratio.code]
    value = ratio.value
    if value is None or ratio.numerator is None:
        return Fact(label, missing(_("not known")))
    data = {"part": decimal_number(ratio.numerator), "whole": decimal_number(ratio.denominator)}
    money = ratio.code in ("per_member", "loan_use", "par30", "return")
    note = _parts(ratio.code) % {**data, "currency": currency if money else ""}
    if ratio.partial:
        note = _("%(parts)s; months are missing") % {"parts": note}
    text = f"{decimal_number(round(value, 2))} {currency}" if ratio.code == "per_member" else percent(value * 100, 1)
    return Fact(label, Value("text", text, note=note))


def _labels() -> dict[str, str]:
    return {
        "per_member": _("Savings per active member"),
        "loan_use": _("Loan use"),
        "par30": _("Late by more than 30 days (PAR30)"),
        "return": _("Return on savings"),
        "attendance": _("Attendance"),
        "retention": _("Members who stayed"),
        "women": _("Women among the members"),
    }


def _parts(code: str) -> str:
    """Return the words for numerator and denominator of a ratio."""
    return {
        "per_member": _("%(part)s %(currency)s saved, %(whole)s active members"),
        "loan_use": _("%(part)s out of %(whole)s %(currency)s saved and earned"),
        "par30": _("%(part)s out of %(whole)s %(currency)s outstanding"),
        "return": _("%(part)s of interest and penalties on %(whole)s %(currency)s saved"),
        "attendance": _("%(part)s present out of %(whole)s possible"),
        "retention": _("%(part)s now out of %(whole)s at the start"),
        "women": _("%(part)s women out of %(whole)s"),
    }[code]


def _drawing(found: Standing, name: str, title: str, currency: str) -> dict[str, Any]:
    """Draw one amount by month, with the same numbers as a table; a month without a sheet breaks the line."""
    shown = found.months[-MONTHS_SHOWN:]
    points = [_point(one, name) for one in shown]
    labels = [month(one.first) for one in shown]
    told = "; ".join(f"{label}: {point.text or _('missing')}" for label, point in zip(labels, points, strict=True))
    svg = line_chart(points, title=title, desc=told, gap_word="", ident=name, tick=lambda value: _thousands(value))
    return {
        "title": title,
        "note": _("in %(currency)s; dotted line: no sheet") % {"currency": currency},
        "svg": mark_safe(svg),  # noqa: S308 (escaped where drawn)
        "columns": [_("Month"), currency],
        "rows": [{"label": label, "cells": [point.text or None]} for label, point in zip(labels, points, strict=True)][
            ::-1
        ],
        "table_word": _("The table of the chart"),
    }


def _point(one: Month, name: str) -> Point:
    label = f"{one.first:%m/%y}"
    if one.sheet is None:
        return Point(label, None)
    amount: Decimal = getattr(one.sheet, name)
    return Point(label, float(amount), decimal_number(amount))


def _thousands(value: float) -> str:
    return decimal_number(Decimal(str(round(value, 2))))


def _sheets(
    group: SavingsGroup, found: Standing, sheets: dict[date, SavingsSheet], person: User, closed: bool
) -> dict[str, Any]:
    """Return the months of the cycle, the latest first; a month without a sheet has a row that says so."""
    asked = f"group={group.pk}&place={group.place_id}&sensitivity={group.sensitivity}&currency={group.currency.code}"
    months = [one for one in found.months if one.sheet or not closed]
    return {
        "title": _("Month by month"),
        "note": _("In %(currency)s; the latest first.") % {"currency": currency_code(group.currency)},
        "columns": [
            Column(_("Month")),
            Column(_("Saved"), "number"),
            Column(_("Loans given"), "number"),
            Column(_("Outstanding"), "number"),
            Column(_("Late"), "number"),
            Column(_("Active members"), "number"),
            Column(_("Presences"), "number"),
        ],
        "rows": [_row(one, sheets.get(one.first)) for one in reversed(months)],
        "add_url": f"{reverse('register_new', args=['savings_sheet'])}?{asked}"
        if can(person, "savings_sheet.enter")
        else "",
        "empty": _("No sheet has come yet."),
    }


def _row(one: Month, sheet: SavingsSheet | None) -> Row:
    if sheet is None:
        return Row([Value("text", month(one.first), first=True), missing(_("no sheet")), *(missing("—"),) * 5])
    told = one.sheet.present if one.sheet else None
    return Row(
        [
            Value("text", month(one.first), url=record_url(sheet), note=sheet.code, first=True),
            *(Value("text", decimal_number(getattr(sheet, name))) for name in _AMOUNTS),
            Value("number", sheet.members_active),
            missing("—") if told is None else Value("number", told),
        ]
    )


_AMOUNTS = ("savings", "loans_given", "outstanding", "late")
