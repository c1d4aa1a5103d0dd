"""What a file is, told by its first bytes and never by its name or its sender (media types of the IANA registry).

The list is closed on purpose: a type is on it when something is done with such files. All else is OTHER.
"""

ENOUGH = 4096
"""How many first bytes tell the type of a file."""

OTHER = "application/octet-stream"
SHOWN = ("image/jpeg", "image/png", "image/webp", "image/gif")
"""Pictures, of which a copy for display can be made."""

OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
ENDINGS = {
    "image/jpeg": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "image/gif": (".gif",),
    "image/heic": (".heic", ".heif"),
    "image/avif": (".avif",),
    "image/tiff": (".tif", ".tiff"),
    "application/pdf": (".pdf",),
    f"{OFFICE}wordprocessingml.document": (".docx",),
    f"{OFFICE}spreadsheetml.sheet": (".xlsx",),
    f"{OFFICE}presentationml.presentation": (".pptx",),
    f"{OPEN}text": (".odt",),
    f"{OPEN}spreadsheet": (".ods",),
    f"{OPEN}presentation": (".odp",),
    "application/x-ole-storage": (".doc", ".xls", ".ppt"),
    "audio/amr": (".amr",),
    "audio/mpeg": (".mp3",),
    "audio/aac": (".aac",),
    "audio/mp4": (".m4a",),
    "audio/wav": (".wav",),
    "audio/ogg": (".ogg", ".oga", ".opus"),
    "video/mp4": (".mp4", ".m4v"),
    "video/3gpp": (".3gp",),
    "video/quicktime": (".mov",),
    "video/webm": (".webm",),
    "video/x-matroska": (".mkv",),
}
"""The endings that a name may have, by type; the first one is given to a name that has none of them."""

DOCUMENTS = tuple(name for name in ENDINGS if name.startswith("application/"))
"""What was written to be handed on."""

_BEGINNINGS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"#!AMR", "audio/amr"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
)
_IN_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav"}
_BRANDS = {
    "image/heic": (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"),
    "image/avif": (b"avif", b"avis"),
    "audio/mp4": (b"M4A ", b"M4B "),
    "video/quicktime": (b"qt  ",),
    "video/3gpp": (b"3gp", b"3g2"),
    "video/mp4": (b"isom", b"iso", b"mp4", b"avc1", b"M4V ", b"dash", b"mmp4"),
}
"""The major brands of ISO base media files (ISO/IEC 14496-12), or how they begin."""
_IN_EBML = {b"webm": "video/webm", b"matroska": "video/x-matroska"}
_IN_OFFICE = {
    b"word/": f"{OFFICE}wordprocessingml.document",
    b"xl/": f"{OFFICE}spreadsheetml.sheet",
    b"ppt/": f"{OFFICE}presentationml.presentation",
}
_ZIP, _HEAD, _EBML = b"PK\x03\x04", 30, b"\x1a\x45\xdf\xa3"


def sniff(beginning: bytes) -> str:
    """Return the media type of a file that begins with these bytes (ENOUGH of them); OTHER when it is not known."""
    for mark, media_type in _BEGINNINGS:
        if beginning.startswith(mark):
            return media_type
    if beginning[:4] == b"RIFF":
        return _IN_RIFF.get(beginning[8:12], OTHER)
    if beginning[4:8] == b"ftyp":
        return _by_brand(beginning[8:12])
    if beginning.startswith(_ZIP):
        return _in_zip(beginning)
    if beginning.startswith(_EBML):
        return next((name for kind, name in _IN_EBML.items() if kind in beginning[:64]), OTHER)
    return _by_frame(beginning)


def _by_brand(brand: bytes) -> str:
    return next((name for name, brands in _BRANDS.items() if brand.startswith(brands)), OTHER)


def _in_zip(beginning: bytes) -> str:
    """Return what a ZIP archive is, by the names of its first entries as its local headers give them."""
    length = int.from_bytes(beginning[26:28], "little")
    first, content = beginning[_HEAD : _HEAD + length], beginning[_HEAD + length :]
    if first == b"mimetype":
        return next(
            (name for name in ENDINGS if name.startswith(OPEN) and content.startswith(name.encode() + b"PK")), OTHER
        )
    if not first.startswith((b"[Content_Types].xml", b"_rels/", b"docProps/", *_IN_OFFICE)):
        return OTHER
    at = -1
    while (at := beginning.find(_ZIP, at + 1)) >= 0:
        entry = beginning[at + _HEAD :]
        for folder, media_type in _IN_OFFICE.items():
            if entry.startswith(folder):
                return media_type
    return OTHER


def _by_frame(beginning: bytes) -> str:
    """Return what sound begins with a frame of its own: twelve bits set, then its layer (ISO/IEC 11172-3, 13818-7)."""
    if len(beginning) < 4 or beginning[0] != 0xFF or beginning[1] & 0xF0 != 0xF0:
        return OTHER
    layer, rates = beginning[1] & 0x06, beginning[2]
    if layer == 0:
        return "audio/aac"
    return "audio/mpeg" if layer == 0x02 and rates >> 4 not in (0, 15) and rates & 0x0C != 0x0C else OTHER
