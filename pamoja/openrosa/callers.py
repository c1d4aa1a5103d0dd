"""Who stands at the door: a device by the key in its address, or a person by HTTP Basic."""

import base64
import binascii
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from pamoja.accounts.address import address_of
from pamoja.accounts.devices import person_by_basic, person_by_key
from pamoja.accounts.models import User

KEY_PATH = re.compile(r"/key/([^/]{1,200})(/.*)")


@dataclass(frozen=True)
class Caller:
    """Hold the person, and the device when a key told it."""

    person: User
    device: uuid.UUID | None


def split_key(path: str) -> tuple[str, str]:
    """Return the app-user key in a path ("" when there is none) and the path without it."""
    found = KEY_PATH.fullmatch(path)
    return (found[1], found[2]) if found else ("", path)


def caller(environ: Mapping[str, Any]) -> Caller | None:
    """Return who calls; None when the key or the password is missing or wrong."""
    key, _rest = split_key(environ.get("PATH_INFO", ""))
    if key:
        found = person_by_key(key)
        return Caller(found[0], found[1].pk) if found else None
    credentials = _basic(environ.get("HTTP_AUTHORIZATION", ""))
    person = person_by_basic(*credentials, address=address_of(environ)) if credentials else None
    return Caller(person, None) if person else None


def language_asked(environ: Mapping[str, Any]) -> str:
    """Return the language of the instance that the Accept-Language header prefers."""
    for code, _weight in parse_accept_lang_header(environ.get("HTTP_ACCEPT_LANGUAGE", "")):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def _basic(header: str) -> tuple[str, str] | None:
    scheme, _space, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        text = base64.b64decode(encoded.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
    login, colon, password = text.partition(":")
    return (login, password) if colon and "\0" not in text else None
