"""Copies of pictures for display, made by the worker once the picture itself lies sealed."""

import uuid
from collections.abc import Iterable
from typing import Any

from pamoja.formats.media_types import SHOWN
from pamoja.formats.picture import UnreadablePicture, copies_of
from pamoja.kit.problems import Problem
from pamoja.kit.sealed_files import shred
from pamoja.kit.stored_files import owner_of_stored, read_stored, stored_name, stored_path, write_stored
from pamoja.records.models import Picture


def await_copies(stored_as: str, media_type: str) -> None:
    """Ask for the copies of a stored file, if it is a picture that can be shown; in the transaction of its row."""
    if media_type in SHOWN:
        Picture.objects.get_or_create(original=stored_as)


def make_copies(limit: int = 1) -> int:
    """Make the copies of at most `limit` pictures that wait for them, and return how many were looked at."""
    waiting = list(Picture.objects.filter(state=Picture.State.WAITING)[:limit])
    for picture in waiting:
        make_copies_of(picture)
    return len(waiting)


def pictures_of(originals: Iterable[str]) -> dict[str, Picture]:
    """Return what is known of the copies of stored files, by where these lie; only pictures have any."""
    return Picture.objects.in_bulk(list(originals))


def try_closed_again() -> int:
    """Let the pictures wait again whose keys were not there, and return how many there are."""
    return Picture.objects.filter(state=Picture.State.CLOSED).update(state=Picture.State.WAITING)


def make_copies_of(picture: Picture) -> None:
    """Make the copies of a picture and say so in its row; of one that was erased meanwhile nothing is left."""
    copies: list[str] = []
    try:
        large, small = copies_of(b"".join(read_stored(picture.original)))
        owner = owner_of_stored(picture.original)
        for copy in (large, small):
            copies.append(stored_name(uuid.uuid4().hex))
            write_stored(copies[-1], [copy.data], owner)
    except UnreadablePicture:
        found: dict[str, Any] = {"state": Picture.State.UNREADABLE}
    except Problem as problem:
        lost = problem.code == "seal.key_lost"
        found = {"state": Picture.State.CLOSED if lost else Picture.State.UNREADABLE}
    else:
        found = {"large_as": copies[0], "small_as": copies[1], "width": small.width, "height": small.height}
        found["state"] = Picture.State.MADE
    if not Picture.objects.filter(pk=picture.pk, state=Picture.State.WAITING).update(**found):
        for name in copies:
            shred(stored_path(name))
