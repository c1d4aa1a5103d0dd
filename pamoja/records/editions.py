"""Numbers of records, remembered for as long as they are exact.

The database itself marks every write to a register, to the teams of strict records and to places, in the write's own
transaction, by whatever door it comes: the edition of these tables is then another. A number is kept with the edition
it was read at, and asked for again at any other.
"""

import secrets
from functools import cached_property
from hashlib import blake2b
from typing import Any

from django.core.cache import caches
from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import Count, Model, QuerySet, Sum

from pamoja.places.models import Place
from pamoja.records.models import Edition, TeamMember
from pamoja.records.register import Register

KEPT_SECONDS = 600
MANY = 50
MARKS = 2**48
SHARED: tuple[type[Model], ...] = (TeamMember, Place)
"""What rights read beside the records themselves."""


Marks = dict[str, int]
"""The marks of tables, by their names in the database."""


def marks_now(*tables: str) -> Marks:
    """Return the marks of tables, of all when none is named; read them before anything is counted."""
    found = Edition.objects.filter(table__in=tables) if tables else Edition.objects.all()
    return {one["table"]: int(one["mark"]) for one in found.order_by().values("table").annotate(mark=Sum("mark"))}


class Remembered:
    """Counts records of a register, or remembers how many there were at the same edition.

    `marks` are those of all tables, for a page that counts in many registers.
    """

    def __init__(self, register: Register, marks: Marks | None = None) -> None:
        self.register, self._marks = register, marks

    def number(self, found: QuerySet[Any]) -> int:
        """Return how many records there are."""
        try:
            sql, values = found.order_by().query.sql_with_params()
        except EmptyResultSet:
            return 0
        key = blake2b(repr((self._edition, sql, values)).encode(), digest_size=20).hexdigest()
        known: int | None = caches["numbers"].get(key)
        if known is None:
            known = found.count()
            caches["numbers"].set(key, known, KEPT_SECONDS)
        return known

    @cached_property
    def _edition(self) -> list[tuple[str, int]]:
        """Return the marks of the tables, read before anything is counted: a number is never older than its edition."""
        names = [model._meta.db_table for model in (self.register.model, *SHARED)]
        marks = marks_now(*names) if self._marks is None else self._marks
        return sorted((name, marks[name]) for name in names if name in marks)


@transaction.atomic
def fold() -> None:
    """Put one new mark in the place of many: on PostgreSQL each write leaves its own, so that none waits for another.

    The new one is none of those before: a write that was open meanwhile may add its mark to it later.
    """
    for table in Edition.objects.values_list("table", flat=True).annotate(marks=Count("pk")).filter(marks__gt=MANY):
        Edition.objects.filter(pk__in=list(Edition.objects.filter(table=table).values_list("pk", flat=True))).delete()
        Edition.objects.create(table=table, mark=secrets.randbelow(MARKS))


def mark_writes(model: type[Model]) -> None:
    """Make the database mark every write to a table; making it again changes nothing."""
    statements = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.format(table=model._meta.db_table, most=MARKS - 1))


POSTGRESQL = (
    """
CREATE OR REPLACE FUNCTION records_mark() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO records_edition ("table", mark) VALUES (TG_TABLE_NAME, floor(random() * {most})::bigint);
    RETURN NULL;
END $$
""",
    """
CREATE OR REPLACE TRIGGER {table}_marked AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION records_mark()
""",
)
SQLITE = tuple(
    f"""
CREATE TRIGGER IF NOT EXISTS {{table}}_marked_{write} AFTER {write} ON {{table}} BEGIN
    UPDATE records_edition SET mark = random() & {{most}} WHERE "table" = '{{table}}';
    INSERT INTO records_edition ("table", mark) SELECT '{{table}}', random() & {{most}}
        WHERE NOT EXISTS (SELECT 1 FROM records_edition WHERE "table" = '{{table}}');
END
"""  # noqa: S608 (our own words only)
    for write in ("insert", "update", "delete")
)
