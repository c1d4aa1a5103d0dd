"""Sealed answers lie apart, open by a right and for a reason, and leave no trace of themselves anywhere else."""

import json
from typing import Any

import pytest
from django.core.management import call_command

from pamoja.accounts.models import User
from pamoja.intake.tests.filling import DIALOGUE
from pamoja.kit.keyring import forget as forget_keys
from pamoja.kit.keyring import key_named_by
from pamoja.kit.models import AuditLine, OrganisationKey
from pamoja.kit.problems import Problem, Problems
from pamoja.records.actions import enter, stored_answers
from pamoja.records.models import SealedAnswer
from pamoja.records.register import Register
from pamoja.records.sealed import CLEAR, forget, kept_names, open_answer
from tests.cast import Cast, by
from tests.sealing import ADDRESS, IDENTITY, NAME, PHONE, PLANTED

ANSWERS = DIALOGUE | IDENTITY


@pytest.fixture
def record(cast: Cast, asked_sealed: Register) -> Any:
    """Give a record whose sealed questions are answered."""
    return enter(asked_sealed, ANSWERS, by(cast.field_agent))


def corrected(register: Register, record: Any, person: User, **answers: Any) -> Any:
    """Correct the sealed answers of a record as a page does."""
    return enter(register, stored_answers(register, record) | answers, by(person), record=record, reason="asked anew")


def opened(register: Register, record: Any, person: User) -> dict[str, str]:
    """Return what a person may open."""
    found = {}
    for name in sorted(kept_names(record)):
        try:
            found[name] = open_answer(by(person), register, record, name, "call about the date")
        except Problem as problem:
            found[name] = problem.code
    return found


def everything_kept() -> str:
    """Return every audit line and sealed answer of the database as text, bytes as their letters."""
    rows = [row for model in (AuditLine, SealedAnswer) for row in model._default_manager.values_list()]
    values = [
        bytes(one).decode("latin-1") if isinstance(one, bytes | memoryview) else one for row in rows for one in row
    ]
    return json.dumps(values, ensure_ascii=False, default=str)


def test_they_are_sealed_for_the_owner_and_nowhere_in_clear(cast: Cast, asked_sealed: Register, record: Any) -> None:
    assert kept_names(record) == {"full_name", "phone", "address"}
    for answer in SealedAnswer.objects.all():
        key = key_named_by(bytes(answer.sealed))
        assert key
        assert key.owner == "upendo"
    corrected(asked_sealed, record, cast.field_agent, full_name="Nzanzu Autre", phone=CLEAR)
    kept = everything_kept()
    assert [word for word in (*PLANTED, "Autre") if word in kept] == []
    assert not set(stored_answers(asked_sealed, record)) & {"full_name", "phone", "address"}


def test_who_may_open_what(cast: Cast, asked_sealed: Register, record: Any) -> None:
    assert opened(asked_sealed, record, cast.partner_me) == {
        "full_name": NAME, "phone": PHONE, "address": "rights.refused"
    }  # fmt: skip
    for person in cast.everybody().values():
        if person not in (cast.partner_me,):
            assert set(opened(asked_sealed, record, person).values()) <= {"rights.refused", "record.not_found"}, person


def test_the_strict_answers_of_its_own_records_open_to_the_focal_point(cast: Cast, asked_sealed: Register) -> None:
    record = enter(asked_sealed, ANSWERS, by(cast.consortium_me))
    assert opened(asked_sealed, record, cast.protection) == {"full_name": NAME, "phone": PHONE, "address": ADDRESS}


def test_opening_needs_a_reason_and_leaves_one_line_without_the_answer(
    cast: Cast, asked_sealed: Register, record: Any
) -> None:
    for reason in ("", "  "):
        with pytest.raises(Problem) as refused:
            open_answer(by(cast.partner_me), asked_sealed, record, "phone", reason)
        assert refused.value.code == "seal.reason_missing"
    assert not AuditLine.objects.filter(verb="open_seal").exists()
    open_answer(by(cast.partner_me), asked_sealed, record, "phone", "call about the date")
    line = AuditLine.objects.get(verb="open_seal")
    assert (line.subject_id, line.person, line.reason) == (str(record.pk), cast.partner_me.pk, "call about the date")
    assert "phone" in str(line.changes)
    assert "997" not in str(line.changes)


def test_what_is_not_kept_and_what_is_not_asked_cannot_be_opened(cast: Cast, asked_sealed: Register) -> None:
    record = enter(asked_sealed, DIALOGUE | {"full_name": NAME}, by(cast.field_agent))
    codes = []
    for name in ("phone", "title", "nonsense"):
        with pytest.raises(Problem) as refused:
            open_answer(by(cast.partner_me), asked_sealed, record, name, "why")
        codes.append(refused.value.code)
    assert codes == ["seal.nothing_kept", "record.not_found", "record.not_found"]


def test_a_blank_answer_of_a_correction_leaves_what_is_kept(cast: Cast, asked_sealed: Register, record: Any) -> None:
    before = list(SealedAnswer.objects.order_by("pk").values())
    corrected(asked_sealed, record, cast.field_agent, full_name="", phone=" ")
    assert list(SealedAnswer.objects.order_by("pk").values()) == before
    assert not AuditLine.objects.get(verb="correct").changes


def test_the_same_answer_again_is_no_change(cast: Cast, asked_sealed: Register, record: Any) -> None:
    corrected(asked_sealed, record, cast.field_agent, full_name=NAME)
    assert not AuditLine.objects.get(verb="correct").changes


