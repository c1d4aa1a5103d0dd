"""Cooperatives: who is in them, how they are registered, what they sold, and the credit that they obtained."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamoja.economy.models.grants import Registered
from pamoja.records.amounts import Amount
from pamoja.records.indexes import list_indexes
from pamoja.records.models import Record, listed
from pamoja.records.rules import rule


class Cooperative(Record):
    """Hold one cooperative."""

    register_name = "cooperative"

    title = models.CharField(_("Name of the cooperative"), max_length=200)
    chain = listed("value_chain", _("Main product"))
    founded_on = models.DateField(_("Founded on"))
    ended_on = models.DateField(_("Dissolved on"), null=True, blank=True)
    registered = models.CharField(
        _("Is it registered?"),
        max_length=10,
        choices=Registered.choices,
        help_text=_("In the register of cooperative societies, under the OHADA act."),
    )
    registration = models.CharField(
        _("Registration"), max_length=200, blank=True, help_text=_("Its number, date and office, as on the document.")
    )
    people = models.PositiveIntegerField(_("Members"))
    women = models.PositiveIntegerField(_("Women"), null=True, blank=True)
    men = models.PositiveIntegerField(_("Men"), null=True, blank=True)
    board = models.PositiveIntegerField(_("People on the board"), null=True, blank=True)
    board_women = models.PositiveIntegerField(_("Of these, women"), null=True, blank=True)
    supported_by = models.CharField(
        _("Supported by"), max_length=200, blank=True, help_text=_("Organisations, not names of people.")
    )
    note = models.TextField(_("What else is known"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("cooperative")
        verbose_name_plural = _("cooperatives")
        indexes = list_indexes("cooperative", "founded_on", "chain", "registered", "ended_on")
        constraints = [
            rule(
                "cooperative_people_add_up",
                Q(people=F("women") + F("men")),
                _("Women and men together are not all the members: correct one of the three."),
            ),
            rule(
                "cooperative_board_women",
                Q(board_women__isnull=True) | Q(board_women__lte=F("board")),
                _("There are more women than people on the board: correct one of the two."),
            ),
            rule(
                "cooperative_ended_after_founding",
                Q(ended_on__isnull=True) | Q(ended_on__gte=F("founded_on")),
                _("The cooperative ends before it was founded: correct one of the two dates."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Sale(models.Model):
    """Hold what a cooperative sold of one product in one season."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cooperative = models.ForeignKey(Cooperative, models.CASCADE, related_name="sales")
    until_on = models.DateField(_("Season that ended on"))
    chain = listed("value_chain", _("Product"))
    kilograms = Amount(_("Kilograms sold"))
    price = Amount(_("Price of a kilogram"), null=True, blank=True)
    currency = listed("currency", _("Currency"), optional=True)

    class Meta:
        verbose_name = _("sales of a season")
        verbose_name_plural = _("sales by season")
        ordering = ["-until_on"]

    def __str__(self) -> str:
        return str(self.chain)


class Credit(models.Model):
    """Hold one credit that a cooperative obtained."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cooperative = models.ForeignKey(Cooperative, models.CASCADE, related_name="credits")
    obtained_on = models.DateField(_("Obtained on"))
    amount = Amount(_("Amount"))
    currency = listed("currency", _("Currency"))
    lender = models.CharField(_("From whom"), max_length=200, help_text=_("An institution, not the name of a person."))

    class Meta:
        verbose_name = _("credit obtained")
        verbose_name_plural = _("credits obtained")
        ordering = ["-obtained_on"]

    def __str__(self) -> str:
        return self.lender
