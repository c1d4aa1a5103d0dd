"""Rows to CSV, as spreadsheets open it safely."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

BYTE_ORDER_MARK = "\ufeff"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def defused(value: object) -> str:
    """Return a value as text that no spreadsheet takes for a formula.

    Numbers stay as they are; other dangerous beginnings get an apostrophe.
    """
    text = "" if value is None else str(value)
    if not text.startswith(DANGEROUS) or isinstance(value, int | float):
        return text
    return f"'{text}"


def csv_rows(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield the lines of a CSV file (UTF-8 with a byte order mark, so that Excel reads accents), row by row."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write(BYTE_ORDER_MARK)
    for row in rows:
        writer.writerow([defused(value) for value in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
