"""Files at rest come back whole or not at all."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st

from pamoja.kit.keys import MASTER
from pamoja.kit.problems import Problem
from pamoja.kit.sealed_files import FORMER_MAGIC, KEY_ID, PIECE, SALT, TAG, read_sealed, write_sealed
from tests.keys import other_master

HEAD = 8 + KEY_ID + SALT
pytestmark = pytest.mark.django_db


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """Return a sealed file of two pieces and a half."""
    path = tmp_path / "photo.sealed"
    assert write_sealed(path, [b"a" * PIECE, b"b" * PIECE, b"c" * 1000]) == 2 * PIECE + 1000
    return path


@given(st.lists(st.integers(0, 3 * PIECE), max_size=4))
def test_what_was_written_is_read_whatever_the_chunks(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int]
) -> None:
    chunks = [bytes([number + 1]) * size for number, size in enumerate(sizes)]
    path = tmp_path_factory.mktemp("sealed") / "file"
    assert write_sealed(path, chunks) == sum(sizes)
    assert b"".join(read_sealed(path)) == b"".join(chunks)


def test_nothing_of_the_plain_bytes_is_on_the_disk(photo: Path) -> None:
    assert b"aaaaaaaa" not in photo.read_bytes()


@pytest.mark.parametrize(
    "kept", [0, 5, 8, 20, HEAD - 3, HEAD, HEAD + 10, HEAD + PIECE + TAG, HEAD + 2 * (PIECE + TAG), -1]
)
def test_a_file_cut_anywhere_is_refused(photo: Path, kept: int) -> None:
    photo.write_bytes(photo.read_bytes()[:kept])
    with pytest.raises(Problem) as refused:
        list(read_sealed(photo))
    assert refused.value.code == "seal.unreadable"


@pytest.mark.parametrize("at", [0, 10, HEAD, HEAD + PIECE, HEAD + PIECE + TAG + 5, -1])
def test_a_changed_byte_is_refused(photo: Path, at: int) -> None:
    changed = bytearray(photo.read_bytes())
    changed[at] ^= 1
    photo.write_bytes(changed)
    with pytest.raises(Problem):
        list(read_sealed(photo))


def test_pieces_that_changed_places_are_refused(photo: Path) -> None:
    data = photo.read_bytes()
    size = PIECE + TAG
    first, second = data[HEAD : HEAD + size], data[HEAD + size : HEAD + 2 * size]
    photo.write_bytes(data[:HEAD] + second + first + data[HEAD + 2 * size :])
    with pytest.raises(Problem):
        list(read_sealed(photo))


def test_a_piece_added_at_the_end_is_refused(photo: Path) -> None:
    photo.write_bytes(photo.read_bytes() + b"x" * 100)
    with pytest.raises(Problem):
        list(read_sealed(photo))


def test_another_master_key_does_not_open_it(photo: Path, keys: Path) -> None:
    other_master(keys)
    with pytest.raises(Problem) as refused:
        read_sealed(photo)
    assert refused.value.code == "seal.key_lost"


@pytest.mark.parametrize("size", [0, 10, 2 * PIECE, 2 * PIECE + 7])
def test_a_file_that_is_older_than_data_keys_still_opens(photo: Path, keys: Path, size: int) -> None:
    salt, plain = bytes(SALT), b"x" * size
    master = (keys / MASTER).read_bytes()
    cipher = AESGCM(HKDF(SHA256(), 32, salt=salt, info=b"pamoja/file").derive(master))
    pieces = [plain[at : at + PIECE] for at in range(0, size, PIECE)] or [b""]
    nonces = [number.to_bytes(11, "big") + bytes([number == len(pieces) - 1]) for number in range(len(pieces))]
    sealed = [cipher.encrypt(nonce, piece, FORMER_MAGIC) for nonce, piece in zip(nonces, pieces, strict=True)]
    photo.write_bytes(FORMER_MAGIC + salt + b"".join(sealed))
    assert b"".join(read_sealed(photo)) == plain
    other_master(keys)
    with pytest.raises(Problem):
        read_sealed(photo)


def test_a_stream_that_breaks_leaves_no_file(tmp_path: Path) -> None:
    def breaking() -> object:
        yield b"a" * PIECE * 2
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        write_sealed(tmp_path / "half", breaking())  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
