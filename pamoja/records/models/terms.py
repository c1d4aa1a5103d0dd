"""Lists of values that the programme edits."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


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
