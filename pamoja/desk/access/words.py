"""Reasons for seeing a record or not, in words."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from pamoja.accounts.models import User
from pamoja.accounts.queries import may_look_after
from pamoja.accounts.rights import can
from pamoja.desk.values import Column, Row, Value, missing
from pamoja.records.models import Record, Sensitivity
from pamoja.records.queries import STRICT
from pamoja.records.register import Register
from pamoja.records.why import Why


def level_word(level: str) -> str:
    """Return the name of a level of sensitivity."""
    return str(Sensitivity(level).label)


def ground_of(ground: str, record: Record) -> tuple[str, str]:
    """Return the heading over those who see a record for the same reason, and the reason as a sentence."""
    facts = {"level": level_word(record.sensitivity), "organisation": record.owner}
    titles = {"own": _("Its own organisation"), "others": _("Other organisations"), "named": _("Named for it")}
    sentences = {
        "own": _("Their role reads “%(level)s” records of their own organisation, %(organisation)s."),
        "others": _("Their role reads “%(level)s” records of every organisation."),
        "named": _("The record is strict: it is read by the people named for it, and by nobody else."),
    }
    return titles[ground], sentences[ground] % facts


def obstacles_of(person: User, record: Record, found: Why) -> list[str]:
    """Return a sentence for everything that keeps a record from somebody."""
    own = person.organisation_id == record.owner_id
    facts = {"level": level_word(record.sensitivity), "role": person.role_name, "place": record.place.label}
    sentences = {
        "suspended": _("The access is suspended."),
        "register": _("The role “%(role)s” does not open this register."),
        "concerns": _("In this register the role “%(role)s” sees only what concerns its own organisation."),
        "named": _("The record is strict, and the person is not named for it."),
        "level": _("The role “%(role)s” does not read “%(level)s” records of its own organisation.")
        if own
        else _("The role “%(role)s” does not read “%(level)s” records of other organisations."),
        "place": _("%(place)s lies outside the places in which the person works."),
        "real": _("This is a preview, and the record is closed to the person behind it."),
    }
    return [sentences[obstacle] % facts for obstacle in found.obstacles]


def place_of(person: User, found: Why) -> str:
    """Return the places of somebody that hold the record."""
    if not person.scopes:
        return _("the whole programme")
    return ", ".join(place.short_label for place in person.places.all() if place.path in found.scopes)


def reasons_of(person: User, record: Record, found: Why) -> list[str]:
    """Return the sentences on why somebody sees a record, or on everything that keeps it from them."""
    if not found.visible:
        return obstacles_of(person, record, found)
    where = _("The person works in the whole programme.")
    if person.scopes:
        facts = {"places": place_of(person, found), "place": record.place.label}
        where = _("The person works in %(places)s, and %(place)s lies there.") % facts
    return [ground_of(found.ground, record)[1], where]


def answers_of(register: Register, found: Why) -> Value:
    """Return which answers somebody reads in a record that they see."""
    closed = [level for level in levels_asked(register) if level not in found.levels]
    if not closed:
        return Value(text=pgettext("answers", "all"))
    return missing(_("not those of level %(levels)s") % {"levels": ", ".join(level_word(level) for level in closed)})


def levels_asked(register: Register) -> dict[str, list[str]]:
    """Return the questions of a register whose answers are less open than the record, by level, as labels."""
    found: dict[str, list[str]] = {}
    for name in register.levels:
        found.setdefault(register.level_of(name), []).append(register.label_of(name))
    return {level: found[level] for level in Sensitivity.values if level in found and level != "public"}


def columns() -> list[Column]:
    """Return the headings of the people who see a record."""
    return [
        Column(_("Person")),
        Column(_("Organisation")),
        Column(_("Role")),
        Column(_("Places")),
        Column(_("Answers")),
    ]


def row(register: Register, reader: User, person: User, found: Why) -> Row:
    """Return the line of somebody who sees a record."""
    url = reverse("person", args=[person.pk]) if may_look_after(reader, person) else ""
    return Row(
        [
            Value(text=str(person), url=url, note=person.login if person.function else "", first=True),
            Value(text=str(person.organisation)),
            Value(text=person.role_name),
            Value(text=place_of(person, found)) if place_of(person, found) else missing("—"),
            answers_of(register, found),
        ]
    )


def counts(people: Iterable[User]) -> list[str]:
    """Return how many people of each organisation there are, for those whom the reader may not know."""
    found = Counter(str(person.organisation) for person in people)
    return [
        ngettext("%(organisation)s: %(n)s person", "%(organisation)s: %(n)s people", n) % {"organisation": name, "n": n}
        for name, n in sorted(found.items())
    ]


def closed_words(register: Register, seeing: list[tuple[User, Why]]) -> list[dict[str, Any]]:
    """Return the answers less open than the record, by level and then sealed, with how many people read them."""
    told = []
    for level, labels in levels_asked(register).items():
        n = sum(level in found.levels for _person, found in seeing)
        read = ngettext(
            "read by %(n)s person of %(all)s who see the record",
            "read by %(n)s people of %(all)s who see the record",
            n,
        )
        told.append(_told(level_word(level), labels, read, n, len(seeing)))
    if register.sealed:
        needed = {sealed.level for sealed in register.sealed.values()} - {"public"}
        n = sum(can(person, "sealed.open") and needed <= set(found.levels) for person, found in seeing)
        opened = ngettext(
            "opened one at a time and for a reason by %(n)s person of %(all)s who see the record",
            "opened one at a time and for a reason by %(n)s people of %(all)s who see the record",
            n,
        )
        labels = [str(sealed.label) for sealed in register.sealed.values()]
        told.append(_told(_("sealed"), labels, opened, n, len(seeing)))
    return told


def _told(level: str, labels: list[str], sentence: str, n: int, everybody: int) -> dict[str, Any]:
    return {"level": level, "questions": ", ".join(labels), "readers": sentence % {"n": n, "all": everybody}}


def is_strict(record: Record) -> bool:
    """Tell whether a record is read by those named for it alone."""
    return record.sensitivity == STRICT
