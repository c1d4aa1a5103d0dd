"""The fixed cast: one person for each role, their organisations, and the reference data they work with.

Every test may ask for `base` (places, pillars, terms, organisations) or for `cast` (that, and the people). Reference
data is read once for each run, by the actions that load it, and laid into the database of each test as rows.
"""

import time
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.hashers import make_password
from django.core.management.color import no_style
from django.db import connection, models
from django.test import Client

from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES
from pamoja.accounts.second_factor import SealedFactors, needs_second_factor
from pamoja.kit.by import By
from pamoja.kit.models import AuditLine
from pamoja.partners.actions import declare_organisation
from pamoja.partners.models import Organisation, OrganisationRole
from pamoja.places.actions import load_reference_places
from pamoja.places.models import Place, PlaceAlias, PlacePopulation, Zone, ZonePlace
from pamoja.programme.actions import declare_programme, declare_project, load_pillars
from pamoja.programme.models import Pillar, PillarLabel, Programme, Project
from pamoja.records.actions import load_terms
from pamoja.records.models import Term

PASSWORD = "mabele na maji 7"
SECRET = "MABELENAMAJISABANAMABELENAMAJISA"

RUTSHURU, DJUGU, NORD_KIVU = "CD6111", "CD5405", "CD61"

ORGANISATIONS = """
code             | kind      | roles                     | name
kiongozi         | ingo      | accountable,implementing  | Kiongozi, chef de file du consortium
upendo           | ngo       | implementing              | Upendo, partenaire à Rutshuru
tumaini          | ngo       | implementing              | Tumaini, partenaire à Djugu
cpap             | authority | state_service             | Cellule provinciale d’appui à la pacification
clpd-jomba       | structure | local_structure           | Comité local de paix de Jomba
mfadhili         | donor     | funding                   | Mfadhili, bailleur
"""

PEOPLE = """
name          | role          | organisation | place     | function
field_agent   | field_agent   | upendo       | CD6111    | Agent de terrain, Rutshuru
other_agent   | field_agent   | tumaini      | CD5405    | Agent de terrain, Djugu
partner_me    | partner_me    | upendo       |           | Suivi-évaluation, Upendo
consortium_me | consortium_me | kiongozi     |           | Suivi-évaluation du consortium
protection    | protection    | kiongozi     |           | Point focal protection
coordinator   | coordinator   | kiongozi     |           | Coordination du programme
state         | state         | cpap         | CD61      | Homologue de l’État, CPAP
structure     | structure     | clpd-jomba   | CD6111    | Membre du comité de Jomba
donor         | donor         | mfadhili     |           | Lecture, bailleur
administrator | administrator | kiongozi     |           | Administration du système
stranger      | partner_me    | tumaini      |           | Suivi-évaluation, Tumaini
"""


@dataclass(frozen=True)
class Cast:
    """Hold the people of the tests by what they do; everybody signs in with `PASSWORD`, and
    with a code of the app with `SECRET` where the role needs a second factor.

    The field agent and the M&E officer are of one partner (Rutshuru), the other agent and the stranger of another
    (Djugu).
    """

    field_agent: User
    other_agent: User
    partner_me: User
    consortium_me: User
    protection: User
    coordinator: User
    state: User
    structure: User
    donor: User
    administrator: User
    stranger: User

    def everybody(self) -> dict[str, User]:
        """Return the people by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def entering(self, register: str) -> User:
        """Return the first of the M&E officers, the partner's and the consortium's, who enters a register."""
        officers = (self.partner_me, self.consortium_me)
        return next(one for one in officers if f"{register}.enter" in ROLES[one.role].verbs)


def table(text: str) -> list[dict[str, str]]:
    """Return the rows of a table written as text, by the names of its heading."""
    heading, *rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return [dict(zip(heading, row, strict=True)) for row in rows]


def load_organisations() -> None:
    """Make the organisations of the cast."""
    for row in table(ORGANISATIONS):
        declare_organisation(By(None, "command"), row["code"], row["name"], row["kind"], row["roles"].split(","))


REFERENCE: tuple[type[models.Model], ...] = (
    Place, PlaceAlias, PlacePopulation, Zone, ZonePlace, Pillar, PillarLabel, Term, Organisation, OrganisationRole,
    Programme, Project, Project.pillars.through,
)  # fmt: skip
_read: dict[type[models.Model], list[models.Model]] = {}


@pytest.fixture
def base(db: None) -> None:
    """Lay the reference data into the database: shipped places, pillars, terms, and the organisations of the cast."""
    if _read:
        for model, rows in _read.items():
            model._default_manager.bulk_create(rows)
        _number_after_them()
        return
    by = By(None, "command")
    load_reference_places(by)
    load_pillars(by)
    load_terms(by)
    load_organisations()
    declare_programme(by, "amani", "Amani, programme des essais", date(2024, 1, 1), date(2027, 12, 31))
    declare_project(by, "paix", "amani", "Paix de proximité", "kiongozi", ["ISSSS-1"])
    AuditLine.objects.all().delete()
    for model in REFERENCE:
        rows = model._default_manager.order_by("path" if model is Place else "pk")
        _read[model] = list(rows)


def _number_after_them() -> None:
    """Let PostgreSQL give new rows numbers that the rows laid with their own numbers do not have."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(REFERENCE)):
            cursor.execute(statement)


@cache
def hashed() -> str:
    """Return the hash of everybody's password, made once because that is slow on purpose."""
    return make_password(PASSWORD)


@pytest.fixture
def cast(base: None) -> Cast:
    """Bring on the people, each with a role, an organisation and a place scope."""
    people = {}
    for row in table(PEOPLE):
        user = User(
            login=f"{row['name'].replace('_', '.')}@cast.invalid",
            role=row["role"],
            organisation_id=row["organisation"],
            function=row["function"],
            password=hashed(),
        )
        user.save()
        if row["place"]:
            user.places.set([row["place"]])
        people[row["name"]] = user
    Authenticator.objects.bulk_create(second_factor(user) for user in people.values() if needs_second_factor(user))
    return Cast(**people)


def second_factor(user: User) -> Authenticator:
    """Return the app that shows a person's codes, so that the desk opens for those whose role needs one."""
    return Authenticator(user=user, type=Authenticator.Type.TOTP, data={"secret": SealedFactors().encrypt(SECRET)})


def code(step: int = 0) -> str:
    """Return what everybody's app shows now, or `step` half minutes later; nobody uses one twice."""
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + step))


def sign_in(client: Client, person: User, password: str = PASSWORD, step: int = 0) -> Any:
    """Sign a person in by the pages that people use, with a code where they have an app; return the last answer."""
    answer = client.post("/signin", {"login": person.login, "password": password})
    if answer.headers.get("Location") == "/signin/code":
        answer = client.post("/signin/code", {"code": code(step)})
    return answer


def by(person: User | None, door: str = "desk") -> By:
    """Return who writes, for an action that a test calls."""
    return By(person, door)
