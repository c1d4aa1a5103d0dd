"""Where a figure comes from: the definition, the calculation, the records, what was sent."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pamoja.accounts.models import User
from pamoja.desk.figures.method import version
from pamoja.desk.figures.scope import Scope
from pamoja.desk.figures.traced import Behinds, behind, columns, hidden_words, rows, submission_url
from pamoja.desk.figures.wording import amount, capital, is_share, text, whole_value, why_unknown
from pamoja.desk.templatetags.pamoja import moment, number, percent
from pamoja.engine.cells import Cell
from pamoja.engine.definition import Definition

SHOWN = 3


def steps(person: User, definition: Definition, scope: Scope, cell: Cell | None) -> list[dict[str, Any]]:
    """Return the steps from a figure down to a submission (parts/steps.html)."""
    assert cell is not None
    if cell.closed:
        return [
            _definition(definition),
            {"title": _("The calculation"), "text": calculation(definition, cell), "done": False},
        ]
    part = "denominator" if is_share(definition) else "numerator"
    found = behind(definition, scope, part, 0, SHOWN)
    return [
        _definition(definition),
        {"title": _("The calculation"), "text": calculation(definition, cell), "done": True},
        _records(person, found, scope.url("figure_trace", definition.code, part=part)),
        _submission(person, found),
    ]


def _definition(definition: Definition) -> dict[str, Any]:
    return {
        "title": _("The definition"),
        "text": version(definition),
        "url": "#method",
        "action": _("See the method sheet"),
        "done": True,
    }


def calculation(definition: Definition, cell: Cell) -> str:
    """Say how the value is made of its numbers, what stands apart and what is missing."""
    counted = text(definition.counted)
    if not cell.known:
        sentences = [capital(why_unknown(definition, cell)) + "."]
    elif cell.denominator is None:
        words = _("%(value)s %(counted)s, in %(records)s.")
        sentences = [words % {"value": number(cell.numerator), "counted": counted, "records": _of_records(cell.n)}]
    else:
        words = _("%(numerator)s ÷ %(denominator)s %(counted)s = %(exact)s, shown as %(value)s.")
        data = {"numerator": number(cell.numerator), "denominator": number(cell.denominator), "counted": counted}
        sentences = [words % {**data, "exact": percent(cell.percent, 1), "value": whole_value(cell)}]
    apart = [amount(cell.parts[part.code], part.name) for part in definition.parts if cell.parts[part.code] != 0]
    if apart and not cell.closed:
        sentences.append(_("Shown apart: %(list)s.") % {"list": ", ".join(apart)})
    if cell.missing != 0 and not cell.closed:
        sentences.append(_("Missing: %(list)s.") % {"list": amount(cell.missing, definition.missing.name)})
    return " ".join(sentences)


def _of_records(count: int) -> str:
    return ngettext("%(count)s record", "%(count)s records", count) % {"count": number(count)}


def _records(person: User, found: Behinds, url: str) -> dict[str, Any]:
    behind_it = found.behind
    sentences = [_("Read from the database on %(moment)s.") % {"moment": moment(found.scope.reader.read_at)}]
    if behind_it.hidden:
        sentences.append(hidden_words(behind_it.hidden))
    total = behind_it.visible + behind_it.hidden
    return {
        "title": _("The records counted: %(count)s") % {"count": number(total)},
        "text": " ".join(sentences),
        "done": True,
        "template": "parts/behind.html" if behind_it.records else "",
        "columns": columns(found),
        "rows": rows(person, found),
        "all_url": url if behind_it.visible > len(behind_it.records) else "",
        "all_word": ngettext("Open the %(count)s record", "Open the %(count)s records", behind_it.visible)
        % {"count": number(behind_it.visible)},
    }


def _submission(person: User, found: Behinds) -> dict[str, Any]:
    """Return the step of what was sent, told on the latest record that came from a phone."""
    title = _("What was sent")
    sent = next((record for record, _one in found.behind.records if record.submission), None)
    if sent is None:
        record = next((record for record, _one in found.behind.records), None)
        if record is None:
            return {"title": title, "text": _("No record is open to you here."), "done": False}
        words = _("%(code)s was entered on a page of Pamoja on %(moment)s; its history is on its page.")
        return {
            "title": title,
            "text": words % {"code": record.code, "moment": moment(record.created_at)},
            "done": True,
        }
    words = _("%(code)s came from a phone on %(moment)s; what was sent is kept sealed, byte for byte.")
    return {
        "title": title,
        "text": words % {"code": sent.code, "moment": moment(sent.created_at)},
        "done": True,
        "url": submission_url(person, sent.submission),
        "action": _("See what was sent"),
    }
