"""Closing an area: what lies in it is sealed under a key that leaves the server, and taken away."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from pamoja.accounts.models import AppKey, User
from pamoja.accounts.remembered import forget
from pamoja.accounts.rights import require
from pamoja.accounts.sessions import end_sessions
from pamoja.emergency.aggregates import aggregates_of
from pamoja.emergency.archive import key_as_text, mark_of, new_key, path_of, write_archive
from pamoja.emergency.area import Area, area_called
from pamoja.emergency.cleaning import clean
from pamoja.emergency.models import Closure
from pamoja.emergency.reach import chunks, reach_of
from pamoja.kit.audit import erase_lines
from pamoja.kit.by import By
from pamoja.kit.problems import Problem
from pamoja.records.words import forget_words


def close_area(by: By, code: str, reason: str) -> tuple[Closure, str]:
    """Close a place or a priority zone; return what is known of it from now on, and the key, which is kept nowhere.

    Everything that `reach_of` finds goes into the archive and out of the tables; who works there and nowhere else is
    suspended, their sessions end, their devices are revoked. When this returns, files, lake and database hold nothing
    of it in the clear. Raises Problem for a right that lacks, an unknown code, a missing reason.
    """
    require(by.person, "zone.close")
    if not reason.strip():
        raise Problem("record.reason_missing", where="reason")
    area = area_called(code, timezone.localdate(by.at))
    aggregates, key = aggregates_of(area, timezone.localdate(by.at)), new_key()
    closure = Closure(closed_at=by.at, closed_by=by.person, key_mark=mark_of(key), aggregates=aggregates)
    try:
        with transaction.atomic():
            _take_away(by, closure, area, key, reason)
    except BaseException:
        path_of(closure.pk).unlink(missing_ok=True)
        raise
    forget()
    clean(closure)
    return closure, key_as_text(key)


def _take_away(by: By, closure: Closure, area: Area, key: bytes, reason: str) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")
    reach = reach_of(area)
    write_archive(closure.pk, key, area, reach, reason)
    closure.records, closure.leftovers = reach.counts(), sorted(reach.files)
    people = list(User.objects.filter(pk__in=reach.changed[User]))
    closure.people = len(people)
    closure.save(force_insert=True)
    for person in people:
        _suspend(person)
    _revoke(by, AppKey.objects.filter(user__in=people))
    for model, rows in reach.changed.items():
        if model not in (User, AppKey):
            _loosen(model, rows)
    erase_lines(by, sorted(reach.told), "close", "closure", closure.pk)
    for model, ids in reach.rows.items():
        _delete(model, ids)
    forget_words(reach.records)


def _suspend(person: User) -> None:
    """Let nobody in by this name any more, and keep no word of who it was."""
    end_sessions(person)
    person.login, person.function, person.is_active = f"closed-{person.pk.hex}", "", False
    person.set_unusable_password()
    person.save(update_fields=["login", "function", "is_active", "password"])


def _revoke(by: By, devices: "models.QuerySet[AppKey]") -> None:
    devices.filter(revoked_at=None).update(revoked_at=by.at)
    devices.update(label="")


def _loosen(model: type[models.Model], rows: dict[Any, dict[str, Any]]) -> None:
    """Untie rows that stay from those that go."""
    for pk, before in rows.items():
        model._base_manager.filter(pk=pk).update(**dict.fromkeys(before, None))


def _delete(model: type[models.Model], ids: Iterable[Any]) -> None:
    """Delete rows as they are: whatever hangs on them was found, and goes too."""
    for chunk in chunks(ids):
        found = model._base_manager.filter(pk__in=chunk)
        found._raw_delete(found.db)
