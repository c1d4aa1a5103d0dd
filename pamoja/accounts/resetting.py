"""Helping somebody in who lost their second factor."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from pamoja.accounts.models import User
from pamoja.accounts.queries import may_give_access_to
from pamoja.accounts.sessions import end_sessions
from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.kit.problems import Problem


@transaction.atomic
def reset_second_factor(by: By, user: User) -> None:
    """Take away a lost second factor with its recovery codes, and end the person's sessions.

    The person signs in with the password, and sets up a new one where the role needs it. Nobody resets their own: a
    session left open would be enough. Raises Problem("rights.refused") for who may not invite the person anew.
    """
    if by.person is not None and not may_give_access_to(by.person, user):
        raise Problem("rights.refused")
    if by.person is not None and by.person.pk == user.pk:
        raise Problem("accounts.own_second_factor")
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    note(by, "reset_second_factor", "user", user.pk)
