"""What every record has, whatever its register."""

import uuid
from operator import attrgetter
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.constants import LOOKUP_SEP
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pamoja.kit.problems import Problem
from pamoja.partners.models import Organisation
from pamoja.places.models import Place
from pamoja.records.issue_queries import IssueQuerySet
from pamoja.records.queries import DELETED, KeptRecords, RecordQuerySet


class Sensitivity(models.TextChoices):
    """Name the four levels of sensitivity."""

    PUBLIC = "public", _("public")
    INTERNAL = "internal", _("internal")
    RESTRICTED = "restricted", _("restricted")
    STRICT = "strict", _("strict")


class Life(models.TextChoices):
    """Name where a record stands in its life (`records.life`); what is not entered yet is no record."""

    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned")
    VERIFIED = "verified", _("verified")
    APPROVED = "approved", _("approved")
    DELETED = DELETED, _("deleted")


class YesNo(models.TextChoices):
    """Name an answer that is yes or no."""

    YES = "yes", _("yes")
    NO = "no", _("no")


class Record(models.Model):
    """Give a register's model its identity, its owner, its place, its sensitivity and its provenance.

    `id` is made where the record is born (phone, page, hub). `submission` is the intake row that it came in with.
    `hangs_on` are foreign keys that may be blank, and yet take the record along when what they name goes.
    `visible` is a condition on top of everybody's rights: a record that does not fulfil it is seen by nobody.
    `concerns` names the questions whose answer is an organisation that a record concerns, beside its owner.
    `objects` leaves deleted records out, `everything` holds them too. The index by place is one of `records.indexes`,
    which every register has. `warned` is what the write that made or corrected it found unusual.
    """

    register_name: ClassVar[str]
    visible: ClassVar[Q] = Q()
    concerns: ClassVar[tuple[str, ...]] = ()
    hangs_on: ClassVar[tuple[str, ...]] = ()
    warned: tuple[Problem, ...] = ()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(_("code"), max_length=20, unique=True, editable=False)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("owner"), editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", db_index=False, verbose_name=_("Place"))
    sensitivity = models.CharField(
        _("Sensitivity"), max_length=12, choices=Sensitivity.choices, default=Sensitivity.INTERNAL
    )
    life = models.CharField(_("Status"), max_length=10, choices=Life.choices, default=Life.SUBMITTED, editable=False)
    created_at = models.DateTimeField(_("entered"), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("entered by"),
        editable=False,
    )
    changed_at = models.DateTimeField(_("last changed"), editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    door = models.CharField(_("door"), max_length=20, editable=False)
    submission = models.UUIDField(_("submission"), null=True, editable=False)

    objects = KeptRecords()
    everything = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.code

    def organisations(self) -> set[str]:
        """Return the codes of the organisations that the record concerns, its owner among them."""
        return {self.owner_id, *(attrgetter(f"{name.replace(LOOKUP_SEP, '.')}_id")(self) for name in self.concerns)}


class Term(models.Model):
    """Hold one entry of a list of values, which is data with a source."""

    key = models.CharField(max_length=80, primary_key=True)
    list = models.SlugField(_("list"), max_length=30)
    code = models.SlugField(_("code"), max_length=40)
    fr = models.CharField(max_length=120)
    en = models.CharField(max_length=120)
    sw = models.CharField(max_length=120)
    source = models.CharField(_("source"), max_length=300)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    retired_on = models.DateField(_("retired"), null=True, blank=True)

    class Meta:
        verbose_name = _("list entry")
        verbose_name_plural = _("list entries")
        ordering = ["list", "order", "code"]
        constraints = [models.UniqueConstraint(fields=["list", "code"], name="term_once_per_list")]

    def __str__(self) -> str:
        return str(getattr(self, (get_language() or "fr")[:2], self.fr))


def listed(name: str, label: object, *, optional: bool = False) -> "models.ForeignKey[Term, Term]":
    """Return a field that takes an entry of a list of values."""
    return models.ForeignKey(
        Term,
        models.PROTECT,
        limit_choices_to={"list": name},
        related_name="+",
        null=optional,
        blank=optional,
        verbose_name=label,  # type: ignore[arg-type]
    )


class Link(models.Model):
    """Join two records of any registers by a named relation, followed both ways."""

    kind = models.SlugField(_("relation"), max_length=30)
    from_register = models.SlugField(max_length=30)
    from_id = models.UUIDField()
    to_register = models.SlugField(max_length=30)
    to_id = models.UUIDField()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints = [
            models.UniqueConstraint(fields=["from_id", "kind", "to_id"], name="link_once"),
            models.CheckConstraint(condition=~Q(from_id=models.F("to_id")), name="link_not_to_itself"),
        ]
        indexes = [models.Index(fields=["to_id", "kind"], name="link_back")]

    def __str__(self) -> str:
        return f"{self.from_register} {self.kind} {self.to_register}"


class TeamMember(models.Model):
    """Name one person for one strict record: nobody else reads it."""

    register = models.SlugField(max_length=30)
    record = models.UUIDField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="teams", verbose_name=_("person named")
    )
    named_at = models.DateTimeField(_("named on"))
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, verbose_name=_("named by")
    )

    class Meta:
        verbose_name = _("person named for a strict record")
        verbose_name_plural = _("people named for strict records")
        constraints = [models.UniqueConstraint(fields=["person", "register", "record"], name="named_once")]
        indexes = [models.Index(fields=["record"], name="team_of_record")]

    def __str__(self) -> str:
        return f"{self.register} {self.record}"


