"""Keys of the instance, kept as files outside the database."""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SIZE = 32
MASTER = "master.key"
NEXT = "master.key.next"
OLD = "master.key.old-"


@dataclass(frozen=True)
class MasterKey:
    """Hold a master key and the name of its file."""

    name: str
    secret: bytes = field(repr=False)


def new_secret() -> bytes:
    """Return 32 random bytes."""
    return secrets.token_bytes(SIZE)


def read_or_make_key(path: Path, make: Callable[[], bytes] = new_secret) -> bytes:
    """Return the 32 bytes kept in `path`, making them (mode 600) the first time."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(make())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_bytes()


def master_keys(folder: Path) -> list[MasterKey]:
    """Return the master keys on the disk: the present one, the one that a rotation puts in its place, older ones.

    A file that is missing, unreadable or of another size is left out.
    """
    older = sorted((path.name for path in folder.glob(f"{OLD}*")), reverse=True)
    found = []
    for name in (MASTER, NEXT, *older):
        try:
            secret = (folder / name).read_bytes()
        except OSError:
            continue
        if len(secret) == SIZE:
            found.append(MasterKey(name, secret))
    return found


def key_files(folder: Path) -> list[Path]:
    """Return every file that holds a key, by name."""
    return sorted({*folder.glob("*.key"), *folder.glob(f"{OLD}*"), *folder.glob(NEXT)})


def put_in_place(folder: Path, day: str) -> str:
    """Make the next master key the present one, and return the name under which the present one stays.

    There is a present one at every moment.
    """
    name, number = f"{OLD}{day}", 1
    while (folder / name).exists():
        number += 1
        name = f"{OLD}{day}-{number}"
    os.link(folder / MASTER, folder / name)
    os.replace(folder / NEXT, folder / MASTER)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return name


def digest_secret(master: bytes) -> bytes:
    """Return the key of digests as it is made: it follows from the first master key, and stays when that goes.

    So a copy of the keys folder that is older than the key of digests still gives the same digests.
    """
    return HKDF(SHA256(), SIZE, salt=None, info=b"pamoja/digests").derive(master)
