"""The place tree, its other names, its populations, and the priority zones that cross it."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pamoja.places.fields import PathField
from pamoja.places.names import fold
from pamoja.places.queries import PlaceQuerySet, ZonePlaceQuerySet, ZoneQuerySet

CODE_LENGTH = 100
FOLDED_LENGTH = 250


class Level(models.IntegerChoices):
    """Name the five levels of the administrative chain."""

    PROVINCE = 1, _("province")
    TERRITOIRE = 2, _("territoire or ville")
    CHEFFERIE = 3, _("chefferie, secteur or commune")
    GROUPEMENT = 4, _("groupement or quartier")
    VILLAGE = 5, _("locality or village")


class Kind(models.TextChoices):
    """Name the kinds of places in the field's own words."""

    PROVINCE = "province", _("province")
    TERRITOIRE = "territoire", _("territoire")
    VILLE = "ville", _("ville")
    CHEFFERIE = "chefferie", _("chefferie")
    SECTEUR = "secteur", _("secteur")
    COMMUNE = "commune", _("commune")
    GROUPEMENT = "groupement", _("groupement")
    QUARTIER = "quartier", _("quartier")
    LOCALITE = "localite", _("locality")
    VILLAGE = "village", _("village")


KINDS: dict[Level, tuple[Kind, ...]] = {
    Level.PROVINCE: (Kind.PROVINCE,),
    Level.TERRITOIRE: (Kind.TERRITOIRE, Kind.VILLE),
    Level.CHEFFERIE: (Kind.CHEFFERIE, Kind.SECTEUR, Kind.COMMUNE),
    Level.GROUPEMENT: (Kind.GROUPEMENT, Kind.QUARTIER),
    Level.VILLAGE: (Kind.LOCALITE, Kind.VILLAGE),
}


class Precision(models.TextChoices):
    """Say what the point of a place is a point of."""

    SITE = "site", _("the settlement itself")
    APPROXIMATE = "approximate", _("the settlement, within about 10 km")
    SEAT = "seat", _("the chief town of the unit")
    CENTRE = "centre", _("approximate centre of the unit")
    TERRITOIRE = "territoire", _("only the territoire is known")


def _kind_fits_level() -> Q:
    """Return the condition "the kind belongs to the level"; at level 2 it may be blank, as in OCHA's table."""
    condition = Q(level=Level.TERRITOIRE, kind="")
    for level, kinds in KINDS.items():
        condition |= Q(level=level, kind__in=[kind.value for kind in kinds])
    return condition


