"""The page of a structure shows each part of the functional test, its meetings, and its capacity over time."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from pamoja.desk.registers.tests.test_pages import signed_in
from pamoja.structures.tests.standing import assessment, meeting, structure
from tests.cast import Cast, by


def page(person: object, record: Any) -> Any:
    return signed_in(person).get(reverse("register_record", args=["structure", record.pk]))


def parts(answer: Any) -> dict[str, tuple[str, str]]:
    facts = answer.context["sections"][0]["facts"]
    return {fact.label: (fact.value.text, fact.value.note) for fact in facts}


def test_each_part_of_the_test_says_its_result_and_why(cast: Cast) -> None:
    one = structure(by(cast.field_agent), plans=[], has_plan="no")
    assert parts(page(cast.field_agent, one)) == {
        "Les quatre ensemble": ("pas réussi", ""),
        "Elle s’est réunie dans les 90 derniers jours": ("pas connu", "aucune réunion n’est enregistrée"),
        "Elle en a un procès-verbal": ("pas connu", "aucune réunion n’est enregistrée"),
        "Elle a un plan en vigueur": ("pas réussi", "elle n’a pas de plan"),
        "Au moins 30 % de ses membres sont des femmes": ("réussi", "4 femmes sur 10"),
    }


def test_meetings_count_for_every_reader_and_are_listed_to_those_who_see_them(cast: Cast) -> None:
    one = structure(by(cast.field_agent))
    recently = (timezone.localdate() - timedelta(days=10)).isoformat()
    rows = [{"sex": "f", "age": "18-35", "category": "women", "people": "7"}]
    meeting(by(cast.field_agent), one, recently, sensitivity="restricted", attendance=rows, note="Plan relu au puits.")
    mine, theirs = page(cast.field_agent, one), page(cast.consortium_me, one)
    met = ("réussi", "1 réunion")
    assert parts(mine)["Elle s’est réunie dans les 90 derniers jours"] == met
    assert parts(theirs)["Elle s’est réunie dans les 90 derniers jours"] == met
    assert ("Plan relu au puits." in mine.text, "Plan relu au puits." in theirs.text) == (True, False)


def test_capacity_is_shown_dimension_by_dimension_over_time(cast: Cast) -> None:
    one = structure(by(cast.field_agent))
    assessment(by(cast.field_agent), one)
    assessment(by(cast.field_agent), one, assessed_on="2026-09-01", scores=[{"dimension": "governance", "points": "3"}])
    answer = page(cast.field_agent, one)
    found = next(child for child in answer.context["children"] if str(child["title"]) == "Sa capacité")
    assert [[cell.text for cell in row.cells] for row in found["rows"][:-1]] == [
        ["Règles et gouvernance interne", 2, 3],
        ["Réunions, procès-verbaux, archives", 0, "—"],
    ]


def test_a_meeting_and_an_assessment_are_added_from_the_page(cast: Cast) -> None:
    one = structure(by(cast.field_agent))
    children = {str(child["title"]): child for child in page(cast.field_agent, one).context["children"]}
    for title in ("Ses réunions", "Sa capacité"):
        form = signed_in(cast.field_agent).get(children[title]["add_url"])
        assert one.code in form.text


def test_the_state_reads_structures_and_enters_none(cast: Cast) -> None:
    one = structure(by(cast.field_agent))
    answer = page(cast.state, one)
    assert (answer.status_code, answer.context["edit_url"]) == (200, "")
    assert all(not child.get("add_url") for child in answer.context["children"])
