"""Reports of abuse are sealed as one piece, opened by the people named for them alone, and told apart from nothing."""

from datetime import date

import pytest
from django.db import connection

from pamoja.accounts.models import User
from pamoja.accounts.previews import Preview, imagined
from pamoja.kit.audit import history
from pamoja.kit.by import By
from pamoja.kit.models import AuditLine
from pamoja.kit.problems import Problem
from pamoja.kit.receipts import digest_of
from pamoja.psea.actions import act, keep_report, name_focal_point, open_report, take_off_focal_point
from pamoja.psea.models import Entry, FocalPoint, Report, Step
from pamoja.psea.queries import KIND, is_focal_point, report_of, reports_open_to
from pamoja.psea.tests.reported import NEEDLES, SAID, content, named, receipt, report
from tests.cast import Cast, by


def raised(problem: str, action: object, *given: object) -> None:
    with pytest.raises(Problem) as error:
        action(*given)  # type: ignore[operator]
    assert error.value.code == problem


def test_everything_that_is_said_lies_sealed_in_pieces_of_one_length(cast: Cast) -> None:
    short, long = report(said="Non."), report(said=SAID * 10)
    assert len(bytes(short.sealed)) == len(bytes(long.sealed))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM psea_report")
        rows = b" ".join(bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()
                         for row in cursor.fetchall() for cell in row)  # fmt: skip
    for word in (*NEEDLES, "Mutorokani", "jomba"):
        assert word.encode() not in rows, word


def test_a_report_belongs_to_the_organisation_that_leads(cast: Cast) -> None:
    assert report().owner_id == "kiongozi"


def test_the_same_form_sent_twice_is_one_report(cast: Cast) -> None:
    once = receipt()
    first, again = (keep_report(by(None, "public"), content(), once) for _turn in range(2))
    assert first.pk == again.pk
    assert Report.objects.count() == 1
    assert report_of(digest_of(once.code)) == first


def test_a_role_alone_opens_nothing_nor_does_a_name_without_the_role(cast: Cast) -> None:
    one = report()
    for name, person in cast.everybody().items():
        assert not is_focal_point(person), name
        assert not reports_open_to(person).exists()
        raised("record.not_found", open_report, by(person), one)
        raised("record.not_found", act, by(person), one, Step.NOTE, "x")
    FocalPoint.objects.create(person=cast.administrator, named_at=by(None).at)
    FocalPoint.objects.create(person=cast.coordinator, named_at=by(None).at)
    assert not is_focal_point(cast.administrator)
    assert not is_focal_point(cast.coordinator)


def test_a_focal_point_opens_and_the_trail_says_who_without_a_word(cast: Cast) -> None:
    one, focal = report(), named(cast.protection)
    found, entries = open_report(by(focal), one)
    assert (found, entries) == (content(), [])
    act(by(focal), one, Step.ANSWER, "Reçue par le service social, motinventé.")
    assert [words for _entry, words in open_report(by(focal), one)[1]] == ["Reçue par le service social, motinventé."]
    lines = list(history(KIND, one.pk))
    assert [(line.person, line.verb, line.reason, line.changes) for line in lines] == [
        (None, "enter", "", {}),
        (focal.pk, "view", "", {}),
        (focal.pk, "answer", "", {}),
        (focal.pk, "view", "", {}),
    ]


def test_who_is_suspended_taken_off_or_given_another_role_opens_nothing_more(cast: Cast) -> None:
    focal = named(cast.protection)
    assert is_focal_point(focal)
    focal.is_active = False
    assert not is_focal_point(focal)
    focal.is_active, focal.role = True, "consortium_me"
    assert not is_focal_point(focal)
    focal.role = "protection"
    take_off_focal_point(by(cast.coordinator), focal)
    assert not is_focal_point(focal)


def test_nobody_opens_a_report_through_a_preview(cast: Cast) -> None:
    focal = named(cast.protection)
    seen = imagined(cast.coordinator, Preview(person=str(focal.pk)))
    assert seen.role == focal.role
    assert not is_focal_point(seen)
    seen.pk, seen.previewed_by = focal.pk, focal
    assert not is_focal_point(seen)


def test_the_first_day_of_each_step_counts_and_nothing_is_changed_later(cast: Cast) -> None:
    one, focal = report("2026-03-02"), named(cast.protection)
    for day, step in (("2026-03-03", "acknowledge"), ("2026-03-05", "take"), ("2026-03-09", "take")):
        act(By(focal, "desk", by(None).at.fromisoformat(f"{day}T09:00:00+00:00")), one, Step(step), "")
    one.refresh_from_db()
    assert (one.acknowledged_on, one.in_hand_on, one.answered_on) == (date(2026, 3, 3), date(2026, 3, 5), None)
    assert Entry.objects.count() == 3
    stands = one.standing(date(2026, 4, 30))
    assert (stands.stage, stands.acknowledgement.timing, stands.answer.timing) == ("in_hand", "on_time", "overdue")


def test_an_answer_and_a_note_say_something(cast: Cast) -> None:
    one, focal = report(), named(cast.protection)
    for step in (Step.ANSWER, Step.NOTE):
        raised("psea.words_missing", act, by(focal), one, step, "  ")
    assert not Entry.objects.exists()


@pytest.mark.parametrize("name", ["field_agent", "partner_me", "consortium_me", "protection", "administrator", "donor"])
def test_only_the_coordination_names(cast: Cast, name: str) -> None:
    person: User = getattr(cast, name)
    other = User.objects.create(login="second@cast.invalid", role="protection", organisation_id="kiongozi")
    raised("rights.refused", name_focal_point, by(person), other)
    raised("rights.refused", take_off_focal_point, by(person), other)


@pytest.mark.parametrize("name", ["administrator", "consortium_me", "partner_me", "stranger"])
def test_nobody_is_named_whose_role_does_not_open_reports(cast: Cast, name: str) -> None:
    raised("psea.cannot_be_named", name_focal_point, by(cast.coordinator), getattr(cast, name))


def test_nobody_of_another_organisation_nobody_suspended_and_nobody_themselves(cast: Cast) -> None:
    other = User.objects.create(login="p@cast.invalid", role="protection", organisation_id="upendo")
    gone = User.objects.create(login="g@cast.invalid", role="protection", organisation_id="kiongozi", is_active=False)
    raised("psea.cannot_be_named", name_focal_point, by(cast.coordinator), other)
    raised("psea.cannot_be_named", name_focal_point, by(cast.coordinator), gone)
    raised("psea.not_oneself", name_focal_point, by(cast.coordinator), cast.coordinator)
    raised("psea.not_oneself", take_off_focal_point, by(cast.coordinator), cast.coordinator)


def test_naming_leaves_a_line_about_the_person(cast: Cast) -> None:
    name_focal_point(by(cast.coordinator), cast.protection)
    name_focal_point(by(cast.coordinator), cast.protection)
    take_off_focal_point(by(cast.coordinator), cast.protection)
    take_off_focal_point(by(cast.coordinator), cast.protection)
    lines = AuditLine.objects.filter(subject_kind="user", subject_id=str(cast.protection.pk))
    assert list(lines.values_list("verb", flat=True)) == ["name_focal_point", "take_off_focal_point"]
