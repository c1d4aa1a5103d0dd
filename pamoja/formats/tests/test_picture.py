"""Copies of pictures hold what is seen and nothing else; what means harm makes no copy and does none."""

import io
import struct
import zlib

import pytest
from PIL import ExifTags, Image, PngImagePlugin

from pamoja.formats.picture import LARGE, MOST_PIXELS, SMALL, Copy, UnreadablePicture, copies_of, draw_anew

SECRETS = (b"Kasindi", b"SN-0042", b"Exif", b"ICC_PROFILE", b"<script>")


def photo(width: int = 800, height: int = 600, **options: object) -> bytes:
    """Return a photograph: its left half red, its right half blue."""
    picture = Image.new("RGB", (width, height), "blue")
    picture.paste("red", (0, 0, width // 2, height))
    written = io.BytesIO()
    picture.save(written, "JPEG", **options)
    return written.getvalue()


def telling() -> bytes:
    """Return a photograph that tells where, when and by which telephone it was made."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Kasindi"
    exif[ExifTags.Base.BodySerialNumber] = "SN-0042"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (0.0, 2.0, 24.0)
    return photo(exif=exif, comment=b"Kasindi", icc_profile=b"ICC_PROFILE of SN-0042")


def opened(copy: Copy) -> Image.Image:
    """Return a copy as a picture."""
    return Image.open(io.BytesIO(copy.data))


def colour(copy: Copy, x: float, y: float) -> str:
    """Return which colour a copy has at a place given as shares of its width and height."""
    rgb = opened(copy).convert("RGB").getpixel((int(x * (copy.width - 1)), int(y * (copy.height - 1))))
    assert isinstance(rgb, tuple)
    red, green, blue = (part > 127 for part in rgb)
    return {(True, False, False): "red", (False, False, True): "blue", (True, True, True): "white"}[red, green, blue]


def in_this_process(original: bytes) -> tuple[Copy, Copy]:
    """Return the copies of a picture."""
    return draw_anew(io.BytesIO(original))


def test_a_photograph_has_a_copy_to_look_at_and_a_small_one() -> None:
    large, small = copies_of(photo(4000, 3000))
    assert [(copy.width, copy.height) for copy in (large, small)] == [(LARGE, 1200), (SMALL, 240)]
    for copy in (large, small):
        assert opened(copy).format == "WEBP"
        assert opened(copy).size == (copy.width, copy.height)
        assert [colour(copy, 0.1, 0.5), colour(copy, 0.9, 0.5)] == ["red", "blue"]


def test_a_small_picture_is_not_made_larger() -> None:
    assert [(copy.width, copy.height) for copy in in_this_process(photo(100, 50))] == [(100, 50)] * 2


def test_a_copy_tells_nothing_but_what_is_seen() -> None:
    original = telling() + b"<script>alert(1)</script>"
    assert all(secret in original for secret in SECRETS)
    for copy in in_this_process(original):
        assert not [secret for secret in SECRETS if secret in copy.data]
        assert not dict(opened(copy).getexif())
        assert not {"exif", "icc_profile", "xmp", "comment"} & set(opened(copy).info)


def test_text_in_a_png_does_not_reach_its_copy() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Kasindi", zip=True)
    written = io.BytesIO()
    Image.new("RGB", (50, 50)).save(written, "PNG", pnginfo=notes)
    assert not [copy for copy in in_this_process(written.getvalue()) if b"Author" in copy.data]


def test_a_photograph_is_turned_as_it_was_held() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    large, small = in_this_process(photo(exif=exif))
    assert (large.width, large.height) == (600, 800)
    assert [colour(small, 0.5, 0.1), colour(small, 0.5, 0.9)] == ["red", "blue"]


def test_of_a_moving_picture_the_first_one_is_shown() -> None:
    written = io.BytesIO()
    frames = [Image.new("RGB", (40, 40), name) for name in ("red", "blue")]
    frames[0].save(written, "GIF", save_all=True, append_images=frames[1:])
    large, _small = in_this_process(written.getvalue())
    assert colour(large, 0.5, 0.5) == "red"
    assert getattr(opened(large), "n_frames", 1) == 1


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "I;16", "CMYK"])
def test_every_way_to_write_colours_is_drawn(mode: str) -> None:
    written = io.BytesIO()
    kind = "JPEG" if mode == "CMYK" else "PNG"
    Image.new(mode, (30, 20)).save(written, kind)
    large, _small = in_this_process(written.getvalue())
    assert opened(large).mode == "RGB"


def test_what_is_transparent_is_white() -> None:
    written = io.BytesIO()
    Image.new("RGBA", (30, 20), (255, 0, 0, 0)).save(written, "PNG")
    large, _small = in_this_process(written.getvalue())
    assert colour(large, 0.5, 0.5) == "white"


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of few bytes and very many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    press = zlib.compressobj(9)
    row = b"\0" * (width // 8 + 1)
    data = b"".join(press.compress(row) for _number in range(height)) + press.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


HARMFUL = {
    "bomb": bomb(10_000, MOST_PIXELS // 10_000 + 1),
    "cut short": photo(2000, 1500, quality=95)[:8_000],
    "a drawing": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    "nothing": b"",
}


@pytest.mark.parametrize("name", HARMFUL)
def test_what_cannot_be_drawn_makes_no_copy(name: str) -> None:
    with pytest.raises(UnreadablePicture):
        copies_of(HARMFUL[name])
