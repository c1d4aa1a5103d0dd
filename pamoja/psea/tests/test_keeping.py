"""Backups, new keys, an emergency and the rules of retention treat reports of abuse like the rest that is sealed."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from pamoja.config.backup.content import content_of_instance
from pamoja.config.backup.reading import restore_backup
from pamoja.config.backup.writing import write_backup
from pamoja.config.resealing import reseal
from pamoja.emergency.closing import close_area
from pamoja.emergency.reopening import reopen
from pamoja.intake.retention import keep_to_rules
from pamoja.kit.audit import history
from pamoja.kit.keyring import forget, key_named_by, make_key
from pamoja.kit.models import AuditLine, OrganisationKey
from pamoja.psea.actions import act, open_report
from pamoja.psea.models import Entry, Report, Step
from pamoja.psea.queries import KIND
from pamoja.psea.tests.reported import content, named, report
from tests.cast import Cast, by

pytestmark = pytest.mark.django_db(transaction=True)
DONE = "Remise au service social."


def dealt_with(cast: Cast, **changes: str) -> Report:
    """Keep a report of which something was done."""
    one = report(**changes)
    act(by(named(cast.protection)), one, Step.TAKE, DONE)
    return one


def words_of(cast: Cast, one: Report) -> tuple[object, list[str]]:
    found, entries = open_report(by(cast.protection), Report.objects.get(pk=one.pk))
    return found, [words for _entry, words in entries]


def test_a_backup_gives_reports_back_with_who_is_named(cast: Cast, tmp_path: Path) -> None:
    one = dealt_with(cast)
    written = write_backup(tmp_path / "b.zip", with_keys=False)
    assert {"tables/psea.report.jsonl", "tables/psea.entry.jsonl", "tables/psea.focalpoint.jsonl"} <= set(written.parts)
    Report.objects.all().delete()
    restored = restore_backup(tmp_path / "b.zip", replace=True)
    assert restored.hash == written.hash == content_of_instance(Path(settings.MEDIA_ROOT)).hash
    assert words_of(cast, one) == (content(), [DONE])


def test_new_keys_seal_reports_and_entries_anew(cast: Cast) -> None:
    one = dealt_with(cast)
    before = [bytes(Report.objects.get().sealed), bytes(Entry.objects.get().sealed)]
    OrganisationKey.objects.filter(owner="kiongozi").update(retired_at=by(None).at)
    forget()
    fresh = make_key("kiongozi")
    forget()
    told: dict[str, int] = {}
    count = reseal(["kiongozi"], lambda name, found: told.update({name: found.sealed}))
    assert (told["psea.report.sealed"], told["psea.entry.sealed"], count.lost) == (1, 1, 0)
    after = [bytes(Report.objects.get().sealed), bytes(Entry.objects.get().sealed)]
    assert all(sealed not in before for sealed in after)
    keys = [key_named_by(sealed) for sealed in after]
    assert [key.id if key else None for key in keys] == [fresh.id, fresh.id]
    assert words_of(cast, one) == (content(), [DONE])


def test_closing_an_area_takes_its_reports_away_without_counting_them_and_reopening_brings_them_back(
    cast: Cast, tmp_path: Path
) -> None:
    here, elsewhere = dealt_with(cast), report(place="CD5405", place_said="")
    closure, key = close_area(by(cast.coordinator), "CD6111", "la ligne avance")
    assert [one.pk for one in Report.objects.all()] == [elsewhere.pk]
    assert not Entry.objects.exists()
    assert KIND not in closure.records
    assert not [name for name in closure.records if "report" in name]
    reopen(by(cast.administrator), closure, key)
    assert Report.objects.count() == 2
    assert words_of(cast, here) == (content(), [DONE])


def test_a_report_is_erased_when_its_years_are_over_and_a_line_says_so(cast: Cast) -> None:
    old, young = report("2019-03-02"), report("2019-03-03")
    act(by(named(cast.protection)), old, Step.ANSWER, DONE)
    while keep_to_rules(date(2026, 3, 2)):
        pass
    assert list(Report.objects.values_list("pk", flat=True)) == [young.pk]
    assert not Entry.objects.exists()
    last = history(KIND, old.pk).last()
    assert last is not None
    assert (last.verb, last.person) == ("erase", None)
    assert "7 years" in last.reason
    assert AuditLine.objects.filter(subject_kind=KIND, verb="erase").count() == 1
