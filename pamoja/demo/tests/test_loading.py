"""The demonstration in an instance: entered by its people, once, within the rules that hold for everybody."""

import json
import stat
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from pytest_django.plugin import DjangoDbBlocker

from pamoja.accounts.models import AppKey, User
from pamoja.activities.models import Attendance, Session
from pamoja.cases.models import CaseOutcome, Visit
from pamoja.complaints.models import Complaint
from pamoja.demo import content
from pamoja.demo.content.voiced import reports
from pamoja.demo.entries import Window
from pamoja.demo.explanations import OLD, explain_issues
from pamoja.demo.load import is_real, load_demo, record_id, write_access
from pamoja.demo.story import WINDOW, tell
from pamoja.dialogue.models import Commitment, DialogueProcess, FollowUp, Stage
from pamoja.indicators import figures
from pamoja.kit.by import By
from pamoja.kit.models import AuditLine
from pamoja.lake.refresh import rebuild
from pamoja.partners.models import Organisation
from pamoja.programme.models import Project
from pamoja.psea.models import FocalPoint, Report
from pamoja.records.evidence import read
from pamoja.records.issues import may_explain
from pamoja.records.models import Evidence, Issue, IssueState, Link, Record
from pamoja.registry.registers import REGISTERS

SHORT = Window(WINDOW.first, date(2024, 8, 15))
"""A window of some months: every kind of entry, in a few seconds."""

DEMO = By(None, "demo")
LATER = ("share_out", "works_visit", "grant_visit", "market")
"""The registers of which something happens only after more than that window."""


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory):
    """Load the story of a short window once for all tests of this file, and give it up afterwards."""
    folder = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "MEDIA_ROOT", folder)
        made = load_demo(DEMO, window=SHORT)
        yield made
        call_command("flush", verbosity=0, interactive=False)


