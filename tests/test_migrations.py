"""Migrations say what the models say, and bring what was there along."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from pamoja.kit.chain import seal_waiting
from pamoja.kit.verification import verify


@pytest.mark.django_db
def test_no_model_changed_without_a_migration() -> None:
    told = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=told)
    assert "No changes detected" in told.getvalue()


@pytest.mark.django_db(transaction=True)
def test_audit_lines_of_the_first_version_are_sealed_and_verify() -> None:
    everything = MigrationExecutor(connection).loader.graph.leaf_nodes()
    try:
        MigrationExecutor(connection).migrate([("kit", "0001_initial")])
        lines = (
            MigrationExecutor(connection)
            .loader.project_state([("kit", "0001_initial")])
            .apps.get_model("kit", "AuditLine")
        )
        for number in range(3):
            changes = {"latitude": [None, -0.8], "population": ["1", 1e16]} if number else {}
            lines.objects.create(
                at=timezone.now(), door="desk", verb="change", subject_kind="place", subject_id="x", changes=changes
            )
    finally:
        MigrationExecutor(connection).migrate(everything)
    assert seal_waiting() == 3
    found = verify()
    assert (found.broken, found.sealed) == (None, 3)
