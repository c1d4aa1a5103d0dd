"""Every write to people with access, their invitations and their devices."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from pamoja.accounts import rights
from pamoja.accounts.changing import felt_at_once, require_places, require_role
from pamoja.accounts.models import AppKey, Invitation, KeyUse, User
from pamoja.accounts.queries import may_give_access_to, may_look_after, people_visible_to
from pamoja.accounts.sessions import end_sessions
from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.kit.problems import Problem

INVITATION_DAYS = 14


def digest(secret: str) -> bytes:
    """Return the 32 bytes under which a random secret is kept."""
    return hashlib.sha256(secret.encode()).digest()


@transaction.atomic
def add_user(
    by: By,
    login: str,
    role: str,
    organisation: str,
    *,
    function: str = "",
    language: str = "fr",
    places: Iterable[str] = (),
) -> User:
    """Add a person who cannot sign in before choosing a password by an invitation.

    Raises Problem("accounts.login_taken"), Problem("rights.refused"), and for places as `change_user` does.
    """
    require_role(role)
    login = login.strip().lower()
    user = User(login=login, role=role, organisation_id=organisation, function=function, language=language)
    _require_access_to(by, user)
    codes = sorted(set(places))
    require_places(by, codes)
    if User.objects.filter(login=login).exists():
        raise Problem("accounts.login_taken", where="login", login=login)
    user.set_unusable_password()
    user.save()
    user.places.set(codes)  # type: ignore[arg-type]
    note(by, "add", "user", user.pk, changes={"role": ["", role], "places": [[], codes]})
    return user


@transaction.atomic
def invite(by: By, user: User) -> str:
    """Return the secret of a new invitation for `user`; earlier ones stop working."""
    _require_access_to(by, user)
    secret = secrets.token_urlsafe(24)
    user.invitations.filter(used_at=None).delete()
    Invitation.objects.create(
        user=user, digest=digest(secret), expires_at=timezone.now() + timedelta(days=INVITATION_DAYS)
    )
    note(by, "invite", "user", user.pk)
    return secret


def open_invitation(secret: str) -> Invitation:
    """Return the invitation that this secret opens; raise Problem("accounts.invitation_over") when there is none."""
    found = Invitation.objects.filter(
        digest=digest(secret), used_at=None, expires_at__gt=timezone.now(), user__is_active=True
    ).select_related("user")
    invitation = found.first()
    if invitation is None:
        raise Problem("accounts.invitation_over")
    return invitation


@transaction.atomic
def accept_invitation(secret: str, password: str) -> User:
    """Set the password that the invited person chose, and end what was before: sessions, ties elsewhere.

    Raises ValidationError when the password is too weak.
    """
    invitation = open_invitation(secret)
    user = invitation.user
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    end_sessions(user)
    SocialAccount.objects.filter(user=user).delete()
    note(By(user, "desk"), "accept", "user", user.pk)
    return user


@transaction.atomic
def suspend(by: By, user: User) -> None:
    """Refuse a person and their devices from now on, and end their sessions; what they entered stays."""
    if by.person is not None and not may_look_after(by.person, user):
        raise Problem("rights.refused")
    if by.person is not None and by.person.pk == user.pk:
        raise Problem("accounts.not_oneself")
    _set_active(by, user, False)
    end_sessions(user)
    user.invitations.filter(used_at=None).delete()


@transaction.atomic
def reactivate(by: By, user: User) -> None:
    """Let a suspended person in again, with the password and the devices that they had."""
    _require_access_to(by, user)
    _set_active(by, user, True)


def _set_active(by: By, user: User, active: bool) -> None:
    user.is_active = active
    user.save(update_fields=["is_active"])
    note(by, "reactivate" if active else "suspend", "user", user.pk)
    felt_at_once(user.pk)


def _require_access_to(by: By, user: User) -> None:
    if by.person is not None and not may_give_access_to(by.person, user):
        raise Problem("rights.refused")


@transaction.atomic
def set_password(by: By, user: User, password: str) -> None:
    """Set a password from the server's command line, and end the person's sessions."""
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions(user)
    note(by, "set_password", "user", user.pk)


@transaction.atomic
def add_device(by: By, user: User, label: str, use: str = KeyUse.PHONE) -> tuple[AppKey, str]:
    """Return a new device of `user` and its key, which is shown once and never stored.

    A program reads records in bulk: its key is made by nobody but the person whose rights it has.
    """
    _require_device_of(by, user)
    if use == KeyUse.PROGRAM and by.person is not None and by.person.pk != user.pk:
        raise Problem("api.key_of_another")
    secret = secrets.token_urlsafe(32)
    key = AppKey.objects.create(user=user, label=label, use=use, digest=digest(secret))
    note(by, "add", "device", key.pk)
    return key, secret


@transaction.atomic
def revoke_device(by: By, key: AppKey) -> None:
    """Refuse a device from now on."""
    _require_device_of(by, key.user)
    key.revoked_at = timezone.now()
    key.save(update_fields=["revoked_at"])
    note(by, "revoke", "device", key.pk)
    felt_at_once(key.user_id)


def _require_device_of(by: By, user: User) -> None:
    rights.require(by.person, "devices.manage")
    if by.person is not None and not people_visible_to(by.person).filter(pk=user.pk).exists():
        raise Problem("rights.refused")
