"""The cast of the demonstration in the instance: organisations, programme, people, their passwords and a telephone."""

import secrets
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from pamoja.accounts.actions import add_device, add_user, digest, set_password
from pamoja.accounts.models import AppKey, User
from pamoja.demo import content
from pamoja.kit.by import By
from pamoja.partners.actions import declare_organisation
from pamoja.partners.models import Organisation
from pamoja.programme.actions import declare_programme, declare_project
from pamoja.programme.models import Project

PHONE_OF = "agent.rutshuru@demo.invalid"
PHONE = "Téléphone de démonstration"


@dataclass(frozen=True)
class Account:
    """Hold how somebody of the cast signs in."""

    login: str
    password: str
    role: str
    function: str
    phone: str


@dataclass(frozen=True)
class Access:
    """Hold what a demonstration shows to those who try it."""

    accounts: tuple[Account, ...]
    app_user_key: str
    app_user_login: str = PHONE_OF

    def as_dict(self) -> dict[str, Any]:
        """Return what can be written as JSON and read again by `from_dict`."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Access":
        """Return what `as_dict` described."""
        accounts = tuple(Account(**account) for account in data["accounts"])
        return cls(accounts, data["app_user_key"], data["app_user_login"])


def bring_on(by: By, first_day: date) -> None:
    """Make the organisations, the programme, its projects and the people of the cast, those that are not there yet."""
    cast = content.cast()
    known = set(Organisation.objects.values_list("pk", flat=True))
    for one in cast.organisations:
        if one.code not in known:
            declare_organisation(by, one.code, one.name, one.kind, one.roles, acronym=one.acronym)
    if not Project.objects.filter(pk=cast.projects[0].code).exists():
        _declare_programme(by, cast, first_day)
    there = set(User.objects.values_list("login", flat=True))
    for person in cast.people:
        if person.login not in there:
            add_user(
                by,
                person.login,
                person.role,
                person.organisation,
                function=person.function,
                language=person.language,
                places=person.places,
            )


def _declare_programme(by: By, cast: content.Cast, first_day: date) -> None:
    plan = cast.programme
    starts = first_day.replace(month=1, day=1)
    ends = date(starts.year + plan["years"] - 1, 12, 31)
    declare_programme(by, plan["code"], plan["name"], starts, ends)
    for project in cast.projects:
        declare_project(by, project.code, plan["code"], project.name, project.organisation, project.pillars)


def give_access(by: By, before: Access | None = None) -> Access:
    """Give everybody of the cast a password, and the field agent a telephone; what `before` says is kept."""
    passwords = {account.login: account.password for account in before.accounts} if before else {}
    accounts = []
    for person in content.cast().people:
        password = passwords.get(person.login) or _three_words()
        user = User.objects.get(login=person.login)
        if not user.has_usable_password() or not user.check_password(password):
            set_password(by, user, password)
        accounts.append(Account(person.login, password, person.role, person.function, person.phone))
    key = before.app_user_key if before else ""
    if not AppKey.objects.filter(digest=digest(key), revoked_at=None).exists():
        _device, key = add_device(by, User.objects.get(login=PHONE_OF), PHONE)
    return Access(tuple(accounts), key)


def _three_words() -> str:
    return "-".join(secrets.choice(content.password_words()) for _word in range(3))
