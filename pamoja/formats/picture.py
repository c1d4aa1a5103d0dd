"""Copies of a picture for display: turned upright, made smaller, and drawn anew, so that nothing else of it remains.

Where it was taken, by which device, remarks, hidden small pictures, whatever was appended to it: all that stays behind.
Whoever sent the picture may mean harm, so it is decoded by a process of its own, with bounded memory and time and
without the environment of the server; plain bytes go through pipes, never to the disk.
"""

import io
import json
import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image, ImageOps

from pamoja.formats.media_types import SHOWN, sniff

LARGE, SMALL = 1600, 320
"""The longer side of a copy, in pixels: to be looked at, and in a page."""
COPY_TYPE = "image/webp"
MOST_PIXELS = 50_000_000
SECONDS, PATIENCE = 10, 30
MEMORY = 1_000_000_000
QUALITY = {LARGE: 72, SMALL: 60}


class UnreadablePicture(ValueError):
    """Tells that no copy can be made: damaged, too large when unpacked, or not a picture at all."""


@dataclass(frozen=True)
class Copy:
    """Hold one copy, as bytes of COPY_TYPE, and its size in pixels."""

    data: bytes
    width: int
    height: int


def copies_of(original: bytes) -> tuple[Copy, Copy]:
    """Return the large and the small copy of a picture; raise UnreadablePicture when they cannot be made."""
    command = [sys.executable, "-I", "-m", __name__]
    try:
        done = subprocess.run(command, input=original, capture_output=True, timeout=PATIENCE, env={}, check=True)  # noqa: S603
        return _read(done.stdout)
    except (subprocess.SubprocessError, ValueError, TypeError) as error:
        raise UnreadablePicture(type(error).__name__) from error


def _read(answer: bytes) -> tuple[Copy, Copy]:
    head, _line, rest = answer.partition(b"\n")
    (width, height, size), (small_width, small_height, _size) = json.loads(head)
    copies = Copy(rest[:size], width, height), Copy(rest[size:], small_width, small_height)
    if any(sniff(copy.data) != COPY_TYPE for copy in copies):
        raise UnreadablePicture("copy")
    return copies


def draw_anew(original: BinaryIO) -> tuple[Copy, Copy]:
    """Return the two copies, made in this process; raises whatever the decoder raises."""
    formats = [media_type.removeprefix("image/").upper() for media_type in SHOWN]
    with Image.open(original, formats=[*formats, "MPO"]) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise UnreadablePicture("pixels")
        picture.thumbnail((LARGE, LARGE), reducing_gap=2.0)
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    sheet = Image.new("RGB", upright.size, "white")
    sheet.paste(upright, mask=upright)
    large = _encode(sheet, LARGE)
    sheet.thumbnail((SMALL, SMALL))
    return large, _encode(sheet, SMALL)


def _encode(sheet: Image.Image, side: int) -> Copy:
    written = io.BytesIO()
    sheet.save(written, "WEBP", quality=QUALITY[side])
    return Copy(written.getvalue(), sheet.width, sheet.height)


def _main() -> None:
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    copies = draw_anew(io.BytesIO(sys.stdin.buffer.read()))
    head = json.dumps([(copy.width, copy.height, len(copy.data)) for copy in copies])
    sys.stdout.buffer.write(head.encode() + b"\n" + b"".join(copy.data for copy in copies))


if __name__ == "__main__":
    _main()
