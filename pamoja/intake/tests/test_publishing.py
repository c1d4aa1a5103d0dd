"""Forms are published as versions; earlier ones stay so that what they brought can be read."""

import io

import pytest
from django.core.management import call_command

from pamoja.intake.models import FormVersion
from pamoja.intake.publishing import publish_forms
from pamoja.kit.audit import history
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.models import Term
from pamoja.registry.registers import REGISTERS
from tests.cast import Cast

SERVER = By(None, "command")


def current(form_id: str) -> FormVersion:
    return FormVersion.objects.get(form_id=form_id, current=True)


def test_every_form_gets_one_current_version(base: None) -> None:
    done = publish_forms(SERVER)
    assert [(form.form_id, form.outcome) for form in done] == [
        (form_id, "new") for form_id, one in REGISTERS.items() if one.on_phones
    ]
    form = current("commitment")
    assert (form.register, form.media) == (
        "commitment",
        ["compact.csv", "dialogue.csv", "places.csv", "scorecard.csv"],
    )
    assert form.reading["answers"]["kind/place"] == {"name": "place", "kind": "place"}
    assert f'version="{form.version}"' in form.xml
    assert [line.verb for line in history("form", f"commitment {form.version}")] == ["publish"]


def test_publishing_twice_changes_nothing(base: None) -> None:
    publish_forms(SERVER)
    before = list(FormVersion.objects.values())
    assert {form.outcome for form in publish_forms(SERVER)} == {"unchanged"}
    assert list(FormVersion.objects.values()) == before


def test_a_new_term_makes_a_new_version_and_the_old_one_stays(base: None) -> None:
    publish_forms(SERVER)
    old = current("dialogue")
    Term.objects.create(
        key="theme:fishing", list="theme", code="fishing", fr="Pêche", sw="Uvuvi", en="Fishing", source="-"
    )
    assert {form.form_id for form in publish_forms(SERVER) if form.outcome == "new"} == {"dialogue"}
    assert current("dialogue").version != old.version
    assert FormVersion.objects.filter(pk=old.pk, current=False).exists()


def test_going_back_makes_the_old_version_current_again(base: None) -> None:
    publish_forms(SERVER)
    old = current("dialogue")
    Term.objects.create(
        key="theme:fishing", list="theme", code="fishing", fr="Pêche", sw="Uvuvi", en="Fishing", source="-"
    )
    publish_forms(SERVER)
    Term.objects.filter(key="theme:fishing").delete()
    assert "again" in {form.outcome for form in publish_forms(SERVER)}
    assert current("dialogue").pk == old.pk


def test_who_does_not_manage_devices_does_not_publish(cast: Cast) -> None:
    with pytest.raises(Problem) as refused:
        publish_forms(By(cast.field_agent, "desk"))
    assert refused.value.code == "rights.refused"
    assert not FormVersion.objects.exists()


def test_the_command_says_what_it_did(base: None) -> None:
    out = io.StringIO()
    call_command("forms", "publish", stdout=out)
    assert [line.split("\t")[::2] for line in out.getvalue().splitlines()] == [
        [form_id, "new"] for form_id, one in REGISTERS.items() if one.on_phones
    ]
