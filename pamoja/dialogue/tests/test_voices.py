"""Who may speak for which side, and what follows for the state."""

import pytest

from pamoja.dialogue.models import Commitment
from pamoja.dialogue.tests.stories import commitment, process, word
from pamoja.kit.by import By
from pamoja.kit.problems import Problem, Problems
from tests.cast import Cast


@pytest.fixture
def promised(cast: Cast) -> Commitment:
    """Return a commitment of the State towards the population, in Jomba."""
    by = By(cast.partner_me, "desk")
    return commitment(by, process(by))


@pytest.mark.parametrize(
    ("who", "voice", "more", "code"),
    [
        ("state", "promiser", {}, ""),
        ("field_agent", "promiser", {"document": "lettre.jpg"}, ""),
        ("field_agent", "promiser", {}, "followup.document_missing"),
        ("structure", "promiser", {"document": "lettre.jpg"}, "followup.not_your_side"),
        ("field_agent", "receiver", {}, ""),
        ("structure", "receiver", {}, ""),
        ("structure", "receiver", {"women": "", "men": ""}, "followup.numbers_missing"),
        ("state", "receiver", {}, "followup.not_your_side"),
        ("partner_me", "receiver", {}, "followup.not_your_side"),
        ("partner_me", "verification", {}, ""),
        ("consortium_me", "verification", {}, ""),
        ("state", "verification", {}, "followup.may_not_verify"),
        ("donor", "receiver", {}, "rights.refused"),
        ("administrator", "promiser", {}, "rights.refused"),
    ],
)
def test_each_side_speaks_through_those_who_may(
    cast: Cast, promised: Commitment, who: str, voice: str, more: dict[str, str], code: str
) -> None:
    by = By(getattr(cast, who), "desk")
    if not code:
        word(by, promised, voice, "going", "2026-03-01", **more)
        assert promised.followups.count() == 1
        return
    with pytest.raises((Problem, Problems)) as found:
        word(by, promised, voice, "going", "2026-03-01", **more)
    problems = found.value.problems if isinstance(found.value, Problems) else [found.value]
    assert [problem.code for problem in problems] == [code]
    assert not promised.followups.exists()


@pytest.mark.parametrize("second", ["receiver", "verification"])
def test_nobody_enters_two_voices_of_one_commitment(cast: Cast, promised: Commitment, second: str) -> None:
    by = By(cast.field_agent, "phone")
    word(by, promised, "promiser", "going", "2026-03-01", document="lettre.jpg")
    with pytest.raises(Problems) as found:
        word(by, promised, second, "going", "2026-03-02")
    assert found.value.problems[0].code == "followup.both_sides"


def test_the_state_follows_the_words_and_is_kept_beside(cast: Cast, promised: Commitment) -> None:
    word(By(cast.state, "desk"), promised, "promiser", "kept", "2026-07-10")
    promised.refresh_from_db()
    assert (promised.state, promised.basis) == ("kept", "one_side")
    word(By(cast.structure, "desk"), promised, "receiver", "broken", "2026-07-26")
    promised.refresh_from_db()
    assert (promised.state, promised.basis) == ("disputed", "differ")
    answers = {"promiser_answer": "accepts", "receiver_answer": "accepts"}
    word(By(cast.consortium_me, "desk"), promised, "verification", "part", "2026-08-21", **answers)
    promised.refresh_from_db()
    assert (promised.state, promised.basis) == ("part", "verified")


def test_a_word_stays_with_its_commitment(cast: Cast, promised: Commitment) -> None:
    by = By(cast.partner_me, "desk")
    other = commitment(by, promised.dialogue, words="La barrière sera levée.")
    said = word(by, promised, "verification", "going", "2026-03-01")
    from pamoja.records.actions import enter, stored_answers
    from pamoja.registry.registers import REGISTERS

    answers = stored_answers(REGISTERS["followup"], said) | {"commitment": str(other.pk)}
    with pytest.raises(Problems) as found:
        enter(REGISTERS["followup"], answers, by, record=said, reason="erreur")
    assert found.value.problems[0].code == "followup.commitment_stays"
