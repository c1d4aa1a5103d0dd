"""The words of records, kept beside them for the search: folded, and apart by the level of the answers they stand in.

The database finds them by their beginnings: SQLite in a table of FTS5 that triggers keep, PostgreSQL along an index of
text search. Words of sealed answers are never kept.
"""

from collections import defaultdict
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import CharField, TextField

from pamoja.places.names import fold
from pamoja.records.models import Life, Record, RecordWords
from pamoja.records.register import Register

EDITION = "1"
"""How words are taken from an answer; another number makes them all anew."""
PUBLIC = "public"
"""The level of answers that are as open as their record."""
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


def folded(text: str) -> str:
    """Return a text without case, accents, hyphens, apostrophes and ligatures: "L’œuvre" is "l oeuvre"."""
    return fold(text.casefold().translate(LIGATURES))


def searched(register: Register) -> list[str]:
    """Return the questions of a register in whose answers words are found; raise TypeError for what is no open text."""
    names = [name for name in register.search.split() if name != "code"]
    for name in names:
        column = register.model._meta.get_field(name) if register.is_column(name) else None
        if not isinstance(column, CharField | TextField) or column.choices:
            raise TypeError(f"{register.name}: no words are found in “{name}”")
    return names


def levels_searched(register: Register) -> set[str]:
    """Return the levels of the answers in which words of a register are found."""
    return {PUBLIC, *(register.level_of(name) for name in searched(register))}


def edition_of(register: Register) -> str:
    """Return what tells the present way of taking words from records of a register from earlier ones."""
    way = [(name, register.level_of(name)) for name in sorted(searched(register))]
    return f"{EDITION}-{blake2b(repr(way).encode(), digest_size=12).hexdigest()}"


def words_of(register: Register, record: Record) -> dict[str, str]:
    """Return the words that a record says, by the level of the answers, each once; a deleted record says none."""
    if record.life == Life.DELETED:
        return {}
    said: defaultdict[str, set[str]] = defaultdict(set)
    said[PUBLIC].update(_words_of_code(record.code))
    for name in searched(register):
        said[register.level_of(name)].update(folded(str(getattr(record, name) or "")).split())
    return {level: " ".join(sorted(words)) for level, words in said.items() if words}


def _words_of_code(code: str) -> set[str]:
    """Return the parts of a code, and its number without the zeros before it, as people type it."""
    parts = folded(code).split()
    return {*parts, *(part.lstrip("0") for part in parts if part.strip("0"))}


def rows_of(register: Register, record: Record) -> list[RecordWords]:
    """Return the words of a record as rows, one for each level."""
    return [
        RecordWords(register=register.name, record=record.pk, level=level, text=text)
        for level, text in words_of(register, record).items()
    ]


def keep_words(register: Register, record: Record) -> None:
    """Keep what a record says now, in the transaction of the write."""
    kept = dict(RecordWords.objects.filter(record=record.pk).values_list("level", "text"))
    rows = rows_of(register, record)
    if kept == {row.level: row.text for row in rows}:
        return
    if kept:
        RecordWords.objects.filter(record=record.pk).delete()
    RecordWords.objects.bulk_create(rows)


def forget_words(records: Iterable[UUID]) -> int:
    """Delete what records say, without leaving it in the index; return of how many rows."""
    ids = list(records)
    parts = (ids[start : start + 500] for start in range(0, len(ids), 500))
    count = sum(RecordWords.objects.filter(record__in=part).delete()[0] for part in parts)
    if count:
        write_anew()
    return count


def write_anew() -> None:
    """Write the index of SQLite without the words that were deleted: it keeps them otherwise until it merges its parts.

    Nothing to do on PostgreSQL.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {INDEX}({INDEX}) VALUES ('optimize')")  # noqa: S608 (our own words only)


TABLE = RecordWords._meta.db_table
INDEX = f"{TABLE}_found"
LEXEMES = "array_to_tsvector(string_to_array(text, ' '))"
"""The words of a row for PostgreSQL, as they are: its own parser would cut and change them."""
POSTGRESQL = (f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gin ({LEXEMES})",)
_ADD = f"INSERT INTO {INDEX}(rowid, text) VALUES (new.id, new.text);"  # noqa: S608 (our own words only)
_TAKE = f"INSERT INTO {INDEX}({INDEX}, rowid, text) VALUES ('delete', old.id, old.text);"  # noqa: S608
SQLITE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5(text, content='{TABLE}', content_rowid='id',"
    " tokenize='unicode61 remove_diacritics 2', detail=none, prefix='2 3')",
    f"CREATE TRIGGER IF NOT EXISTS {INDEX}_insert AFTER INSERT ON {TABLE} BEGIN {_ADD} END",
    f"CREATE TRIGGER IF NOT EXISTS {INDEX}_delete AFTER DELETE ON {TABLE} BEGIN {_TAKE} END",
    f"CREATE TRIGGER IF NOT EXISTS {INDEX}_update AFTER UPDATE ON {TABLE} BEGIN {_TAKE} {_ADD} END",
)


def make_index(**_signal: Any) -> None:
    """Make what finds words by their beginnings; made again, it changes nothing."""
    if TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in POSTGRESQL if connection.vendor == "postgresql" else SQLITE:
            cursor.execute(statement)
