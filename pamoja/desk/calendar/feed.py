"""The secret address of a person's calendar, for the phone or the program that shows it."""

import uuid

from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from pamoja.accounts.models import User
from pamoja.kit.problems import Problem

SALT = "pamoja.calendar"


def feed_path(person: User) -> str:
    """Return the path of a person's calendar; a new password gives another."""
    return reverse("calendar_feed", args=[signing.dumps([str(person.pk), _mark(person)], salt=SALT)])


def person_of(token: str) -> User:
    """Return the person whose calendar a path asks for; raise Problem("calendar.link_wrong")."""
    try:
        key, mark = signing.loads(token, salt=SALT)
        person = User.objects.select_related("organisation").get(pk=uuid.UUID(key), is_active=True)
    except (signing.BadSignature, ValueError, User.DoesNotExist) as error:
        raise Problem("calendar.link_wrong") from error
    if not constant_time_compare(mark, _mark(person)):
        raise Problem("calendar.link_wrong")
    return person


def _mark(person: User) -> str:
    return salted_hmac(SALT, f"{person.pk}/{person.password}", algorithm="sha256").hexdigest()[:20]
