"""The pages of a public entity and of its evaluations: weighted points, what differs, what is due and was paid."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamoja.accounts.rights import can
from pamoja.desk.registers.record import record_page
from pamoja.desk.registers.scorecard import mean_value, outcome_of
from pamoja.desk.registers.showing import closed, currency_code, record_url
from pamoja.desk.templatetags.pamoja import decimal_number
from pamoja.desk.values import Column, Fact, Row, Value, missing
from pamoja.engine import performance
from pamoja.institutions.entities import entity_evaluations, public_entities
from pamoja.institutions.models import EntityEvaluation, PublicEntity, Scorecard
from pamoja.institutions.performance import gap_allowed, scored, weights
from pamoja.records.openness import Reader

LATEST = 12


def entity_page(entity: PublicEntity, reader: Reader, today: date) -> dict[str, Any]:
    """Return what the page of a public entity shows (desk/record.html): its evaluations over time."""
    page = record_page(public_entities, leave=("entity_evaluation",))(entity, reader, today)
    visible = EntityEvaluation.objects.visible_to(reader.person).filter(entity=entity).order_by("-from_on", "-code")
    latest = list(visible.select_related("currency", "scorecard").prefetch_related("scores")[:LATEST])
    reader.look_at(one.scorecard for one in latest if one.scorecard)
    return page | {"children": [_evaluations(entity, latest, reader), *page["children"]]}


def _evaluations(entity: PublicEntity, latest: Sequence[EntityEvaluation], reader: Reader) -> dict[str, Any]:
    weighing, allowed = weights(entity), gap_allowed(entity)
    asked = f"entity={entity.pk}&place={entity.place_id}&sensitivity={entity.sensitivity}"
    return {
        "title": _("How it did"),
        "note": _("The latest first. Total: the points of each indicator times its weight, over the weights scored."),
        "columns": [
            Column(_("Period")),
            Column(_("Verified")),
            Column(_("Counter-verified")),
            Column(_("Gap")),
            Column(_("Citizens")),
            Column(_("Due"), "number"),
            Column(_("Paid"), "number"),
        ],
        "rows": [_row(one, scored(one, weighing), allowed, reader) for one in latest],
        "add_url": f"{reverse('register_new', args=['entity_evaluation'])}?{asked}"
        if can(reader.person, "entity_evaluation.enter")
        else "",
        "empty": _("It was not evaluated yet."),
    }


def _row(one: EntityEvaluation, rows: Sequence[performance.Scored], allowed: Decimal, reader: Reader) -> Row:
    money = currency_code(one.currency)
    return Row(
        [
            Value("text", str(one), url=record_url(one), note=one.code, first=True),
            total_value(performance.total(rows)),
            total_value(performance.counter_total(rows)) if one.counter_on else missing(_("not made")),
            gap_value(performance.gap(rows, allowed)),
            citizens_value(one.scorecard, reader),
            *(_amount(amount, money) for amount in (one.payment_due, one.payment_paid)),
        ]
    )


def total_value(total: performance.Total) -> Value:
    """Return a weighted total with how many of the indicators it is of."""
    if total.points is None:
        return missing(_("no indicator was scored"))
    note = _("on %(n)s of %(of)s indicators") % {"n": total.scored, "of": total.of}
    return Value("text", _("%(points)s of 100") % {"points": decimal_number(round(total.points, 1))}, note=note)


def gap_value(gap: performance.Gap) -> Value:
    """Return the gap between both verifications in points, flagged when it is above what is allowed."""
    if gap.points is None:
        return missing("—")
    points = decimal_number(abs(round(gap.points, 1)))
    if not gap.points:
        text = _("no gap")
    elif gap.points > 0:
        text = _("verified %(points)s points higher") % {"points": points}
    else:
        text = _("verified %(points)s points lower") % {"points": points}
    compared = ngettext("on %(n)s indicator that both scored", "on %(n)s indicators that both scored", gap.compared)
    data = {"n": gap.compared, "most": decimal_number(gap.threshold)}
    note = _("%(compared)s; %(most)s are allowed") % {"compared": compared % data, **data}
    return Value("state", text, state="late" if gap.above else "kept", note=note)


def citizens_value(card: Scorecard | None, reader: Reader) -> Value:
    """Return the citizens' score of a scorecard, for who may read it."""
    if card is None:
        return missing(_("no scorecard"))
    return mean_value(outcome_of(card).citizens) if reader.sees(card) else closed()


def _amount(amount: Decimal | None, money: str) -> Value:
    return missing("—") if amount is None else Value("text", f"{decimal_number(amount)} {money}")


def evaluation_page(evaluation: EntityEvaluation, reader: Reader, today: date) -> dict[str, Any]:
    """Return what the page of an evaluation shows (desk/record.html); its points stand beside weight and target."""
    page = record_page(entity_evaluations)(evaluation, reader, today)
    entity = evaluation.entity
    if not reader.sees(entity):
        return page
    rows, gap = scored(evaluation, weights(entity)), None
    gap = performance.gap(rows, gap_allowed(entity))
    facts = [
        Fact(_("Total, as verified"), total_value(performance.total(rows))),
        Fact(_("Total, as counter-verified"), total_value(performance.counter_total(rows))),
        Fact(_("Gap between the two"), gap_value(gap)),
        Fact(_("Citizens’ score"), citizens_value(evaluation.scorecard, reader)),
    ]
    section = {
        "title": _("What it came to"),
        "note": _("The points of each indicator times its weight, over the weights of those that were scored."),
        "facts": facts,
        "texts": [],
    }
    return page | {
        "sections": [section, *page["sections"]],
        "children": [_points(evaluation, entity), *page["children"][1:]],
        "notes": [*page["notes"], *_differs(gap)],
    }


def _differs(gap: performance.Gap) -> list[dict[str, str]]:
    if not gap.above:
        return []
    return [
        {
            "state": "late",
            "title": _("Verification and counter-verification differ by more than is allowed."),
            "text": _("Look at both sheets again before it is paid."),
        }
    ]


def _points(evaluation: EntityEvaluation, entity: PublicEntity) -> dict[str, Any]:
    """Return the indicators of the contract with weight, target and points; one without points has a row too."""
    found = {one.indicator_id: one for one in evaluation.scores.all()}
    rows = []
    for one in entity.indicators.select_related("indicator"):
        score = found.get(one.indicator_id)
        rows.append(
            Row(
                [
                    Value("text", str(one.indicator), first=True),
                    Value("text", decimal_number(one.weight)),
                    _number(one.target, "—"),
                    _number(score.score if score else None, _("not scored")),
                    _number(score.counter if score else None, "—"),
                    Value("text", score.why) if score and score.why else missing("—"),
                ]
            )
        )
    return {
        "title": _("Points by indicator"),
        "note": _("From 0 to 100, for each indicator of the contract."),
        "columns": [
            Column(_("Indicator")),
            Column(_("Weight"), "number"),
            Column(_("Target"), "number"),
            Column(_("Verified"), "number"),
            Column(_("Counter-verified"), "number"),
            Column(_("What shows it, or why it was not scored")),
        ],
        "rows": rows,
        "empty": "",
    }


def _number(value: Decimal | None, unknown: str) -> Value:
    return missing(unknown) if value is None else Value("text", decimal_number(value))
