"""Conflict cases: what is disputed, by whom, what was done step by step, how it ended."""

import uuid

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pamoja.records.indexes import list_indexes
from pamoja.records.models import Record, Sensitivity, YesNo, listed
from pamoja.records.rules import kept_by_database, rule


class Nature(models.TextChoices):
    """Name whether a case sets single persons or groups against each other."""

    INDIVIDUAL = "individual", _("individual")
    COLLECTIVE = "collective", _("collective")


class CaseOutcome(models.TextChoices):
    """Name how a case stands: the four words of the case form in use."""

    OPEN = "open", pgettext_lazy("case", "Under way")
    REFERRED = "referred", pgettext_lazy("case", "Referred")
    CLOSED = "closed", pgettext_lazy("case", "Filed without settlement")
    RESOLVED = "resolved", pgettext_lazy("case", "Resolved")


class ReferralAnswer(models.TextChoices):
    """Name what the body to which a case was referred answered."""

    ACCEPTED = "accepted", pgettext_lazy("referral", "accepted")
    REFUSED = "refused", pgettext_lazy("referral", "refused")
    NONE = "none", _("no answer yet")


class WomensRights(models.TextChoices):
    """Name what the settlement changes in the rights of women to the land."""

    BETTER = "better", _("they gain")
    SAME = "same", _("nothing changes for them")
    WORSE = "worse", _("they lose")
    NOT_CONCERNED = "none", _("no woman is concerned")


class PartyKind(models.TextChoices):
    """Name what a party to a case is."""

    PERSON = "person", _("person")
    FAMILY = "family", _("family")
    COMMUNITY = "community", _("community")
    COMPANY = "company", _("company or concession")
    STATE = "state", _("State")


class PartySide(models.TextChoices):
    """Name on which side of a case a party stands."""

    CLAIMANT = "claimant", _("brings the case")
    RESPONDENT = "respondent", _("is complained of")
    OTHER = "other", _("is concerned otherwise")


class PartySex(models.TextChoices):
    """Name the sex of a party; a group may be mixed, unknown is said and never guessed."""

    WOMAN = "f", _("woman")
    MAN = "m", _("man")
    MIXED = "g", _("a group, or not a person")
    UNKNOWN = "x", _("not said")


