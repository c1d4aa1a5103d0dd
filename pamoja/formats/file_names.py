"""Names of files: what is kept of the name that a sender gave, and under which name a file is handed out."""

import re

from pamoja.formats.media_types import ENDINGS

NAME_LIMIT = 200
UNKNOWN_ENDING = ".bin"
_CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
)
"""Characters that show nothing, or that turn round what stands beside them."""


def clean_name(name: str) -> str:
    """Return the last part of a file name, without what cannot be shown; "file" when nothing is left."""
    last = re.split(r"[/\\]", _CONTROL.sub("", name))[-1].strip()
    stem, dot, ending = last.rpartition(".")
    if len(last) > NAME_LIMIT:
        last = stem[: NAME_LIMIT - len(ending) - 1] + dot + ending if dot and len(ending) < 10 else last[:NAME_LIMIT]
    return "file" if last in ("", ".", "..") else last


def download_name(name: str, media_type: str) -> str:
    """Return a name whose ending is one of the type's, so that a file is opened as what it is; .bin opens nothing."""
    endings = ENDINGS.get(media_type, (UNKNOWN_ENDING,))
    return name if name.lower().endswith(endings) else name + endings[0]
