"""The page of a case tells whether its settlement holds, and closes parties and claims to whom they are not open."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pamoja.cases.models import Case
from pamoja.cases.tests.filed import RESOLVED, case, visit
from pamoja.desk.registers.tests.test_pages import signed_in
from pamoja.kit.audit import history
from pamoja.structures.tests.standing import structure
from tests.cast import Cast, by


def page(client: Client, record: Any) -> Any:
    return client.get(reverse("register_record", args=[record.register_name, record.pk]))


def table(answer: Any, title: str) -> dict[str, Any]:
    return next(child for child in answer.context["children"] if str(child["title"]) == title)


@pytest.fixture
def settled(cast: Cast) -> Case:
    """Return a case that is resolved, open to other organisations."""
    return case(by(cast.field_agent), sensitivity="internal", **RESOLVED)


def test_a_case_that_is_under_way_has_no_visits_to_show(cast: Cast) -> None:
    answer = page(signed_in(cast.field_agent), case(by(cast.field_agent)))
    assert [str(child["title"]) for child in answer.context["children"]] == [
        "Parties",
        "Ce que chaque partie revendique",
        "Étapes",
    ]


def test_visits_stand_by_milestone_and_not_visited_is_not_holds(cast: Cast, settled: Case) -> None:
    visit(by(cast.field_agent), settled, finding="not_visited", heard="", why_not="Route coupée.")
    seen = visit(by(cast.field_agent), settled, milestone="6", visited_on="2026-08-20", finding="partly")
    answer = page(signed_in(cast.field_agent), settled)
    found = table(answer, "Tient-il ?")
    assert [(row.cells[0].text, row.cells[1].text, row.cells[2].text) for row in found["rows"]] == [
        ("3 mois après", date(2026, 5, 10), "Pas visité"),
        ("6 mois après", date(2026, 8, 10), "Il tient en partie"),
        ("12 mois après", date(2027, 2, 10), "Pas encore échue"),
    ]
    assert seen.code in answer.text
    assert "Visites qui n’ont pas eu lieu" in answer.text
    form = signed_in(cast.field_agent).get(found["add_url"])
    assert form.status_code == 200
    assert settled.code in form.text


def test_a_relapse_is_said_first(cast: Cast, settled: Case) -> None:
    visit(by(cast.field_agent), settled, finding="relapsed")
    assert "Le conflit est revenu." in page(signed_in(cast.consortium_me), settled).text


def test_another_organisation_reads_the_case_and_neither_parties_nor_claims(cast: Cast, settled: Case) -> None:
    answer = page(signed_in(cast.consortium_me), settled)
    assert (answer.status_code, "eucalyptus" in answer.text) == (200, False)
    assert table(answer, "Parties")["rows"] == []
    form = signed_in(cast.consortium_me).get(reverse("register_edit", args=["case", settled.pk]))
    assert ("eucalyptus" in form.text, [child["name"] for child in form.context["children"]]) == (False, ["steps"])
    who = signed_in(cast.consortium_me).get(reverse("record_who", args=["case", settled.pk]))
    assert "Ce que chaque partie revendique" in who.text


def test_a_download_of_claims_holds_only_those_that_its_reader_opens(cast: Cast, settled: Case) -> None:
    address = reverse("register_csv", args=["case"]) + "?rows=claims"
    for person, reads in ((cast.partner_me, True), (cast.consortium_me, False)):
        answer = signed_in(person).get(address)
        assert ("eucalyptus" in answer.getvalue().decode()) == reads


def posted(form: Any) -> dict[str, str]:
    """Return what a form would post as it stands."""
    found: dict[str, str] = {}
    for section in form.context["sections"]:
        for field in section["fields"]:
            value = field.value()
            found[field.html_name] = "" if value is None else str(value)
    for child in form.context["children"]:
        rows = child["formset"]
        found[f"{rows.name}-TOTAL"] = str(len(rows.forms))
        for row in rows.forms:
            for field in row:
                found[field.html_name] = str(field.value() or "")
    return found


def correct(person: object, one: Case, version: str, **changes: str) -> Any:
    client, address = signed_in(person), reverse("register_edit", args=["case", one.pk])
    return client.post(address, posted(client.get(address)) | changes | {"reason": "relu", "version": version})


def test_what_changed_in_claims_is_closed_in_the_history_too(cast: Cast, settled: Case) -> None:
    saved = correct(cast.field_agent, settled, "1", **{"claims-0-unit": "du puits à l’eucalyptus"})
    assert saved.status_code == 302
    assert list(history("case", settled.pk).last().changes) == ["claims"]
    assert "du puits" in page(signed_in(cast.field_agent), settled).text
    assert "du puits" not in page(signed_in(cast.consortium_me), settled).text


def test_two_corrections_at_once_tell_nothing_of_claims_to_whom_they_are_closed(cast: Cast, settled: Case) -> None:
    correct(cast.field_agent, settled, "1", **{"claims-0-unit": "du puits à l’eucalyptus", "title": "Deux champs"})
    answer = correct(cast.consortium_me, settled, "1", title="Deux champs au bord de la rivière")
    assert (answer.status_code, "Deux champs" in answer.text) == (409, True)
    assert "eucalyptus" not in answer.text


def test_a_case_leads_to_its_structure_and_back(cast: Cast) -> None:
    handler = structure(by(cast.field_agent))
    one = case(by(cast.field_agent), handled_by=str(handler.pk))
    client = signed_in(cast.field_agent)
    assert handler.title in page(client, one).text
    assert one.title in page(client, handler).text
