"""The levels at which a conflict is analysed and a change story is chosen."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Name the levels from the village to the province."""

    VILLAGE = "village", _("village")
    GROUPEMENT = "groupement", _("groupement")
    CHEFFERIE = "chefferie", _("chefferie")
    TERRITOIRE = "territoire", _("territoire")
    PROVINCE = "province", _("province")
