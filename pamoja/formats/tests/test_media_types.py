"""What a file is, is told by its bytes alone."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from pamoja.formats.media_types import DOCUMENTS, ENDINGS, ENOUGH, OFFICE, OPEN, OTHER, SHOWN, sniff


def picture(kind: str) -> bytes:
    """Return a small picture as Pillow writes it."""
    written = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(written, kind)
    return written.getvalue()


def archive(*entries: tuple[str, str]) -> bytes:
    """Return a ZIP archive of these entries."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        for name, text in entries:
            file.writestr(name, text)
    return written.getvalue()


def film(brand: bytes) -> bytes:
    """Return the beginning of an ISO base media file."""
    return b"\0\0\0\x18ftyp" + brand + b"\0\0\0\0isommp42" + b"\0" * 100


def matroska(kind: bytes) -> bytes:
    """Return the beginning of an EBML file of a kind."""
    return b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82" + bytes([0x80 + len(kind)]) + kind + b"\0" * 50


RELATIONS = ("[Content_Types].xml", "<Types/>"), ("_rels/.rels", "<Relationships/>")

KNOWN = {
    "JPEG": (picture("JPEG"), "image/jpeg"),
    "JPEG of a stereo camera": (picture("MPO"), "image/jpeg"),
    "PNG": (picture("PNG"), "image/png"),
    "WebP": (picture("WEBP"), "image/webp"),
    "GIF": (picture("GIF"), "image/gif"),
    "TIFF": (picture("TIFF"), "image/tiff"),
    "AVIF": (picture("AVIF"), "image/avif"),
    "HEIC of a telephone": (film(b"heic"), "image/heic"),
    "HEIF": (film(b"mif1"), "image/heic"),
    "MP4": (film(b"isom"), "video/mp4"),
    "MP4, version 2": (film(b"mp42"), "video/mp4"),
    "MP4 in pieces": (film(b"iso5"), "video/mp4"),
    "3GP of a telephone": (film(b"3gp4"), "video/3gpp"),
    "QuickTime": (film(b"qt  "), "video/quicktime"),
    "M4A": (film(b"M4A "), "audio/mp4"),
    "WebM": (matroska(b"webm"), "video/webm"),
    "Matroska": (matroska(b"matroska"), "video/x-matroska"),
    "AMR": (b"#!AMR\n" + b"\x3c" * 40, "audio/amr"),
    "MP3 with tags": (b"ID3\x04\0\0\0\0\0\0" + b"\0" * 40, "audio/mpeg"),
    "MP3": (b"\xff\xfb\x90\x64" + b"\0" * 40, "audio/mpeg"),
    "MP3 of half the rate": (b"\xff\xf3\x40\xc4" + b"\0" * 40, "audio/mpeg"),
    "AAC": (b"\xff\xf1\x50\x80" + b"\x01" * 40, "audio/aac"),
    "WAV": (b"RIFF\x24\0\0\0WAVEfmt " + b"\0" * 40, "audio/wav"),
    "Ogg": (b"OggS\0\x02" + b"\0" * 20 + b"\x01\x13OpusHead", "audio/ogg"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "application/pdf"),
    "Word": (archive(*RELATIONS, ("word/document.xml", "x")), f"{OFFICE}wordprocessingml.document"),
    "Word, another order": (
        archive(("word/numbering.xml", "x"), *RELATIONS),
        f"{OFFICE}wordprocessingml.document",
    ),
    "Excel": (archive(*RELATIONS, ("xl/workbook.xml", "x")), f"{OFFICE}spreadsheetml.sheet"),
    "PowerPoint": (archive(*RELATIONS, ("ppt/presentation.xml", "x")), f"{OFFICE}presentationml.presentation"),
    "OpenDocument": (archive(("mimetype", f"{OPEN}text"), ("content.xml", "x")), f"{OPEN}text"),
    "OpenDocument sheet": (archive(("mimetype", f"{OPEN}spreadsheet")), f"{OPEN}spreadsheet"),
    "Word of before 2007": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "application/x-ole-storage"),
}

NOT_KNOWN = {
    "nothing": b"",
    "one byte": b"\xff",
    "a page": b"<!DOCTYPE html><html><script>alert(1)</script>",
    "a script": b"<script>alert(1)</script>",
    "a drawing that may hold a script": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "XML": b'<?xml version="1.0"?><svg/>',
    "a program": b"\x7fELF\x02\x01\x01" + b"\0" * 60,
    "a program of Windows": b"MZ\x90\0" + b"\0" * 60,
    "a program of the shell": b"#!/bin/sh\nrm -rf .",
    "text": "réunion du 24 novembre".encode(),
    "an archive": archive(("liste.txt", "x")),
    "an application of a telephone": archive(("AndroidManifest.xml", "x"), ("classes.dex", "x")),
    "an archive that calls itself a document": archive(("mimetype", f"{OPEN}text-of-mine")),
    "an archive whose list of types belongs to nothing": archive(*RELATIONS),
    "an archive cut short": archive(*RELATIONS)[:30],
    "a RIFF of something else": b"RIFF\x24\0\0\0AVI LIST",
    "an ISO file of something else": film(b"crx "),
    "bits that are no frame": b"\xff\xff\xff\xff" * 4,
    "a document behind a blank line": b"\n\n%PDF-1.7",
}


@pytest.mark.parametrize("name", KNOWN)
def test_known_types_are_told(name: str) -> None:
    content, media_type = KNOWN[name]
    assert sniff(content[:ENOUGH]) == media_type
    assert media_type in ENDINGS


@pytest.mark.parametrize("name", NOT_KNOWN)
def test_everything_else_is_just_bytes(name: str) -> None:
    assert sniff(NOT_KNOWN[name]) == OTHER


@given(some.sampled_from(sorted(KNOWN)), some.integers(0, 300), some.binary(max_size=40))
def test_no_bytes_are_too_strange(name: str, cut: int, strange: bytes) -> None:
    assert sniff(KNOWN[name][0][:cut] + strange) in {*ENDINGS, OTHER}


def test_only_pictures_and_documents_are_more_than_a_download_by_right() -> None:
    assert set(SHOWN) == {"image/jpeg", "image/png", "image/webp", "image/gif"}
    assert {name.partition("/")[0] for name in DOCUMENTS} == {"application"}
    assert OTHER not in DOCUMENTS
