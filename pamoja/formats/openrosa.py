"""The documents of the OpenRosa protocol: form list, manifest, and the message that answers a submission."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from lxml.etree import Element, SubElement, _Element, tostring

FORM_LIST = "http://openrosa.org/xforms/xformsList"
MANIFEST = "http://openrosa.org/xforms/xformsManifest"
RESPONSE = "http://openrosa.org/http/response"

CONTENT_TYPE = "text/xml; charset=utf-8"
VERSION = ("X-OpenRosa-Version", "1.0")
ACCEPT_LENGTH = "X-OpenRosa-Accept-Content-Length"
FORM_PART = "xml_submission_file"
"""The name of the part of a post that holds the filled form."""


@dataclass(frozen=True)
class ListedForm:
    """Hold one form as a form list names it; addresses are absolute, `manifest_url` is blank when it needs no list."""

    form_id: str
    name: str
    version: str
    hash: str
    download_url: str
    manifest_url: str = ""


@dataclass(frozen=True)
class MediaFile:
    """Hold one file as a manifest names it, with its absolute address."""

    name: str
    hash: str
    download_url: str


def md5(content: bytes) -> str:
    """Return the digest by which a phone knows whether it has the file, as "md5:..."."""
    return "md5:" + hashlib.md5(content, usedforsecurity=False).hexdigest()


def form_list(forms: Iterable[ListedForm]) -> bytes:
    """Return the XML that lists the forms which a phone may fetch."""
    root = _root(FORM_LIST, "xforms")
    for form in forms:
        entry = SubElement(root, f"{{{FORM_LIST}}}xform")
        _add(entry, formID=form.form_id, name=form.name, version=form.version, hash=form.hash)
        _add(entry, downloadUrl=form.download_url)
        if form.manifest_url:
            _add(entry, manifestUrl=form.manifest_url)
    return _document(root)


def manifest(files: Iterable[MediaFile]) -> bytes:
    """Return the XML that lists the files which a form needs."""
    root = _root(MANIFEST, "manifest")
    for file in files:
        entry = SubElement(root, f"{{{MANIFEST}}}mediaFile")
        _add(entry, filename=file.name, hash=file.hash, downloadUrl=file.download_url)
    return _document(root)


def openrosa_response(message: str, nature: str = "") -> bytes:
    """Return the XML of a message that the phone shows; `nature` groups messages of one kind.

    Characters that XML cannot hold are left out.
    """
    root = _root(RESPONSE, "OpenRosaResponse")
    attributes = {"nature": nature} if nature else {}
    SubElement(root, f"{{{RESPONSE}}}message", attributes).text = "".join(filter(_may_stand, message))
    return _document(root)


def _root(namespace: str, name: str) -> _Element:
    return Element(f"{{{namespace}}}{name}", nsmap={None: namespace})  # type: ignore[dict-item]


def _add(entry: _Element, **texts: str) -> None:
    namespace = entry.tag.partition("}")[0]
    for name, text in texts.items():
        SubElement(entry, f"{namespace}}}{name}").text = text


def _document(root: _Element) -> bytes:
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _may_stand(character: str) -> bool:
    code = ord(character)
    return code in (0x9, 0xA, 0xD) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
