"""Erasing what records hold of a person beside their answers: files and links; inside the caller's transaction."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from pamoja.kit.sealed_files import shred
from pamoja.kit.stored_files import stored_path
from pamoja.records.models import Evidence, Link, Picture

Ids = Iterable[UUID]


def forget_files(records: Ids) -> int:
    """Delete the files of records, and shred their bytes once that is committed; return how many there were."""
    found = Evidence.objects.filter(record__in=records)
    shred_later(found.values_list("stored_as", flat=True))
    return found.delete()[0]


def forget_links(records: Ids) -> int:
    """Delete the links of records both ways; return how many there were."""
    return Link.objects.filter(Q(from_id__in=records) | Q(to_id__in=records)).delete()[0]


def shred_later(stored_as: Iterable[str]) -> None:
    """Shred stored files, and the copies of those that are pictures, once the present transaction is committed.

    What a power cut leaves then is named by no row, and goes with the files that belong to nothing.
    """
    names = list(stored_as)
    pictures = Picture.objects.filter(original__in=names)
    for picture in pictures:
        names += filter(None, (picture.large_as, picture.small_as))
    pictures.delete()
    for name in names:
        transaction.on_commit(partial(shred, stored_path(name)))