class Evidence(models.Model):
    """Hold a file that belongs to a record; its bytes lie sealed in the media folder under `stored_as`.

    `media_type` is told by its content; `replaced_at`: since when a correction has another file in its place.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.SlugField(max_length=30)
    record = models.UUIDField()
    question = models.CharField(max_length=60)
    name = models.CharField(_("file name"), max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("bytes"))
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=100)
    added_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("piece of evidence")
        verbose_name_plural = _("evidence")
        ordering = ["added_at"]
        indexes = [models.Index(fields=["record"], name="evidence_of_record")]

    def __str__(self) -> str:
        return self.name


class Picture(models.Model):
    """Hold the copies for display of a stored picture, sealed like it: one to look at, and a small one for pages.

    `original` is where the picture itself lies; `width` and `height` are of the small copy, in pixels.
    """

    class State(models.TextChoices):
        """Name what became of the copies; closed: the key of the picture was not there."""

        WAITING = "waiting"
        MADE = "made"
        UNREADABLE = "unreadable"
        CLOSED = "closed"

    original = models.CharField(max_length=100, primary_key=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    large_as = models.CharField(max_length=100, blank=True)
    small_as = models.CharField(max_length=100, blank=True)
    width = models.PositiveSmallIntegerField(default=0)
    height = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        indexes = [models.Index(fields=["original"], name="picture_waiting", condition=Q(state="waiting"))]

    def __str__(self) -> str:
        return self.original


class SealedAnswer(models.Model):
    """Hold an answer that lies sealed, apart from its record.

    `match` is a digest of the answer brought to one form, made with a key of the instance: two answers are the same
    when theirs are, and nobody reads the answer from it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.SlugField(max_length=30)
    record = models.UUIDField()
    question = models.CharField(max_length=60)
    sealed = models.BinaryField()
    match = models.BinaryField(max_length=32, null=True)

    class Meta:
        verbose_name = _("sealed answer")
        verbose_name_plural = _("sealed answers")
        constraints = [models.UniqueConstraint(fields=["record", "question"], name="sealed_answer_once")]
        indexes = [models.Index(fields=["match"], name="sealed_match")]

    def __str__(self) -> str:
        return f"{self.register} {self.record} {self.question}"


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


class KeptFilter(models.Model):
    """Hold filters over the list of a register that a person keeps under a name, alone or with their organisation.

    `query` is a query string of known filters; the words of a search are never among them: they may name people.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="filters", verbose_name=_("person")
    )
    register = models.SlugField(max_length=30)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000)
    shared = models.BooleanField(_("shown to the organisation"), default=False)

    class Meta:
        verbose_name = _("kept filter")
        verbose_name_plural = _("kept filters")
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["person", "register", "name"], name="filter_once_by_name")]

    def __str__(self) -> str:
        return self.name


class KeptDraft(models.Model):
    """Hold what a person typed into the form of a register and did not save yet, sealed; it is no record.

    Only its author opens it. `kept_at` is its last change: a draft left alone goes by the rules of retention.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts", verbose_name=_("person")
    )
    register = models.SlugField(max_length=30, db_index=False)
    sealed = models.BinaryField()
    kept_at = models.DateTimeField(_("kept on"), db_index=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")

    def __str__(self) -> str:
        return f"{self.register} {self.kept_at:%Y-%m-%d %H:%M}"


class IssueState(models.TextChoices):
    """Name what became of an issue: nobody said anything yet, somebody explained it, or its cause is gone."""

    OPEN = "open", _("open")
    EXPLAINED = "explained", _("explained")
    FIXED = "fixed", _("fixed")


class Issue(models.Model):
    """Hold what a rule that warns found in a record, until a correction takes its cause away.

    `rule` is the code of a sentence, `data` fills it; it holds numbers, days and ids, never what somebody wrote.
    `where` is the question or the place in a row. `owner` is the organisation of the record, `person` who looks after
    the issue, if somebody does.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.SlugField(max_length=30, db_index=False)
    record = models.UUIDField()
    rule = models.CharField(_("rule"), max_length=60)
    where = models.CharField(_("question"), max_length=80, blank=True)
    data = models.JSONField(default=dict)
    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_index=False, verbose_name=_("organisation")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="+",
        null=True,
        verbose_name=_("looked after by"),
    )
    seen_on = models.DateField(_("seen on"))
    due_on = models.DateField(_("due on"))
    state = models.CharField(_("state"), max_length=10, choices=IssueState.choices, default=IssueState.OPEN)
    explanation = models.CharField(_("explanation"), max_length=500, blank=True)
    explained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, verbose_name=_("explained by")
    )
    explained_at = models.DateTimeField(_("explained on"), null=True)
    fixed_on = models.DateField(_("fixed on"), null=True)

    objects = models.Manager.from_queryset(IssueQuerySet)()

    class Meta:
        verbose_name = _("data-quality issue")
        verbose_name_plural = _("data-quality issues")
        constraints = [
            models.UniqueConstraint(fields=["record", "rule", "where"], name="issue_once"),
            models.CheckConstraint(
                condition=~Q(state=IssueState.EXPLAINED.value) | ~Q(explanation=""), name="issue_explained_in_words"
            ),
            models.CheckConstraint(
                condition=Q(state=IssueState.FIXED.value, fixed_on__isnull=False)
                | (~Q(state=IssueState.FIXED.value) & Q(fixed_on__isnull=True)),
                name="issue_fixed_on_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "owner", "due_on", "register"], name="issue_of_owner"),
            models.Index(fields=["state", "due_on", "id"], name="issue_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.record} {self.rule}"
