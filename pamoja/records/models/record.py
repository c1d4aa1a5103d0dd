"""What every record of a register has."""

import uuid
from operator import attrgetter
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.constants import LOOKUP_SEP
from django.utils.translation import gettext_lazy as _

from pamoja.kit.problems import Problem
from pamoja.partners.models import Organisation
from pamoja.places.models import Place
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
