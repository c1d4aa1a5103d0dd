"""What the program keeps beside records: changes for the lake, counters, editions, words for the search."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """Tell the lake that a record changed; written in the change's transaction, deleted when the lake holds it."""

    register = models.SlugField(max_length=30)
    record = models.UUIDField()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")

    def __str__(self) -> str:
        return f"{self.register} {self.record}"


class Counter(models.Model):
    """Hold the last number given to a record code of a register and a year."""

    name = models.CharField(max_length=20, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("counter")
        verbose_name_plural = _("counters")

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"


class Edition(models.Model):
    """Hold a mark that a write left on a table, at random; together the marks of a table tell its edition.

    The database writes them itself, in the transaction of the write: see `records.editions`.
    """

    table = models.CharField(max_length=63, db_index=True)
    mark = models.BigIntegerField()

    class Meta:
        verbose_name = _("edition of a table")
        verbose_name_plural = _("editions of tables")

    def __str__(self) -> str:
        return f"{self.table} {self.mark}"


class RecordWords(models.Model):
    """Hold the words that a record says in its answers of one level, folded, for the search; see `records.words`."""

    id = models.BigAutoField(primary_key=True)
    register = models.SlugField(max_length=30, db_index=False)
    record = models.UUIDField()
    level = models.CharField(max_length=12)
    text = models.TextField()

    class Meta:
        verbose_name = _("words of a record")
        verbose_name_plural = _("words of records")
        constraints = [models.UniqueConstraint(fields=["record", "level"], name="words_once_per_level")]

    def __str__(self) -> str:
        return f"{self.register} {self.record} {self.level}"


class WordsEdition(models.Model):
    """Hold how the words of a register were taken from its records: another way makes them anew."""

    register = models.SlugField(max_length=30, primary_key=True)
    edition = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("edition of words")
        verbose_name_plural = _("editions of words")

    def __str__(self) -> str:
        return f"{self.register} {self.edition}"
