"""Files as people upload them, for tests of whatever keeps or shows files."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image

PDF = b"%PDF-1.4\n1 0 obj <</OpenAction <</S /JavaScript /JS (app.alert(1))>>>> endobj\n%%EOF\n"
PAGE = b"<!DOCTYPE html><script>alert(document.cookie)</script>"
MAKER = b"Tecno of Kasindi"


def photo(width: int = 64, height: int = 48) -> bytes:
    """Return a photograph that tells who made its camera, and behind which a page hides."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = MAKER.decode()
    written = io.BytesIO()
    Image.new("RGB", (width, height), "green").save(written, "JPEG", exif=exif)
    return written.getvalue() + PAGE


def upload(content: bytes, name: str = "photo.jpg", said: str = "image/jpeg") -> SimpleUploadedFile:
    """Return a file with the name and the type that its sender gives it."""
    return SimpleUploadedFile(name, content, said)
