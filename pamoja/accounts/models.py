"""People with access: who they are, for whom they work, where, and with which devices."""

import uuid
from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from pamoja.accounts import rights
from pamoja.partners.models import Organisation
from pamoja.places.models import Place


class UserManager(BaseUserManager["User"]):
    """Finds users by their login."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the user who signs in as `username`, whatever its case."""
        return self.get(login=(username or "").lower())


class User(AbstractBaseUser):
    """Hold one person with access: login, organisation, role, and the places they work in.

    No place scope means the whole programme. `previewed_by` is the real person behind one who is only imagined, to see
    what a role sees; what it sees, the real person sees too. `imagined_places` are the places of such a person.
    """

    previewed_by: "User | None" = None
    imagined_places: Sequence[Place] = ()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    login = models.CharField(_("login"), max_length=100, unique=True)
    function = models.CharField(_("function"), max_length=120, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="users", verbose_name=_("organisation"))
    role = models.CharField(_("role"), max_length=30)
    language = models.CharField(_("language"), max_length=5, default="fr")
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    places = models.ManyToManyField(Place, related_name="+", blank=True, verbose_name=_("places"))

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("person with access")
        verbose_name_plural = _("people with access")
        ordering = ["login"]
        constraints = [models.CheckConstraint(condition=~models.Q(role=""), name="user_has_a_role")]

    def __str__(self) -> str:
        return self.function or self.login

    def clean(self) -> None:
        """Bring the login to lower case, so that it is unique whatever the case typed."""
        self.login = self.login.strip().lower()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row; raise ValueError for an unknown role, or for a person who is only imagined."""
        if self.previewed_by:
            raise ValueError("a person imagined for a preview is never written")
        if self.role not in rights.ROLES:
            raise ValueError(f"unknown role {self.role!r}")
        super().save(*args, **kwargs)

    @cached_property
    def scopes(self) -> list[str]:
        """Return the paths of the places that the person is kept to; none: the whole programme. Read once."""
        return sorted(place.path for place in self.places.all())

    @property
    def role_name(self) -> str:
        """Return the name of the role in the active language."""
        return str(rights.ROLES[self.role])


class Invitation(models.Model):
    """Hold a link by which a person chooses a password; only the digest of its secret is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="invitations")
    digest = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return f"{self.user_id} {self.expires_at:%Y-%m-%d}"


class KeyUse(models.TextChoices):
    """Name what a key is for: a phone fetches forms and sends, a program reads and writes records."""

    PHONE = "phone", _("phone")
    PROGRAM = "program", _("program")


class AppKey(models.Model):
    """Hold the key of one device of a person, as ODK's app users have; only its digest is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="app_keys", verbose_name=_("person"))
    label = models.CharField(_("device"), max_length=100)
    use = models.CharField(_("what it is for"), max_length=10, choices=KeyUse.choices, default=KeyUse.PHONE)
    digest = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    last_seen_at = models.DateTimeField(_("last contact"), null=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True)

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label
