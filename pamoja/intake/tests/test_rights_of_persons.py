"""A person may see everything that is held about them; the command serves it, and erases it."""

from io import StringIO

import pytest
from django.core.management import call_command

from pamoja.intake.held import held_about
from pamoja.intake.models import FormVersion
from pamoja.intake.processing import process
from pamoja.intake.tests.filling import arrived
from pamoja.kit.audit import history
from pamoja.kit.problems import Problem
from pamoja.persons.merging import merge
from pamoja.persons.models import Identity, Person
from pamoja.persons.tests.people import PERSON, consent, person
from tests.cast import Cast, by

ASKED = "demande du 2 mars, registre des demandes no 4"


def test_everything_held_is_shown_and_each_opening_leaves_a_line(cast: Cast, forms: dict[str, FormVersion]) -> None:
    sent = PERSON | {"phone": "0600 000 201", "consents": [consent("share")]}
    submission = arrived(cast.field_agent, forms["person"], sent)
    process(submission)
    one = Person.objects.get()
    other = person(by(cast.field_agent), full_name="Stagiaire Alphonsine")
    merge(by(cast.partner_me), one, other, "même personne")
    held = held_about(by(cast.partner_me), one, ASKED)

    values = [line.value for line in held.answers]
    assert {"Stagiaire Alpha", "Stagiaire Alphonsine", "0600 000 201", "M-014"} <= set(values)
    assert [str(one.purpose_id) for one in held.consents] == ["consent_purpose:share"]
    assert (held.submissions, held.merged) == ((submission,), (other.code,))
    openings = [line for pk in (one.pk, other.pk) for line in history("person", pk).filter(verb="open_seal")]
    assert {line.reason for line in openings} == {ASKED}
    assert len(openings) == 3


@pytest.mark.parametrize(
    ("who", "reason", "code"),
    [
        ("field_agent", ASKED, "rights.refused"),
        ("administrator", ASKED, "rights.refused"),
        ("stranger", ASKED, "record.not_found"),
        ("partner_me", " ", "seal.reason_missing"),
    ],
)
def test_who_may_not_and_without_a_reason(cast: Cast, who: str, reason: str, code: str) -> None:
    one = person(by(cast.field_agent))
    with pytest.raises(Problem) as error:
        held_about(by(getattr(cast, who)), one, reason)
    assert error.value.code == code
    assert not history("person", one.pk).filter(verb="open_seal").exists()


def test_the_command_shows_pseudonymises_and_erases(cast: Cast) -> None:
    one = person(by(cast.field_agent), phone="0600 000 201")
    shown = run("see", one.code.lower())
    assert "Stagiaire Alpha" in shown
    assert "0600 000 201" in shown
    for verb, identity in (("pseudonymise", Identity.PSEUDONYMISED), ("erase", Identity.ERASED)):
        assert "Stagiaire" not in run(verb, one.code)
        one.refresh_from_db()
        assert one.identity == identity
    assert "Stagiaire" not in run("see", one.code)
    with pytest.raises(Problem) as error:
        run("erase", "PER-1999-0001")
    assert error.value.code == "person.not_found"


def run(verb: str, code: str) -> str:
    out = StringIO()
    call_command("person", verb, code, "--reason", ASKED, stdout=out)
    return out.getvalue()
