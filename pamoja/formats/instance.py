"""What a phone sends: an XForms instance, parsed without DTD, entities or network, and the identity in its root."""

import re
from dataclasses import dataclass

from lxml import etree

_PROLOG = re.compile(rb"\A\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*+", re.DOTALL)
_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
_BOM = b"\xef\xbb\xbf"


class UnreadableInstance(ValueError):
    """Tells why bytes are not an instance; `why` is empty, encoding, dtd, xml or identity."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.detail = detail


@dataclass(frozen=True)
class Identity:
    """Hold what an instance says of itself: its form, the version of the form, and its own id."""

    form_id: str
    version: str
    instance_id: str


def parse(data: bytes) -> "etree._Element":
    """Return the root of an instance in UTF-8; raise UnreadableInstance."""
    data = data.removeprefix(_BOM)
    if not data.strip():
        raise UnreadableInstance("empty")
    declared = _DECLARED.match(data)
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        raise UnreadableInstance("encoding")
    try:
        data.decode()
    except UnicodeDecodeError as error:
        raise UnreadableInstance("encoding") from error
    prolog = _PROLOG.match(data)
    if prolog and data.startswith(b"<!", prolog.end()):
        raise UnreadableInstance("dtd")
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableInstance("xml", error.msg or "") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableInstance("dtd")
    return root


def identity(root: "etree._Element") -> Identity:
    """Return the identity in the root and its meta element, whatever their namespaces.

    A root without an id is known by its namespace, as OpenRosa's metadata has it. Raises
    UnreadableInstance("identity").
    """
    name = etree.QName(root)
    form_id = (root.get("id") or name.namespace or "").strip()
    instance_id = _instance_id(root).strip()
    if not form_id or not instance_id:
        raise UnreadableInstance("identity")
    return Identity(form_id, (root.get("version") or "").strip(), instance_id)


def _instance_id(root: "etree._Element") -> str:
    for meta in root.iterchildren("{*}meta"):
        for found in meta.iterchildren("{*}instanceID"):
            return found.text or ""
    return ""