class Case(Record):
    """Hold one case of land, customary power, limits, pasture, resources or tension between communities."""

    register_name = "case"

    title = models.CharField(
        _("The case in a few words"), max_length=200, help_text=_("What is disputed, and where; no name of a person.")
    )
    type = listed("case_type", _("Type of conflict"))
    nature = models.CharField(_("Nature"), max_length=12, choices=Nature.choices)
    opened_on = models.DateField(_("Opened on"))
    channel = listed("case_channel", _("How it came in"))
    body = listed("case_body", _("Kind of body that handles it"))
    violence = listed("case_violence", _("Violence so far"))
    households = models.PositiveIntegerField(_("Households concerned"), null=True, blank=True)
    people = models.PositiveIntegerField(_("People concerned"), null=True, blank=True)
    displaced = models.CharField(_("Did people flee because of it?"), max_length=3, choices=YesNo.choices, blank=True)
    displaced_people = models.PositiveIntegerField(_("People who fled"), null=True, blank=True)
    account = models.TextField(
        _("What is disputed, and what each side says"),
        max_length=4000,
        blank=True,
        help_text=_("Without names: the parties by their code."),
    )
    referred_on = models.DateField(_("Referred on"), null=True, blank=True)
    referred_to = models.CharField(
        _("Referred to"), max_length=200, blank=True, help_text=_("An office or a body, not the name of a person.")
    )
    referral_answer = models.CharField(
        _("What they answered"),
        max_length=10,
        choices=ReferralAnswer.choices,
        blank=True,
    )
    referral_result = models.CharField(_("What came of it"), max_length=500, blank=True)
    agreement_on = models.DateField(
        _("Agreement signed on"), null=True, blank=True, help_text=_("The day of the signed minutes (PV).")
    )
    witnesses = models.PositiveIntegerField(_("Witnesses who signed"), null=True, blank=True)
    endorsed = models.CharField(_("Endorsed by an authority?"), max_length=3, choices=YesNo.choices, blank=True)
    endorsed_by = models.CharField(
        _("Authority that endorsed it"),
        max_length=200,
        blank=True,
        help_text=_("An office or a body, not the name of a person."),
    )
    womens_rights = models.CharField(
        _("What the agreement changes for the rights of women"),
        max_length=10,
        choices=WomensRights.choices,
        blank=True,
    )
    outcome = models.CharField(_("Outcome"), max_length=10, choices=CaseOutcome.choices, default=CaseOutcome.OPEN)
    outcome_on = models.DateField(_("Since"), null=True, blank=True)
    outcome_reason = models.CharField(
        _("Reason"),
        max_length=500,
        blank=True,
        help_text=_("A case that is resolved without signed minutes needs a reason too."),
    )
    sensitivity = models.CharField(
        _("Sensitivity"), max_length=12, choices=Sensitivity.choices, default=Sensitivity.RESTRICTED
    )

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        indexes = list_indexes("case", "opened_on", "type", "outcome", "body", "outcome_on")
        constraints = [
            rule(
                "case_referred_after_opening",
                Q(referred_on__isnull=True) | Q(referred_on__gte=F("opened_on")),
                _("The referral comes before the opening: correct one of the two dates."),
            ),
            rule(
                "case_agreement_after_opening",
                Q(agreement_on__isnull=True) | Q(agreement_on__gte=F("opened_on")),
                _("The agreement comes before the opening: correct one of the two dates."),
            ),
            rule(
                "case_outcome_after_opening",
                Q(outcome_on__isnull=True) | Q(outcome_on__gte=F("opened_on")),
                _("The outcome comes before the opening: correct one of the two dates."),
            ),
            rule(
                "case_outcome_after_agreement",
                ~Q(outcome="resolved") | Q(agreement_on__isnull=True) | Q(outcome_on__gte=F("agreement_on")),
                _("The case is resolved before its agreement is signed: correct one of the two dates."),
            ),
            kept_by_database(
                "case_resolved_on_paper",
                ~Q(outcome="resolved") | Q(agreement_on__isnull=False) | ~Q(outcome_reason=""),
            ),
            kept_by_database("case_outcome_has_its_day", Q(outcome="open") | Q(outcome_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title


class Party(models.Model):
    """Hold one party to a case under a code of the case; the names of the parties are sealed elsewhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="parties")
    party = models.CharField(_("Party"), max_length=20, help_text=_("A code within the case (A, B, C), not a name."))
    kind = models.CharField(_("Who it is"), max_length=10, choices=PartyKind.choices)
    sex = models.CharField(_("Sex"), max_length=1, choices=PartySex.choices)
    side = models.CharField(_("On which side"), max_length=10, choices=PartySide.choices)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["party"]
        constraints = [models.UniqueConstraint(fields=["case", "party"], name="party_once")]

    def __str__(self) -> str:
        return self.party


class Claim(models.Model):
    """Hold what one party claims to hold, and where: claims may overlap, and none is the true one.

    After the Social Tenure Domain Model: party, relationship of tenure, spatial unit. The unit is told in words, or
    outlined by a point, a line or a polygon as well-known text.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="claims")
    party = models.CharField(_("Party"), max_length=20, help_text=_("The code of a party named above."))
    tenure = listed("tenure", _("What kind of right is claimed"))
    unit = models.CharField(
        _("On what land or thing"), max_length=300, help_text=_("In words: “from the river to the eucalyptus”.")
    )
    outline = models.CharField(
        _("Outline, if measured"),
        max_length=2000,
        blank=True,
        help_text=_("POINT (longitude latitude), LINESTRING (…) or POLYGON ((…)); otherwise leave it empty."),
    )
    hectares = models.DecimalField(
        _("Hectares"), max_digits=10, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["party", "unit"]

    def __str__(self) -> str:
        return f"{self.party}: {self.unit}"


class Step(models.Model):
    """Hold one step of a case and its day, from reception to what follows the agreement."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="steps")
    step = listed("case_step", _("Step"))
    done_on = models.DateField(_("Done on"))
    note = models.CharField(_("What was done"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("step of a case")
        verbose_name_plural = _("steps of a case")
        ordering = ["done_on", "step__order"]

    def __str__(self) -> str:
        return str(self.step)


class Milestone(models.TextChoices):
    """Name the visits that follow a settlement, in months after it."""

    THREE = "3", _("3 months after")
    SIX = "6", _("6 months after")
    TWELVE = "12", _("12 months after")


class Finding(models.TextChoices):
    """Name what a visit found; a visit that did not take place says so, and says nothing of the settlement."""

    HOLDS = "holds", _("it holds")
    PARTLY = "partly", _("it holds in part")
    RELAPSED = "relapsed", _("the conflict is back")
    NOT_VISITED = "not_visited", _("not visited")


class Heard(models.TextChoices):
    """Name who was heard on a visit."""

    ALL = "all", _("all parties")
    SOME = "some", _("some of the parties")
    OTHERS = "others", _("others only")


class Visit(Record):
    """Hold one visit to a settled case, or the word that nobody could go."""

    register_name = "visit"

    case = models.ForeignKey(Case, models.PROTECT, related_name="visits", verbose_name=_("Case"))
    milestone = models.CharField(_("Which visit"), max_length=2, choices=Milestone.choices)
    visited_on = models.DateField(
        _("Date of the visit"), help_text=_("If nobody went: the day on which that is noted.")
    )
    finding = models.CharField(_("What was found"), max_length=12, choices=Finding.choices)
    why_not = models.CharField(_("Why nobody went"), max_length=300, blank=True)
    heard = models.CharField(_("Who was heard"), max_length=10, choices=Heard.choices, blank=True)
    account = models.TextField(
        _("What was seen and heard"),
        max_length=2000,
        blank=True,
        help_text=_("Without names: the parties by their code."),
    )
    sensitivity = models.CharField(
        _("Sensitivity"), max_length=12, choices=Sensitivity.choices, default=Sensitivity.RESTRICTED
    )

    class Meta:
        verbose_name = _("durability visit")
        verbose_name_plural = _("durability visits")
        ordering = ["visited_on", "created_at", "id"]
        indexes = [
            *list_indexes("visit", "visited_on", "finding", "milestone"),
            models.Index(fields=["case", "visited_on"], name="visit_of_case"),
        ]

    def __str__(self) -> str:
        return f"{self.get_milestone_display()}, {self.visited_on:%d/%m/%Y}"
