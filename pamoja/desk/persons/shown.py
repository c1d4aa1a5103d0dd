"""What the pages on persons show, as parts of pages take it."""

from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from pamoja.desk.registers.history import doors, verbs
from pamoja.desk.registers.showing import shown
from pamoja.desk.values import Column, Fact, Row, Value, missing
from pamoja.intake.held import Held
from pamoja.persons.counting import FLOOR, People
from pamoja.persons.duplicates import NAME, PHONE, Pair
from pamoja.persons.models import Person
from pamoja.persons.register import persons
from pamoja.places.models import Place
from pamoja.records.openness import Reader

COMPARED = ("registered_on", "sex", "birth", "status", "household", "place", "disability", "owner")


def crumbs(*labels: str) -> list[dict[str, str]]:
    """Return the way from the list of persons to a page."""
    own = {"label": str(persons.plural), "url": reverse("register_list", args=[persons.name])}
    above = [{"label": label, "url": reverse("persons_duplicates")} for label in labels[:-1]]
    return [own, *above, {"label": labels[-1], "url": ""}]


def pair_columns() -> list[Column]:
    """Return the headings of the list of pairs."""
    return [
        Column(_("Records")),
        Column(_("What is equal")),
        Column(_("Sex")),
        Column(_("Years of birth")),
        Column(_("Place")),
    ]


def pair_row(pair: Pair) -> Row:
    """Return a pair as a row: attributes, no names."""
    one, other = pair.one, pair.other
    address = reverse("persons_pair", args=[one.pk, other.pk])
    equal = {NAME: _("name"), PHONE: _("phone")}
    return Row(
        [
            Value("link", f"{one.code} · {other.code}", url=address, first=True),
            Value("text", ", ".join(equal[question] for question in (NAME, PHONE) if question in pair.equal)),
            _both(one.get_sex_display(), other.get_sex_display()),
            _both(one.get_birth_display(), other.get_birth_display()),
            _both(one.place.label, other.place.label),
        ]
    )


def _both(one: str, other: str) -> Value:
    return Value("text", one or "—") if one == other else Value("text", f"{one or '—'} / {other or '—'}")


def side_by_side(one: Person, other: Person, reader: Reader) -> dict[str, Any]:
    """Return two records question by question (parts/table.html)."""
    rows = []
    for name in COMPARED:
        column: Any = Person._meta.get_field(name)
        values = [shown(reader, record, name) for record in (one, other)]
        rows.append(Row([Value("text", capfirst(str(column.verbose_name)), first=True), *values]))
    columns = [Column(_("Question")), Column(one.code), Column(other.code)]
    return {"columns": columns, "rows": rows}


def held(found: Held) -> dict[str, Any]:
    """Return everything that is held about a person (desk/person_held.html)."""
    return {
        "opened": True,
        "facts": [_fact(line.label, line.value) for line in found.answers],
        "consents": [
            _fact(str(one.purpose), f"{one.get_form_display()}, {one.given_on:%d/%m/%Y}" + _withdrawn(one))
            for one in found.consents
        ],
        "files": [_fact(f"{one.added_at:%d/%m/%Y}", one.name) for one in found.files],
        "submissions": [_fact(f"{one.received_at:%d/%m/%Y}", one.get_state_display()) for one in found.submissions],
        "links": [_fact(line.label, line.value) for line in found.links],
        "merged": found.merged,
        "history": [
            _fact(f"{at:%d/%m/%Y}", f"{verbs().get(verb, verb)}, {doors().get(door, door)}")
            for at, verb, door in found.history
        ],
    }


def _withdrawn(consent: Any) -> str:
    return _(", withdrawn on %(day)s") % {"day": f"{consent.withdrawn_on:%d/%m/%Y}"} if consent.withdrawn_on else ""


def _fact(label: str, value: str) -> Fact:
    return Fact(label, Value("text", value) if value else missing("—"))


def counted(everywhere: People, provinces: dict[str, People] | None, partners: int) -> dict[str, Any]:
    """Return the numbers of people (desk/persons_count.html); below the floor no number is shown."""
    names = dict(Place.objects.filter(pk__in=provinces or ()).values_list("pk", "name"))
    return {
        "floor": FLOOR,
        "small": everywhere.different < FLOOR,
        "people": everywhere,
        "partners": partners,
        "columns": [
            Column(_("Province")),
            Column(_("Records"), "number"),
            Column(_("Different people"), "number"),
            Column(_("Without a name"), "number"),
        ],
        "rows": [
            Row(
                [
                    Value("text", names.get(top, top), first=True),
                    *(Value("number", number) for number in (one.records, one.different, one.unnamed)),
                ]
            )
            for top, one in (provinces or {}).items()
        ],
    }
