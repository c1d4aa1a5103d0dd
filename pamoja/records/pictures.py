"""Copies of pictures for display, made by the worker once the picture itself lies sealed."""

import uuid
from collections.abc import Iterable

from pamoja.formats.media_types import SHOWN
from pamoja.formats.picture import Copy, UnreadablePicture, copies_of
from pamoja.kit.problems import Problem
from pamoja.kit.stored_files import owner_of_stored, read_stored, stored_name, write_stored
from pamoja.records.models import Picture


def await_copies(stored_as: str, media_type: str) -> None:
    """Ask for the copies of a stored file, if it is a picture that can be shown; in the transaction of its row."""
    if media_type in SHOWN:
        Picture.objects.get_or_create(original=stored_as)


def make_copies(limit: int = 1) -> int:
    """Make the copies of at most `limit` pictures that wait for them, and return how many were looked at."""
    waiting = list(Picture.objects.filter(state=Picture.State.WAITING)[:limit])
    for picture in waiting:
        _make(picture)
    return len(waiting)


def pictures_of(originals: Iterable[str]) -> dict[str, Picture]:
    """Return what is known of the copies of stored files, by where these lie; only pictures have any."""
    return Picture.objects.in_bulk(list(originals))


def try_closed_again() -> int:
    """Let the pictures wait again whose keys were not there, and return how many there are."""
    return Picture.objects.filter(state=Picture.State.CLOSED).update(state=Picture.State.WAITING)


def _make(picture: Picture) -> None:
    try:
        large, small = copies_of(b"".join(read_stored(picture.original)))
        owner = owner_of_stored(picture.original)
        picture.large_as, picture.small_as = _keep(large, owner), _keep(small, owner)
    except UnreadablePicture:
        picture.state = Picture.State.UNREADABLE
    except Problem as problem:
        lost = problem.code == "seal.key_lost"
        picture.state = Picture.State.CLOSED if lost else Picture.State.UNREADABLE
    else:
        picture.width, picture.height = small.width, small.height
        picture.state = Picture.State.MADE
    picture.save(force_update=True)


def _keep(copy: Copy, owner: str) -> str:
    stored_as = stored_name(uuid.uuid4().hex)
    write_stored(stored_as, [copy.data], owner)
    return stored_as
