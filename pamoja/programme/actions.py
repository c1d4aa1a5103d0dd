"""Every write to programmes, projects and pillars."""

import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.db import transaction

from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.programme.models import Pillar, PillarLabel, Programme, Project

PILLARS = Path(__file__).with_name("pillars.toml")


@transaction.atomic
def load_pillars(by: By) -> int:
    """Bring the pillars of the instance to those of the shipped list; return how many there are."""
    pillars = tomllib.loads(PILLARS.read_text())["pillar"]
    for entry in pillars:
        pillar, _made = Pillar.objects.update_or_create(
            code=entry["code"], defaults={"framework": entry["framework"], "order": entry["order"]}
        )
        for label in entry["labels"]:
            words = {name: label[name] for name in ("fr", "en", "sw", "source")}
            PillarLabel.objects.update_or_create(pillar=pillar, valid_from=label["from"], defaults=words)
    note(by, "load", "pillars", "all")
    return len(pillars)


@transaction.atomic
def declare_programme(by: By, code: str, name: str, starts_on: date, ends_on: date) -> Programme:
    """Make the programme `code`, or bring it to these values."""
    programme, _made = Programme.objects.update_or_create(
        code=code, defaults={"name": name, "starts_on": starts_on, "ends_on": ends_on}
    )
    note(by, "declare", "programme", code)
    return programme


@transaction.atomic
def declare_project(by: By, code: str, programme: str, name: str, organisation: str, pillars: Iterable[str]) -> Project:
    """Make the project `code`, or bring it to these values; `pillars` are codes."""
    project, _made = Project.objects.update_or_create(
        code=code, defaults={"programme_id": programme, "name": name, "organisation_id": organisation}
    )
    project.pillars.set(pillars)  # type: ignore[arg-type]
    note(by, "declare", "project", code)
    return project
