"""Complaints and feedback: what somebody said of the programme, and what was done and answered."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamoja.complaints.clocks import clock_of
from pamoja.engine.complaint import Facts, Standing, standing
from pamoja.records.indexes import list_indexes
from pamoja.records.models import Record, Sensitivity, YesNo, listed
from pamoja.records.rules import kept_by_database, rule


class Complaint(Record):
    """Hold one complaint or word of feedback, from its receipt to the answer given.

    Abuse by staff is none of them: it is kept by `pamoja.psea`, apart from all records.
    """

    register_name = "complaint"

    received_on = models.DateField(_("Received on"))
    channel = listed("complaint_channel", _("Channel"))
    category = listed("complaint_category", _("What it is about"))
    place_said = models.CharField(
        _("The place, as it was said"),
        max_length=200,
        blank=True,
        help_text=_("When it is smaller than the place above, or not in its list."),
    )
    anonymous = models.CharField(
        _("Does the person stay anonymous?"),
        max_length=3,
        choices=YesNo.choices,
        help_text=_("Then neither a name nor a phone is kept."),
    )
    language = listed("language", _("Language spoken"), optional=True)
    said = models.TextField(
        _("What was said"),
        max_length=4000,
        help_text=_(
            "In the words of the person. Abuse or sexual exploitation by staff is never written here: report it on the "
            "public page of complaints, which only the focal points open."
        ),
    )
    acknowledged_on = models.DateField(
        _("Acknowledged on"), null=True, blank=True, help_text=_("The day on which the person was told: received.")
    )
    office = models.CharField(
        _("In hand with"), max_length=200, blank=True, help_text=_("An office or a function, not the name of a person.")
    )
    referred_on = models.DateField(_("Referred on"), null=True, blank=True)
    referred_to = models.CharField(
        _("Referred to"), max_length=200, blank=True, help_text=_("An office or a body, not the name of a person.")
    )
    decision = models.TextField(_("What was decided"), max_length=2000, blank=True)
    answered_on = models.DateField(_("Answered on"), null=True, blank=True)
    answer = models.TextField(_("The answer given"), max_length=2000, blank=True)
    answer_way = listed("complaint_answer", _("How it was given"), optional=True)
    closed_on = models.DateField(_("Closed on"), null=True, blank=True)
    sensitivity = models.CharField(
        _("Sensitivity"), max_length=12, choices=Sensitivity.choices, default=Sensitivity.RESTRICTED
    )

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        indexes = list_indexes(
            "complaint", "received_on", "category", "channel", "acknowledged_on", "answered_on", "closed_on"
        )
        constraints = [
            rule(
                "complaint_acknowledged_after_receipt",
                Q(acknowledged_on__isnull=True) | Q(acknowledged_on__gte=F("received_on")),
                _("It is acknowledged before it was received: correct one of the two dates."),
            ),
            rule(
                "complaint_referred_after_receipt",
                Q(referred_on__isnull=True) | Q(referred_on__gte=F("received_on")),
                _("It is referred before it was received: correct one of the two dates."),
            ),
            rule(
                "complaint_answered_after_receipt",
                Q(answered_on__isnull=True) | Q(answered_on__gte=F("received_on")),
                _("It is answered before it was received: correct one of the two dates."),
            ),
            rule(
                "complaint_closed_after_receipt",
                Q(closed_on__isnull=True) | Q(closed_on__gte=F("received_on")),
                _("It is closed before it was received: correct one of the two dates."),
            ),
            rule(
                "complaint_closed_after_answer",
                Q(closed_on__isnull=True) | Q(answered_on__isnull=True) | Q(closed_on__gte=F("answered_on")),
                _("It is closed before it was answered: correct one of the two dates."),
            ),
            rule(
                "complaint_closed_with_an_answer",
                Q(closed_on__isnull=True) | Q(answered_on__isnull=False) | Q(referred_on__isnull=False),
                _("A complaint is closed once it is answered or referred: say when that was, or leave it open."),
            ),
            kept_by_database("complaint_answer_is_said", Q(answered_on__isnull=True) | ~Q(answer="")),
            kept_by_database("complaint_referral_is_said", Q(referred_on__isnull=True) | ~Q(referred_to="")),
        ]

    def __str__(self) -> str:
        return str(self.category)

    def standing(self, as_of: date) -> Standing:
        """Return how the complaint stands on a day, by the clock of its category."""
        in_hand = bool(self.office) or self.referred_on is not None
        facts = Facts(self.received_on, self.acknowledged_on, in_hand, self.answered_on, self.closed_on)
        return standing(facts, clock_of(self.category_id), as_of)


class Receipt(models.Model):
    """Hold the digest of the code that was given for a complaint made on the public page; the code is kept nowhere."""

    digest = models.BinaryField(max_length=32, unique=True)
    complaint = models.OneToOneField(Complaint, models.CASCADE, related_name="receipt")

    class Meta:
        verbose_name = _("receipt of a complaint")
        verbose_name_plural = _("receipts of complaints")

    def __str__(self) -> str:
        return str(self.complaint_id)
