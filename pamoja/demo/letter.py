"""A letter of one page as a PDF file, written by hand: the demonstration's signed documents."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

LINE, LEFT, TOP, SIZE = 18, 60, 780, 12
WIDTH = 78
"""Characters on a line of the letter."""


@dataclass
class Paper:
    """Hold a file as a page or a phone would hand it over."""

    name: str
    content: bytes

    @property
    def size(self) -> int:
        """Return how many bytes it has."""
        return len(self.content)

    def chunks(self) -> Iterator[bytes]:
        """Yield its bytes."""
        yield self.content

    def __str__(self) -> str:
        return self.name


def letter(lines: Sequence[str]) -> bytes:
    """Return a PDF of one page with these lines; characters outside Windows-1252 are shown as question marks."""
    wrapped = [part for line in lines for part in textwrap.wrap(line, WIDTH) or [""]]
    shown = b" T* ".join(b"(%s) Tj" % _escaped(line) for line in wrapped)
    text = b"BT /F1 %d Tf %d TL %d %d Td %s ET" % (SIZE, LINE, LEFT, TOP, shown)
    return _file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
        ]
    )


def _escaped(line: str) -> bytes:
    plain = line.encode("cp1252", "replace")
    return plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _file(objects: Iterable[bytes]) -> bytes:
    written = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
    written += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    written += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, start)
    return bytes(written)