@pytest.fixture
def media(loaded: int, settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.MEDIA_ROOT = next(tmp_path_factory.getbasetemp().glob("media*"))


pytestmark = [pytest.mark.usefixtures("loaded"), pytest.mark.django_db]


def test_most_of_what_was_unusual_is_explained_by_who_looks_after_it() -> None:
    old = Issue.objects.filter(seen_on__lt=SHORT.last - OLD)
    explained = [issue for issue in old if issue.state == IssueState.EXPLAINED]
    assert 0 < len(explained) < len(old)
    assert all(issue.explanation and may_explain(issue.explained_by, _record(issue)) for issue in explained)
    assert explain_issues(DEMO, SHORT) == 0


def _record(issue: Issue) -> Record:
    found: Record = REGISTERS[issue.register].objects.get(pk=issue.record)
    return found


def records() -> list[Record]:
    return [*DialogueProcess.objects.all(), *Session.objects.all(), *Commitment.objects.all(), *FollowUp.objects.all()]


def test_every_entry_of_the_story_is_a_record(loaded: int) -> None:
    story = tell(SHORT)
    assert loaded == len(story.entries)
    for name, register in REGISTERS.items():
        assert register.objects.count() == len(story.of(name)), name
        assert story.of(name) or name in LATER, name
    assert Attendance.objects.exists()
    assert Stage.objects.exists()


def test_loading_again_makes_nothing() -> None:
    before = (
        AuditLine.objects.filter(verb__in=["enter", "correct"]).count(),
        User.objects.count(),
        Evidence.objects.count(),
    )
    assert load_demo(DEMO, window=SHORT) == 0
    after = (
        AuditLine.objects.filter(verb__in=["enter", "correct"]).count(),
        User.objects.count(),
        Evidence.objects.count(),
    )
    assert after == before


def test_what_was_lost_is_made_again() -> None:
    lost = FollowUp.objects.first()
    assert lost is not None
    FollowUp.objects.filter(pk=lost.pk).delete()
    assert load_demo(DEMO, window=SHORT) == 1
    assert FollowUp.objects.get(pk=lost.pk).words == lost.words


def test_records_are_entered_by_offices_of_the_cast_on_the_days_of_the_story() -> None:
    for record in records():
        assert record.created_by is not None
        assert record.created_by.login.endswith("@demo.invalid")
        assert record.owner_id == record.created_by.organisation_id
        assert record.door == "demo"
        assert SHORT.first <= record.created_at.date() <= SHORT.last


def test_complaints_of_the_public_page_have_no_author_and_belong_to_who_leads() -> None:
    public = Complaint.objects.filter(channel="complaint_channel:public_page")
    assert set(public.values_list("door", "created_by", "owner")) == {("public", None, "oim")}
    assert not Complaint.objects.exclude(pk__in=public).filter(created_by=None).exists()


def test_reports_of_abuse_are_told_once_to_the_one_who_is_named() -> None:
    assert [point.person.login for point in FocalPoint.objects.all()] == ["protection@demo.invalid"]
    assert Report.objects.count() == len(reports())
    assert load_demo(DEMO, window=SHORT) == 0
    assert Report.objects.count() == len(reports())
    assert {one.standing(SHORT.last).stage for one in Report.objects.all()} == {"received", "answered"}


def test_states_kept_with_commitments_are_those_of_their_words() -> None:
    kept = Counter()
    for commitment in Commitment.objects.prefetch_related("followups"):
        assert commitment.state == commitment.judged(date(2026, 11, 24)).state
        kept[commitment.state] += 1
    assert len(kept) > 1


def test_sessions_hang_on_their_dialogues_and_dialogues_on_wider_ones() -> None:
    without = Session.objects.filter(activity=None)
    assert Link.objects.filter(kind="held_in").count() == without.count() > 0
    village = DialogueProcess.objects.get(pk=record_id("dialogue", "jomba"))
    assert village.parent_id == record_id("dialogue", "bwisha")


def test_cases_hang_on_structures_and_dialogues_and_sessions_on_structures() -> None:
    kinds = Counter(Link.objects.values_list("kind", flat=True))
    assert min(kinds["handled_by"], kinds["discussed_in"], kinds["meeting_of"]) > 0
    for visit in Visit.objects.select_related("case"):
        assert visit.case.outcome == CaseOutcome.RESOLVED


def test_a_dialogue_is_corrected_when_its_stages_are_reached() -> None:
    lines = AuditLine.objects.filter(subject_kind="dialogue", verb="correct")
    assert lines
    assert all(line.reason for line in lines)


@pytest.mark.usefixtures("media")
def test_the_word_of_a_partner_comes_with_its_letter() -> None:
    for word in FollowUp.objects.filter(voice="promiser", commitment__side__in=["partner", "donor", "actor"]):
        assert Evidence.objects.filter(record=word.pk, question="document").exists()
    for evidence in Evidence.objects.all():
        assert b"".join(read(evidence)).startswith(b"%PDF-")


def test_the_cast_has_its_organisations_projects_and_scopes() -> None:
    assert set(Organisation.objects.values_list("pk", flat=True)) == {one.code for one in content.cast().organisations}
    assert Project.objects.count() == 2
    agent = User.objects.get(login="agent.rutshuru@demo.invalid")
    assert list(agent.places.values_list("pk", flat=True)) == ["CD6111"]


def test_a_stranger_sees_none_of_the_restricted_records() -> None:
    stranger = User.objects.get(login="se.vng@demo.invalid")
    assert not DialogueProcess.objects.visible_to(stranger).filter(sensitivity="restricted").exists()


def test_passwords_and_the_key_of_the_phone_are_written_for_the_owner_only(settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    access = write_access(DEMO, "http://127.0.0.1:8000")
    path = tmp_path / "demo.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    written = json.loads(path.read_text())
    assert written["address"] == "http://127.0.0.1:8000"
    assert {account["login"] for account in written["accounts"]} == {person.login for person in content.cast().people}
    account = access.accounts[0]
    assert authenticate(None, username=account.login, password=account.password)
    assert write_access(DEMO, "elsewhere") == access
    assert AppKey.objects.filter(user__login=written["app_user_login"]).count() == 1


def test_an_instance_with_real_people_is_left_alone(settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    assert not is_real()
    User.objects.create(login="somebody@example.org", role="donor", organisation_id="oim")
    assert is_real()
    with pytest.raises(CommandError, match=str(tmp_path)):
        call_command("demo", stdout=StringIO())


def test_only_a_demonstration_is_forgotten(settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    with pytest.raises(CommandError, match=str(tmp_path)):
        call_command("demo", "--reset", stdout=StringIO())
    assert Commitment.objects.exists()


def test_for_every_cell_the_records_listed_are_those_counted(loaded: int, settings, tmp_path: Path) -> None:
    settings.LAKE = tmp_path / "lake"
    rebuild()
    for code, definition in figures.catalogue().items():
        period = figures.since_start(SHORT.last)
        chosen = [figures.EVERYTHING]
        for dimension in definition.by:
            chosen += [
                figures.narrowed(figures.EVERYTHING, dimension, key) for key in figures.by(code, dimension, period)
            ]
        for filters in chosen:
            cell = figures.cell(code, period, filters)
            counted = {
                "numerator": cell.numerator,
                "denominator": cell.denominator,
                "missing": cell.missing,
                **cell.parts,
            }
            for part in definition.traceable:
                listed = sum(one.contribution for one in figures.trace(code, period, filters, part))
                assert listed == (counted[part] or 0), (code, filters, part)
