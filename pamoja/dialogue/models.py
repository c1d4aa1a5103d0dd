"""Dialogue processes, the commitments made in them, and what both sides say became of those."""

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pamoja.engine import promise
from pamoja.institutions.models import Compact, Scorecard
from pamoja.places.models import Place
from pamoja.programme.models import Pillar
from pamoja.records.indexes import LISTED, list_indexes
from pamoja.records.models import Record, listed
from pamoja.records.rules import kept_by_database, rule


class DialogueLevel(models.TextChoices):
    """Name the levels at which a dialogue is held or a commitment is due."""

    VILLAGE = "village", _("village")
    GROUPEMENT = "groupement", _("groupement")
    CHEFFERIE = "chefferie", _("chefferie")
    TERRITOIRE = "territoire", _("territoire")
    PROVINCE = "province", _("province")


class DoNoHarm(models.TextChoices):
    """Name what the do-no-harm check decided."""

    GO = "go", _("go ahead")
    ADAPT = "adapt", _("go ahead with changes")
    STOP = "stop", _("stop")


class Closing(models.TextChoices):
    """Name how a process ended."""

    CLOSURE = "closure", _("closed, its commitments followed up")
    RELAPSE = "relapse", _("closed by a relapse")


class StageNumber(models.TextChoices):
    """Name the nine stages of a dialogue process."""

    SCOPING = "1", _("scoping and do-no-harm check")
    ANALYSIS = "2", _("participatory conflict analysis")
    CONSULTATIONS = "3", _("separate consultations")
    SESSIONS = "4", _("dialogue sessions")
    AGREEMENT = "5", _("agreement or action plan")
    RESTITUTION = "6", _("restitution and validation")
    CARRIED_UP = "7", _("carried up to the next level")
    FOLLOW_UP = "8", _("follow-up of commitments")
    CLOSURE = "9", _("closure or relapse")