def test_a_change_is_told_by_digests_and_a_cleared_answer_is_gone(
    cast: Cast, asked_sealed: Register, record: Any
) -> None:
    corrected(asked_sealed, record, cast.field_agent, full_name="Nzanzu Autre", phone=CLEAR)
    changes = AuditLine.objects.get(verb="correct").changes
    (before, after), (cleared, nothing) = changes["full_name"], changes["phone"]
    assert before != after
    assert nothing == ""
    assert {len(one) for one in (before, after, cleared)} == {12}
    assert kept_names(record) == {"full_name", "address"}
    assert opened(asked_sealed, record, cast.partner_me)["full_name"] == "Nzanzu Autre"


def test_the_same_name_on_two_records_has_two_digests_in_history(cast: Cast, asked_sealed: Register) -> None:
    for _time in range(2):
        one = enter(asked_sealed, ANSWERS, by(cast.field_agent))
        corrected(asked_sealed, one, cast.field_agent, full_name="Nzanzu Autre")
    assert len({line.changes["full_name"][1] for line in AuditLine.objects.filter(verb="correct")}) == 2


def test_whoever_may_not_open_an_answer_does_not_change_it(cast: Cast, asked_sealed: Register, record: Any) -> None:
    corrected(asked_sealed, record, cast.field_agent, address="Ailleurs")
    corrected(asked_sealed, record, cast.consortium_me, full_name="Autre", phone=CLEAR)
    assert opened(asked_sealed, record, cast.partner_me)["full_name"] == NAME
    assert kept_names(record) == {"full_name", "phone", "address"}


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"full_name": ""}, "form.required"),
        ({"full_name": "x" * 201}, "form.too_long"),
        ({"phone": PHONE + "1" * 30}, "form.too_long"),
        ({"address": "Avenue\0du Lac"}, "form.unreadable_character"),
    ],
)
def test_a_faulty_answer_is_named_and_never_quoted(
    cast: Cast, asked_sealed: Register, answers: dict[str, str], code: str
) -> None:
    with pytest.raises(Problems) as refused:
        enter(asked_sealed, ANSWERS | answers, by(cast.field_agent))
    (problem,) = refused.value.problems
    assert problem.code == code
    assert problem.data["where"] == next(iter(answers))
    told = json.dumps(problem.as_dict()) + problem.sentence
    assert [word for word in (*PLANTED, "xxx", "111", "du Lac") if word in told] == []


def test_a_compulsory_answer_cannot_be_taken_away(cast: Cast, asked_sealed: Register, record: Any) -> None:
    with pytest.raises(Problems) as refused:
        corrected(asked_sealed, record, cast.field_agent, full_name=CLEAR)
    assert [problem.code for problem in refused.value.problems] == ["form.required"]


def test_equal_answers_are_found_across_organisations_without_being_opened(cast: Cast, asked_sealed: Register) -> None:
    enter(asked_sealed, ANSWERS, by(cast.field_agent))
    same = {"full_name": "PLANTE nzanzu Kahindo", "phone": "+243600123456", "place": "CD5405"}
    enter(asked_sealed, ANSWERS | same, by(cast.other_agent))
    enter(asked_sealed, ANSWERS | {"full_name": "Nzanzu", "phone": "none"}, by(cast.field_agent))
    matches = {name: SealedAnswer.objects.filter(question=name).values_list("match", flat=True) for name in IDENTITY}
    found = {name: [bytes(one) if one else None for one in values] for name, values in matches.items()}
    assert len(set(found["full_name"])) == 2
    assert len({one for one in found["phone"] if one}) == 1
    assert found["phone"].count(None) == 1
    assert set(found["address"]) == {None}


def test_a_sealed_answer_moved_to_another_record_does_not_open(cast: Cast, asked_sealed: Register, record: Any) -> None:
    other = enter(asked_sealed, ANSWERS | {"full_name": "Autre"}, by(cast.field_agent))
    theirs = SealedAnswer.objects.get(record=record.pk, question="full_name").sealed
    SealedAnswer.objects.filter(record=other.pk, question="full_name").update(sealed=theirs)
    assert opened(asked_sealed, other, cast.partner_me)["full_name"] == "seal.unreadable"


def test_with_a_lost_key_it_can_still_be_answered_anew(cast: Cast, asked_sealed: Register, record: Any) -> None:
    OrganisationKey.objects.all().delete()
    forget_keys()
    assert opened(asked_sealed, record, cast.partner_me)["full_name"] == "seal.key_lost"
    corrected(asked_sealed, record, cast.field_agent, full_name=NAME)
    assert opened(asked_sealed, record, cast.partner_me)["full_name"] == NAME


def test_they_are_sealed_anew_when_keys_are_rotated(
    cast: Cast, asked_sealed: Register, record: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FRESH", "MARGIN"):
        monkeypatch.setattr(f"pamoja.config.management.commands.keys.{name}", 0.0)
    before = OrganisationKey.objects.get(owner="upendo")
    call_command("keys", "rotate", "--organisation", "upendo", "--reseal")
    before.delete()
    forget_keys()
    assert opened(asked_sealed, record, cast.partner_me)["full_name"] == NAME


def test_what_is_erased_is_gone(cast: Cast, asked_sealed: Register, record: Any) -> None:
    assert forget(record) == 3
    assert not SealedAnswer.objects.exists()
