"""Putting new keys in the place of old ones: data keys of organisations, and the master key that wraps them all."""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.kit.keyring import FORMER, DataKey, forget, make_key, unwrap, wrap
from pamoja.kit.keys import MASTER, NEXT, MasterKey, master_keys, put_in_place, read_or_make_key
from pamoja.kit.models import OrganisationKey
from pamoja.kit.problems import Problem


@transaction.atomic
def rotate(by: By, owner: str) -> DataKey:
    """Make a new data key, with which an organisation seals from now on; what is sealed already stays as it is."""
    made = make_key(owner)
    note(by, "rotate", "organisation_key", made.id, changes={"owner": ["", owner]})
    return made


@transaction.atomic
def retire(by: By, owner: str) -> int:
    """Retire every key of an organisation but the one that it seals with now; return how many.

    Call it when nothing is sealed with them any more.
    """
    keys = list(
        OrganisationKey.objects.filter(owner=owner, retired_at=None).exclude(pk=FORMER).order_by("made_at", "id")
    )
    for key in keys[:-1]:
        key.retired_at = by.at
        key.save(update_fields=["retired_at"])
        note(by, "retire", "organisation_key", key.pk)
    transaction.on_commit(forget)
    return len(keys[:-1])


def rotate_master(by: By) -> str:
    """Wrap every data key with a new master key, and return the name of the file in which the old one stays.

    Begun and broken off, it goes on where it was when it is called again. Data keys that no master key on the disk
    opens are left as they are. Raises Problem("seal.key_lost") when there is no master key.
    """
    folder = Path(settings.KEYS)
    outgoing = next((key for key in master_keys(folder) if key.name == MASTER), None)
    if outgoing is None:
        raise Problem("seal.key_lost")
    incoming = MasterKey(NEXT, read_or_make_key(folder / NEXT))
    with transaction.atomic():
        _keep_former(outgoing, by)
        count = _wrap_all(incoming)
        note(by, "rotate", "master_key", incoming.name, changes={"data_keys": [None, count]})
    old = put_in_place(folder, f"{by.at:%Y-%m-%d}")
    _wrap_all(MasterKey(MASTER, incoming.secret))
    forget()
    return old


def _keep_former(outgoing: MasterKey, by: By) -> None:
    """Keep the first master key among the data keys: what is older than those is sealed with it."""
    wrapped = wrap(outgoing, FORMER, "", outgoing.secret)
    OrganisationKey.objects.get_or_create(pk=FORMER, defaults={"owner": "", "wrapped": wrapped, "made_at": by.at})


@transaction.atomic
def _wrap_all(incoming: MasterKey) -> int:
    """Wrap with one master key whatever another one wraps; return how many data keys that were."""
    masters = [incoming, *master_keys(Path(settings.KEYS))]
    count = 0
    for row in OrganisationKey.objects.select_for_update().order_by("pk"):
        key = unwrap(masters, row)
        if key.secret and key.master != incoming.name:
            row.wrapped = wrap(incoming, row.pk, row.owner, key.secret)
            row.save(update_fields=["wrapped"])
            count += 1
    return count