class DialogueProcess(Record):
    """Hold one dialogue process, from scoping to closure; a village process feeds one of a wider level."""

    register_name = "dialogue"

    title = models.CharField(_("Title"), max_length=200)
    theme = listed("theme", _("Theme"))
    level = models.CharField(_("Level"), max_length=20, choices=DialogueLevel.choices)
    places = models.ManyToManyField(Place, related_name="+", blank=True, verbose_name=_("Other places concerned"))
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="children", null=True, blank=True, verbose_name=_("Feeds the process")
    )
    pillar = models.ForeignKey(Pillar, models.PROTECT, related_name="+", verbose_name=_("Pillar"))
    opened_on = models.DateField(_("Opened on"))
    do_no_harm = models.CharField(_("Do-no-harm decision"), max_length=10, choices=DoNoHarm.choices, blank=True)
    do_no_harm_on = models.DateField(_("Decided on"), null=True, blank=True)
    do_no_harm_note = models.TextField(_("What was weighed, what changes"), blank=True, max_length=2000)
    outcome = listed("outcome", _("Outcome document"), optional=True)
    outcome_on = models.DateField(_("Signed or adopted on"), null=True, blank=True)
    restitution_on = models.DateField(_("Restitution held on"), null=True, blank=True)
    restitution_place = models.ForeignKey(
        Place, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("Place of the restitution")
    )
    restitution_women = models.PositiveIntegerField(_("Women at the restitution"), null=True, blank=True)
    restitution_men = models.PositiveIntegerField(_("Men at the restitution"), null=True, blank=True)
    closed_on = models.DateField(_("Closed on"), null=True, blank=True)
    closing = models.CharField(_("How it ended"), max_length=10, choices=Closing.choices, blank=True)

    class Meta:
        verbose_name = _("dialogue process")
        verbose_name_plural = _("dialogue processes")
        indexes = list_indexes("dialogue", "opened_on", "theme", "level", "pillar")
        constraints = [
            rule(
                "dialogue_outcome_after_opening",
                Q(outcome_on__isnull=True) | Q(outcome_on__gte=F("opened_on")),
                _("The outcome comes before the opening: correct one of the two dates."),
            ),
            rule(
                "dialogue_restitution_after_opening",
                Q(restitution_on__isnull=True) | Q(restitution_on__gte=F("opened_on")),
                _("The restitution comes before the opening: correct one of the two dates."),
            ),
            rule(
                "dialogue_closed_after_opening",
                Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                _("The closing comes before the opening: correct one of the two dates."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Stage(models.Model):
    """Hold the day on which a process reached one of its nine stages, and what shows it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    process = models.ForeignKey(DialogueProcess, models.CASCADE, related_name="stages")
    stage = models.CharField(_("Stage"), max_length=1, choices=StageNumber.choices)
    reached_on = models.DateField(_("Reached on"))
    evidence = models.CharField(_("What shows it"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        ordering = ["stage", "reached_on"]

    def __str__(self) -> str:
        return self.get_stage_display()


class Side(models.TextChoices):
    """Name the sides that promise and receive."""

    STATE = "state", pgettext_lazy("side", "State")
    POPULATION = "population", _("population")
    PARTNER = "partner", _("partner")
    DONOR = "donor", _("donor")
    ACTOR = "actor", _("conflict actor")


class CommitmentType(models.TextChoices):
    """Name the types of commitments; the first three are those of the compacts."""

    FINANCIAL = "financial", _("financial")
    LEGISLATIVE = "legislative", _("legislative")
    POLITICAL = "political", _("political")
    SECURITY = "security", _("security")
    SOCIAL = "social", _("social")
    TECHNICAL = "technical", _("technical")


class CommitmentState(models.TextChoices):
    """Name the states of a commitment, deduced and never typed."""

    TODO = "todo", _("Not started")
    GOING = "going", _("Under way")
    PART = "part", _("Partly kept")
    KEPT = "kept", _("Kept")
    DISPUTED = "disputed", _("Disputed")
    BLOCKED = "blocked", _("Blocked")
    BROKEN = "broken", _("Broken")
    DROPPED = "dropped", _("Dropped")


class Origin(models.TextChoices):
    """Name what a commitment can come from."""

    DIALOGUE = "dialogue", _("a dialogue process")
    COMPACT = "compact", _("a compact with an authority")
    SCORECARD = "scorecard", _("a community scorecard")


class Commitment(Record):
    """Hold one commitment: the words of the meeting, who promised what to whom, for when.

    It comes from one dialogue, one compact or one scorecard: `origin` says which, and `came_of` is that record.

    `state` and its companions cache what `engine.promise.state` deduces on the day of the last word; `pamoja check`
    compares.
    """

    register_name = "commitment"
    hangs_on = tuple(Origin.values)

    origin = models.CharField(
        _("What does it come from?"), max_length=10, choices=Origin.choices, default=Origin.DIALOGUE, blank=True
    )
    dialogue = models.ForeignKey(
        DialogueProcess,
        models.PROTECT,
        related_name="commitments",
        null=True,
        blank=True,
        verbose_name=_("Made in the dialogue"),
    )
    compact = models.ForeignKey(
        Compact,
        models.PROTECT,
        related_name="commitments",
        null=True,
        blank=True,
        verbose_name=_("Engagement of the compact"),
    )
    scorecard = models.ForeignKey(
        Scorecard,
        models.PROTECT,
        related_name="commitments",
        null=True,
        blank=True,
        verbose_name=_("Made on the scorecard"),
    )
    words = models.CharField(
        _("The commitment, in the words of the meeting"),
        max_length=500,
        help_text=_("One sentence, as it was read out and agreed."),
    )
    side = models.CharField(_("Who promises"), max_length=12, choices=Side.choices)
    towards = models.CharField(_("To whom"), max_length=12, choices=Side.choices)
    holder = models.CharField(
        _("Held by"), max_length=200, help_text=_("The office that answers for it, not the name of a person.")
    )
    type = models.CharField(_("Type"), max_length=12, choices=CommitmentType.choices)
    level = models.CharField(_("Level"), max_length=20, choices=DialogueLevel.choices)
    pillar = models.ForeignKey(Pillar, models.PROTECT, related_name="+", verbose_name=_("Pillar"))
    made_on = models.DateField(_("Made on"))
    due_on = models.DateField(_("Due on"), null=True, blank=True)
    means = models.CharField(_("Means"), max_length=300, blank=True, help_text=_("Budget, people, material."))

    state = models.CharField(
        _("State"), max_length=10, choices=CommitmentState.choices, default=CommitmentState.TODO, editable=False
    )
    basis = models.CharField(max_length=10, default="none", editable=False)
    state_since = models.DateField(_("Since"), null=True, editable=False)

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        indexes = [
            *list_indexes("commitment", "made_on", "state", "side", "type", "pillar", "due_on"),
            models.Index(
                fields=["state", "due_on", *LISTED, "side", "type", "pillar", "id"], name="commitment_by_state"
            ),
        ]
        constraints = [
            rule(
                "commitment_due_after_made",
                Q(due_on__isnull=True) | Q(due_on__gte=F("made_on")),
                _("The due date comes before the day of the promise: correct one of the two dates."),
            ),
            rule(
                "commitment_two_sides",
                ~Q(towards=F("side")),
                _("A commitment has two sides: choose another side to whom it is promised."),
            ),
            kept_by_database(
                "commitment_one_origin",
                Q(origin="dialogue", dialogue__isnull=False, compact__isnull=True, scorecard__isnull=True)
                | Q(origin="compact", dialogue__isnull=True, compact__isnull=False, scorecard__isnull=True)
                | Q(origin="scorecard", dialogue__isnull=True, compact__isnull=True, scorecard__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def came_of(self) -> Record:
        """Return the dialogue, the compact or the scorecard that it comes from."""
        found: Record = getattr(self, self.origin)
        return found

    def days_late(self, as_of: date) -> int:
        """Return for how many days the commitment has been due and open, by its cached state."""
        open_since = self.due_on if self.due_on and self.state not in promise.CLOSED else as_of
        return max(0, (as_of - open_since).days)

    def judged(self, as_of: date) -> promise.Judgement:
        """Deduce the state on the evening of `as_of` from the follow-ups."""
        return promise.state(self, [followup.word for followup in self.followups.all()], as_of)


class Voice(models.TextChoices):
    """Name who speaks in a follow-up."""

    PROMISER = "promiser", _("the side that promised")
    RECEIVER = "receiver", _("the side that receives")
    VERIFICATION = "verification", _("an observer who verified")


class Said(models.TextChoices):
    """Name what a follow-up can say; disputed is never said, it is deduced."""

    TODO = "todo", _("Not started")
    GOING = "going", _("Under way")
    PART = "part", _("Partly kept")
    KEPT = "kept", _("Kept")
    BLOCKED = "blocked", _("Blocked")
    BROKEN = "broken", _("Not kept")
    DROPPED = "dropped", _("To be dropped")


class Gathered(models.TextChoices):
    """Name how a word was gathered."""

    MEETING = "meeting", _("meeting")
    INTERVIEWS = "interviews", _("interviews")
    LETTER = "letter", _("letter or signed document")
    CALL = "call", _("telephone call")
    VISIT = "visit", _("visit on the spot")


class Answer(models.TextChoices):
    """Name how a side answers a verification."""

    ACCEPTS = "accepts", _("accepts")
    REFUSES = "refuses", _("refuses")
    NONE = "none", _("no answer")


class FollowUp(Record):
    """Hold one dated word on a commitment: of a side, or of an observer who verified it."""

    register_name = "followup"

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="followups", verbose_name=_("Commitment"))
    said_on = models.DateField(_("Said or seen on"))
    voice = models.CharField(_("Who speaks"), max_length=14, choices=Voice.choices)
    says = models.CharField(_("What is said"), max_length=10, choices=Said.choices)
    words = models.TextField(_("In their words"), max_length=2000, blank=True)
    speaker = models.CharField(
        _("Office or body that speaks"),
        max_length=200,
        help_text=_("An office, a committee, a structure; not the name of a person."),
    )
    gathered = models.CharField(_("How it was gathered"), max_length=12, choices=Gathered.choices)
    women = models.PositiveIntegerField(_("Women present"), null=True, blank=True)
    men = models.PositiveIntegerField(_("Men present"), null=True, blank=True)
    promiser_answer = models.CharField(
        _("Does the side that promised accept it?"),
        max_length=8,
        choices=Answer.choices,
        default=Answer.NONE,
        blank=True,
    )
    receiver_answer = models.CharField(
        _("Does the side that receives accept it?"),
        max_length=8,
        choices=Answer.choices,
        default=Answer.NONE,
        blank=True,
    )

    class Meta:
        verbose_name = _("word on a commitment")
        verbose_name_plural = _("words on commitments")
        ordering = ["said_on", "created_at", "id"]
        indexes = [
            *list_indexes("followup", "said_on", "voice", "says"),
            models.Index(fields=["commitment", "said_on"], name="followup_thread"),
        ]

    def __str__(self) -> str:
        return f"{self.speaker}, {self.said_on:%d/%m/%Y}"

    @property
    def word(self) -> promise.Word:
        """Return the follow-up as the engine reads it."""
        return promise.Word(
            self.said_on,
            self.voice,  # type: ignore[arg-type]
            self.says,  # type: ignore[arg-type]
            self.promiser_answer or "none",  # type: ignore[arg-type]
            self.receiver_answer or "none",  # type: ignore[arg-type]
            int(self.created_at.timestamp() * 1_000_000),
        )
