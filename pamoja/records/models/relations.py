"""What joins records to one another, and to the people named for them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


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