class Place(models.Model):
    """Hold one node of the tree; `code` is the official P-code at levels 1 and 2 and our own below."""

    code = models.CharField(_("code"), max_length=CODE_LENGTH, primary_key=True)
    name = models.CharField(_("official name"), max_length=120)
    usual_name = models.CharField(
        _("usual name"), max_length=120, blank=True, help_text=_("When people say another name than the official list.")
    )
    level = models.PositiveSmallIntegerField(_("level"), choices=Level.choices)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("parent"), related_name="children", null=True, blank=True
    )
    path = PathField(_("path"), max_length=5 * (CODE_LENGTH + 1), editable=False)
    folded = models.CharField(_("names for search"), max_length=FOLDED_LENGTH, editable=False)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    point_precision = models.CharField(
        _("precision of the point"), max_length=12, choices=Precision.choices, blank=True
    )
    external_code = models.CharField(_("code elsewhere"), max_length=60, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.TextField(_("source"), blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(fields=["path"], name="place_path_once"),
            models.CheckConstraint(condition=_kind_fits_level(), name="place_kind_fits_level"),
            models.CheckConstraint(
                condition=Q(level=Level.PROVINCE, parent__isnull=True)
                | Q(level__gt=Level.PROVINCE, parent__isnull=False),
                name="place_only_provinces_are_roots",
            ),
            models.CheckConstraint(condition=~Q(parent=F("code")), name="place_not_its_own_parent"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True, point_precision="")
                | (Q(latitude__range=(-90, 90), longitude__range=(-180, 180)) & ~Q(point_precision="")),
                name="place_point_whole_and_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="place_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["level", "path"], name="place_level_path")]

    def __str__(self) -> str:
        return self.label

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row with its derived columns: path and folded names."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Compute path and folded names from the code, the parent and the names."""
        self.path = f"{self.parent.path if self.parent else ''}{self.code}/"
        names = [fold(name) for name in (self.name, self.usual_name) if name]
        self.folded = f"|{'|'.join(dict.fromkeys(names))}|"[:FOLDED_LENGTH]

    @property
    def common_name(self) -> str:
        """Return the name that people say: "Beni" for the territoire that the official list calls "Oicha"."""
        return self.usual_name or self.name

    @property
    def short_label(self) -> str:
        """Return the name with its kind: "Beni (ville)"; provinces go by their name."""
        if self.level == Level.PROVINCE:
            return self.name
        return f"{self.common_name} ({self.get_kind_display() if self.kind else Level(self.level).label})"

    @property
    def label(self) -> str:
        """Return the name that cannot be mistaken: "Beni (ville), Nord-Kivu"; list labels of `named()` places."""
        return f"{self.short_label}, {self.parent.short_label}" if self.parent else self.short_label

    @property
    def ancestor_codes(self) -> list[str]:
        """Return the codes of the places above, from the province down, without a query."""
        return self.path.rstrip("/").split("/")[:-1]


class PlaceAlias(models.Model):
    """Hold another name or spelling of a place."""

    place = models.ForeignKey(Place, models.CASCADE, verbose_name=_("place"), related_name="aliases")
    name = models.CharField(_("name"), max_length=120)
    folded = models.CharField(_("name for search"), max_length=120, editable=False, db_index=True)
    source = models.TextField(_("source"), blank=True)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["place", "name"]
        constraints = [models.UniqueConstraint(fields=["place", "name"], name="alias_once_per_place")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row with its folded name."""
        self.folded = fold(self.name)[:120]
        super().save(*args, **kwargs)


class PlacePopulation(models.Model):
    """Hold one count or estimate of the people of a place; sources disagree, so several stand side by side."""

    place = models.ForeignKey(Place, models.CASCADE, verbose_name=_("place"), related_name="populations")
    value = models.PositiveIntegerField(_("people"))
    year = models.PositiveSmallIntegerField(_("year"))
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        verbose_name = _("population")
        verbose_name_plural = _("populations")
        ordering = ["place", "year", "source"]
        constraints = [
            models.UniqueConstraint(fields=["place", "year", "source"], name="population_once_per_year_and_source"),
            models.CheckConstraint(condition=Q(year__range=(1950, 2100)), name="population_year_plausible"),
            models.CheckConstraint(condition=~Q(source=""), name="population_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.value} ({self.year}, {self.source})"


class Zone(models.Model):
    """Hold one priority zone: not an administrative unit, it crosses territoires and takes parts of them."""

    code = models.CharField(_("code"), max_length=CODE_LENGTH, primary_key=True)
    name = models.CharField(_("name"), max_length=120)
    source = models.TextField(_("source"))
    places = models.ManyToManyField(Place, verbose_name=_("places"), through="ZonePlace", related_name="zones")

    objects = ZoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("priority zone")
        verbose_name_plural = _("priority zones")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ZonePlace(models.Model):
    """Say that a place belongs to a zone from one day until another, which is excluded; an open end is blank."""

    zone = models.ForeignKey(Zone, models.CASCADE, verbose_name=_("priority zone"), related_name="rows")
    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("place"), related_name="zone_rows")
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    source = models.TextField(_("source"))

    objects = ZonePlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place of a zone")
        verbose_name_plural = _("places of zones")
        ordering = ["zone", "place", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["zone", "place", "valid_from"], name="zone_place_once_per_start"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="zone_place_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zone_id}: {self.place_id}"
