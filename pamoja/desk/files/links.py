"""Links to files: signed, good for some minutes, and for one person only."""

from dataclasses import astuple, dataclass

from django.core import signing
from django.urls import reverse

from pamoja.accounts.models import User
from pamoja.kit.problems import Problem

SALT = "pamoja.files"
MINUTES = 10


@dataclass(frozen=True)
class Wanted:
    """Name one copy of one file: small, large (of a picture) or original; `kind` and `key` as in `desk.files.kinds`."""

    kind: str
    key: str
    copy: str


def file_url(kind: str, key: object, copy: str) -> str:
    """Return the address of a file as pages name it; it leads those who may have the file on to a signed link."""
    return reverse("file", args=[kind, str(key), copy])


def signed_url(wanted: Wanted, person: User) -> str:
    """Return a link by which this person may have a file now."""
    return reverse("signed_file", args=[signing.dumps([*astuple(wanted), str(person.pk)], salt=SALT)])


def read_link(token: str, person: User) -> Wanted:
    """Return what a link names.

    Raises Problem("file.link_over") when it is too old, "file.link_wrong" when it is another person's or was altered.
    """
    try:
        kind, key, copy, owner = signing.loads(token, salt=SALT, max_age=MINUTES * 60)
    except signing.SignatureExpired as error:
        raise Problem("file.link_over") from error
    except signing.BadSignature as error:
        raise Problem("file.link_wrong") from error
    if owner != str(person.pk):
        raise Problem("file.link_wrong")
    return Wanted(kind, key, copy)
