"""The page of a person: the record, what they agree to today, and until when it is kept."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from pamoja.desk.persons.links import about
from pamoja.desk.registers.record import record_page
from pamoja.desk.values import Fact, Value, missing
from pamoja.persons.consent import purposes_agreed
from pamoja.persons.models import Identity, Person
from pamoja.persons.register import persons
from pamoja.records.models import Term
from pamoja.records.openness import Reader
from pamoja.registry.retention import next_due


def person_page(record: Person, reader: Reader, today: date) -> dict[str, Any]:
    """Return what the page of a person shows (desk/record.html)."""
    page = record_page(persons)(record, reader, today)
    if record.identity != Identity.ERASED:
        page["sections"].insert(0, {"title": _("Today"), "facts": _today(record, today)})
    agrees = record.identity == Identity.ERASED or bool(purposes_agreed(record, today))
    return page | {
        "notes": [note for note in (_identity(record), None if agrees else _no_consent()) if note],
        "deeds": about(reader.person, record),
        "given_up": record.identity != Identity.KEPT,
    }


def _today(record: Person, today: date) -> list[Fact]:
    agreed = set(purposes_agreed(record, today))
    purposes = list(Term.objects.filter(list="consent_purpose", retired_on=None))
    yes = [str(one) for one in purposes if one.pk in agreed]
    no = [str(one) for one in purposes if one.pk not in agreed]
    return [
        Fact(_("Agrees to"), Value("text", " · ".join(yes)) if yes else missing(_("nothing"))),
        Fact(_("Has not agreed to"), Value("text", " · ".join(no)) if no else missing("—")),
        Fact(
            _("Disability (short set)"),
            Value("text", record.get_disability_display()) if record.disability else missing(_("unknown")),
        ),
        Fact(_("Kept as it is until"), _kept_until(record)),
    ]


def _kept_until(record: Person) -> Value:
    done = ["pseudonymise"] if record.identity == Identity.PSEUDONYMISED else []
    due = next_due(record, done)
    if due is None:
        return missing(_("without end"))
    day, rule = due
    return Value("date", day, note=_("then pseudonymised") if rule.does == "pseudonymise" else _("then erased"))


def _identity(record: Person) -> dict[str, str] | None:
    if record.identity == Identity.ERASED:
        return {
            "state": "going",
            "title": _("What was held about this person is erased."),
            "text": _("This empty record stays, so that figures which counted it can still be explained."),
        }
    if record.identity == Identity.PSEUDONYMISED:
        return {
            "state": "going",
            "title": _("The identity of this person was given up."),
            "text": _("Name, phone, address, household and exact place are gone; what is counted remains."),
        }
    return None


def _no_consent() -> dict[str, str]:
    return {
        "state": "late",
        "title": _("This person agrees to nothing today."),
        "text": _("Ask again, or erase the record. It stands in no download."),
    }
