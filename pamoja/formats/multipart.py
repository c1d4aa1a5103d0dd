"""multipart/form-data as a stream: part after part, chunk after chunk, in bounded memory (RFC 7578, RFC 2046)."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

CHUNK = 64 * 1024
HEAD_LIMIT = 8 * 1024
PARTS_LIMIT = 200

_BOUNDARY = re.compile(
    r"""multipart/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,200})"|([^\s";]{1,200}))""", re.IGNORECASE
)
_PARAMETER = re.compile(r""";\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s";]*))""")


class MalformedMultipart(ValueError):
    """Tells why a body is not a multipart form; `why` is boundary, head, truncated or parts."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Part:
    """Hold one part: its name, its file name ("" when it has none), and its bytes, to be read once.

    What its header says of its type is not kept: bytes tell that themselves.
    """

    def __init__(self, head: bytes, chunks: Iterator[bytes]) -> None:
        fields = _fields(head)
        parameters = _parameters(fields.get("content-disposition", ""))
        self.name = parameters.get("name", "")
        self.filename = parameters.get("filename", "")
        self.chunks = chunks


def boundary(content_type: str) -> bytes:
    """Return the boundary that a Content-Type header names; raise MalformedMultipart("boundary") when it names none."""
    found = _BOUNDARY.match(content_type.strip())
    if found is None:
        raise MalformedMultipart("boundary")
    return (found[1] or found[2]).encode("latin-1", "replace")


def parts(read: Callable[[int], bytes], mark: bytes) -> Iterator[Part]:
    """Yield the parts of the body that `read` gives, whose boundary is `mark`.

    `read(n)` returns at most n bytes, and none at the end. What a part's reader leaves unread is skipped. Raises
    MalformedMultipart; what stands before the first boundary and after the last is not looked at, as the standard asks.
    """
    reader = _Reader(read, b"\r\n--" + mark)
    for _chunk in reader.until_mark():
        pass
    for _number in range(PARTS_LIMIT):
        head = reader.head()
        if head is None:
            return
        chunks = reader.until_mark()
        yield Part(head, chunks)
        for _chunk in chunks:
            pass
    raise MalformedMultipart("parts")


class _Reader:
    def __init__(self, read: Callable[[int], bytes], mark: bytes) -> None:
        self.read = read
        self.mark = mark
        self.kept = bytearray(b"\r\n")

    def more(self) -> None:
        chunk = self.read(CHUNK)
        if not chunk:
            raise MalformedMultipart("truncated")
        self.kept += chunk

    def until_mark(self) -> Iterator[bytes]:
        """Yield what stands before the next boundary, and step over it."""
        kept, mark = self.kept, self.mark
        while (found := kept.find(mark)) < 0:
            certain = len(kept) - len(mark) + 1
            if certain > 0:
                yield bytes(kept[:certain])
                del kept[:certain]
            self.more()
        if found:
            yield bytes(kept[:found])
        del kept[: found + len(mark)]

    def head(self) -> bytes | None:
        """Return the header lines after a boundary; None after the last one."""
        while len(self.kept) < 2:
            self.more()
        if self.kept.startswith(b"--"):
            return None
        while (found := self.kept.find(b"\r\n\r\n")) < 0:
            if len(self.kept) > HEAD_LIMIT:
                raise MalformedMultipart("head")
            self.more()
        padding, separator, head = bytes(self.kept[: found + 2]).partition(b"\r\n")
        if found > HEAD_LIMIT or padding.strip(b" \t") or not separator:
            raise MalformedMultipart("head")
        del self.kept[: found + 4]
        return head


def _fields(head: bytes) -> dict[str, str]:
    text = re.sub(r"\r\n[ \t]+", " ", head.decode("utf-8", "replace"))
    fields = {}
    for line in text.split("\r\n"):
        name, colon, value = line.partition(":")
        if colon:
            fields[name.strip().lower()] = value.strip()
    return fields


def _parameters(value: str) -> dict[str, str]:
    found = {}
    for name, quoted, bare in _PARAMETER.findall(value):
        found[name.lower()] = re.sub(r"\\(.)", r"\1", quoted) if quoted else bare
    extended = found.pop("filename*", "")
    if extended.lower().startswith("utf-8''"):
        found["filename"] = unquote(extended[7:], errors="replace")
    return found
