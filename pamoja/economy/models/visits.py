"""What the visits to works and to grants have in common."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Milestone(models.TextChoices):
    """Name the visits that follow works or a grant, in months after."""

    SIX = "6", _("6 months after")
    TWELVE = "12", _("12 months after")
