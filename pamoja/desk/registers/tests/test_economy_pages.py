"""The pages of savings groups, works and grants show what each figure is made of, and never a gap as nought."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from pamoja.desk.registers.tests.test_pages import signed_in
from pamoja.economy.tests.filed import (
    GRANT,
    grant,
    grant_visit,
    group,
    piece_of_works,
    share_out,
    sheet,
    works_visit,
)
from pamoja.engine.durability import months_later
from tests.cast import Cast, by


def page(person: object, record: Any) -> Any:
    return signed_in(person).get(reverse("register_record", args=[record.register_name, record.pk]))


def facts(answer: Any, section: int = 0) -> dict[str, tuple[str, str]]:
    found = answer.context["sections"][section]["facts"]
    return {fact.label: (str(fact.value.text), fact.value.note) for fact in found}


def table(answer: Any, title: str) -> dict[str, Any]:
    return next(child for child in answer.context["children"] if str(child["title"]) == title)


def cells(table: dict[str, Any]) -> list[list[str]]:
    return [[str(cell.text) for cell in row.cells] for row in table["rows"]]


def first_of_month(back: int) -> date:
    """Return the first day of the month that lies some months before this one."""
    return months_later(timezone.localdate().replace(day=1), -back)


def saving_since(cast: Cast, months: int, **changes: Any) -> Any:
    start = first_of_month(months)
    return group(by(cast.field_agent), formed_on="", started_on=start.isoformat(), **changes)


def day_of(back: int) -> str:
    return (first_of_month(back) + timedelta(days=20)).isoformat()


def test_a_group_shows_each_ratio_with_its_parts_and_the_month_that_is_missing(cast: Cast) -> None:
    one = saving_since(cast, 3)
    sheet(by(cast.field_agent), one, closed_on=day_of(3))
    sheet(
        by(cast.field_agent), one, closed_on=day_of(1), outstanding="50000", late="10000", interest="4000",
        members_active="16", women_active="12", women_present="30", men_present="10",
    )  # fmt: skip
    answer = page(cast.field_agent, one)
    assert facts(answer) == {
        "Épargne par membre actif": (
            "12\u202f500 CDF",
            "200\u202f000 CDF épargnés, 16 membres actifs ; il manque des mois",
        ),
        "Usage des prêts": ("24,5\xa0%", "50\u202f000 sur 204\u202f000 CDF épargnés et gagnés ; il manque des mois"),
        "Retard de plus de 30 jours (PAR30)": ("20,0\xa0%", "10\u202f000 sur 50\u202f000 CDF d’encours"),
        "Rendement de l’épargne": (
            "3,0\xa0%",
            "6\u202f000 d’intérêts et de pénalités pour 200\u202f000 CDF épargnés ; il manque des mois",
        ),
        "Assiduité": ("76,4\xa0%", "110 présences sur 144 possibles ; il manque des mois"),
        "Membres restés": ("80,0\xa0%", "16 maintenant sur 20 au début"),
        "Femmes parmi les membres": ("75,0\xa0%", "12 femmes sur 16"),
    }  # fmt: skip
    months = cells(table(answer, "Mois par mois"))
    assert [row[1:3] for row in months] == [
        ["100\u202f000", "40\u202f000"],
        ["pas de fiche", "—"],
        ["100\u202f000", "40\u202f000"],
    ]
    assert str(answer.context["notes"][0]["title"]).startswith("1 mois est sans fiche")


def test_the_drawing_of_a_group_breaks_where_a_month_is_missing_and_has_its_table(cast: Cast) -> None:
    one = saving_since(cast, 3)
    sheet(by(cast.field_agent), one, closed_on=day_of(3))
    sheet(by(cast.field_agent), one, closed_on=day_of(1))
    savings, outstanding = page(cast.field_agent, one).context["sections"][0]["drawings"]
    assert savings["svg"].count('class="gr void"') == 1
    assert [row["cells"] for row in savings["rows"]] == [["100\u202f000"], [None], ["100\u202f000"]]
    assert [row["cells"] for row in outstanding["rows"]] == [["40\u202f000"], [None], ["40\u202f000"]]


def test_a_group_without_a_sheet_has_no_figure_of_nought(cast: Cast) -> None:
    answer = page(cast.field_agent, saving_since(cast, 2))
    assert facts(answer)["Épargne par membre actif"] == ("pas connu", "")
    assert facts(answer)["Usage des prêts"] == ("pas connu", "")
    assert answer.context["sections"][0]["drawings"] == []


def test_a_reader_who_may_not_see_every_sheet_sees_no_sum_and_no_month_as_missing(cast: Cast) -> None:
    one = saving_since(cast, 2)
    sheet(by(cast.field_agent), one, closed_on=day_of(2), sensitivity="restricted", savings="777000")
    sheet(by(cast.field_agent), one, closed_on=day_of(1))
    theirs = page(cast.stranger, one)
    assert theirs.status_code == 200
    assert "Épargne par membre actif" not in theirs.text
    assert "777" not in theirs.text
    assert str(theirs.context["notes"][0]["title"]) == "Des fiches de ce groupe ne vous sont pas ouvertes."
    assert len(table(theirs, "Mois par mois")["rows"]) == 1
    assert "777\u202f000" in page(cast.partner_me, one).text


def test_a_share_out_ends_the_months_that_are_expected(cast: Cast) -> None:
    one = group(by(cast.field_agent), started_on="2025-01-06")
    share_out(by(cast.field_agent), one)
    answer = page(cast.field_agent, one)
    assert cells(table(answer, "Mois par mois"))[0][0] == "décembre 2025"
    assert facts(answer)["Membres restés"] == ("90,0\xa0%", "18 maintenant sur 20 au début")
    assert len(table(answer, "Partages")["rows"]) == 1


def test_a_sheet_is_added_from_the_page_with_its_group_and_currency(cast: Cast) -> None:
    one = saving_since(cast, 2)
    form = signed_in(cast.field_agent).get(table(page(cast.field_agent, one), "Mois par mois")["add_url"])
    assert one.code in form.text
    assert 'value="cdf" selected' in form.text


def test_works_show_what_is_planned_done_and_verified_in_words_and_shapes(cast: Cast) -> None:
    bare = piece_of_works(by(cast.partner_me))
    drawing = page(cast.partner_me, bare).context["sections"][0]["drawings"][0]["svg"]
    assert (drawing.count("<rect"), "pas vérifié par le service" in drawing, "4,5 kilomètres" in drawing) == (
        2,
        True,
        True,
    )
    report = SimpleUploadedFile("pv.pdf", b"%PDF-1.4\nrapport\n%%EOF\n", "application/pdf")
    verified = {"verified": "3.8", "verified_by": "OVDA", "verified_on": "2025-08-02", "report": report}
    one = piece_of_works(by(cast.partner_me), **verified)
    drawing = page(cast.partner_me, one).context["sections"][0]["drawings"][0]["svg"]
    assert (drawing.count("<rect"), "3,8 kilomètres" in drawing) == (3, True)


def test_works_show_person_days_womens_share_wages_and_days_to_payment(cast: Cast) -> None:
    answer = page(cast.partner_me, piece_of_works(by(cast.partner_me)))
    assert facts(answer) == {
        "Personnes-jours": ("1\u202f500", "par 50 personnes"),
        "Part des femmes dans les jours": ("60,0\xa0%", "900 jours sur 1\u202f500"),
        "Salaires payés": ("100,0\xa0%", "4\u202f500 sur 4\u202f500 USD dus"),
        "De la fin des travaux au paiement": ("20 jours", ""),
    }


def test_wages_that_wait_are_told_with_their_days(cast: Cast) -> None:
    ended = timezone.localdate() - timedelta(days=31)
    changes = {"ended_on": ended.isoformat(), "wages_paid": "", "wages_paid_on": ""}
    answer = page(cast.partner_me, piece_of_works(by(cast.partner_me), **changes))
    assert facts(answer)["De la fin des travaux au paiement"][0] == "salaires attendus depuis 31 jours"
    assert facts(answer)["Salaires payés"][0] == "aucun paiement n’est noté ; 4\u202f500 USD sont dus"


def test_works_that_nobody_visited_are_not_in_good_condition(cast: Cast) -> None:
    one = piece_of_works(by(cast.partner_me))
    works_visit(by(cast.field_agent), one, condition="damaged", in_use="3.25")
    answer = page(cast.partner_me, one)
    assert [row[2:4] for row in cells(table(answer, "Dans quel état sont-ils ?"))] == [
        ["Abîmés, mais utilisés", "3,25 kilomètres"],
        ["Pas visité", "—"],
    ]
    assert "12 mois après" in str(answer.context["notes"][0]["title"])


def test_the_state_reads_works_and_adds_a_visit(cast: Cast) -> None:
    answer = page(cast.state, piece_of_works(by(cast.partner_me)))
    assert (answer.status_code, answer.context["edit_url"]) == (200, "")
    assert signed_in(cast.state).get(table(answer, "Dans quel état sont-ils ?")["add_url"]).status_code == 200


@pytest.mark.parametrize("name", ["state", "structure", "donor", "administrator"])
def test_the_money_of_members_is_not_for_narrow_roles(cast: Cast, name: str) -> None:
    one = saving_since(cast, 2, sensitivity="public")
    assert page(getattr(cast, name), one).status_code == 404


def test_a_grant_shows_what_is_paid_what_is_late_and_income_before_and_now(cast: Cast) -> None:
    one = grant(by(cast.partner_me))
    grant_visit(by(cast.partner_me), one)
    answer = page(cast.partner_me, one)
    assert facts(answer)["Payé jusqu’ici"] == ("800 USD", "sur 1\u202f200 USD")
    assert cells(table(answer, "Est-ce encore actif ?"))[0][2:5] == ["Encore active", "40 USD", "60 USD"]
    assert table(answer, "Est-ce encore actif ?")["rows"][0].cells[4].note == "+50 %"
    assert cells(table(answer, "Est-ce encore actif ?"))[1][2] == "Pas visité"
    titles = [str(note["title"]) for note in answer.context["notes"]]
    assert titles[0] == "1 tranche est échue et n’est pas payée : 10\xa0août 2025 (400 USD)."
    assert titles[1].startswith("Visites qui n’ont pas eu lieu")


def test_a_grant_of_which_nothing_is_paid_has_no_visits_to_wait_for(cast: Cast) -> None:
    tranches = [GRANT["tranches"][0] | {"paid_on": ""}]
    answer = page(cast.partner_me, grant(by(cast.partner_me), tranches=tranches))
    assert all(str(child["title"]) != "Est-ce encore actif ?" for child in answer.context["children"])
    assert facts(answer)["Premier paiement"][0] == "rien n’est encore payé"


def test_amounts_are_written_with_the_decimals_that_they_have(cast: Cast) -> None:
    one = group(by(cast.field_agent), share_value="1000.50", social_share="200")
    text = page(cast.field_agent, one).text
    assert "1\u202f000,5" in text
    assert one.share_value == Decimal("1000.50")
    assert "200,00" not in text
