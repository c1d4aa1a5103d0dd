"""The second factor: who needs one, who has one, and how its secrets are kept."""

import base64
from pathlib import Path
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.conf import settings
from django.core.cache import cache
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from pamoja.accounts.models import User
from pamoja.accounts.rights import ROLES
from pamoja.formats.collect_settings import qr_svg
from pamoja.kit.keyring import seal_for, unseal
from pamoja.kit.seal import keyed_digest

INSTANCE, PURPOSE = "", "mfa"
SEALED = ("secret", "seed")
"""What the data of an app and of recovery codes hold sealed."""
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def needs_second_factor(person: User) -> bool:
    """Tell whether a password alone does not open the desk to a person's role.

    It does not where the role reads restricted records, or gives access to others.
    """
    role = ROLES[person.role]
    return "restricted" in (*role.own, *role.others) or "people.invite" in role.verbs


def has_second_factor(person: User) -> bool:
    """Tell whether a person has an app or a key that confirms who they are."""
    return bool(Authenticator.objects.filter(user=person, type__in=FACTORS).exists())


def must_set_up(person: User) -> bool:
    """Tell whether a person must set up a second factor before anything else; never on a demonstration.

    In a preview of a role, the real person is asked.
    """
    real = person.previewed_by or person
    return needs_second_factor(real) and not is_demonstration() and not has_second_factor(real)


def is_demonstration() -> bool:
    """Tell whether the people of this instance are invented and their passwords shown to everybody."""
    return Path(settings.HOME, "demo.json").exists()


class SealedFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of apps and the seeds of recovery codes sealed."""

    def encrypt(self, text: str) -> str:
        """Return a secret sealed, as text."""
        return base64.b64encode(seal_for(INSTANCE, PURPOSE, text.encode())).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret that `encrypt` was given; raise Problem("seal.unreadable") under another key."""
        return unseal(PURPOSE, base64.b64decode(encrypted_text)).decode()

    def seal_anew(self, authenticator: Authenticator) -> None:
        """Seal the secrets of an app or of recovery codes with the present key; raise Problem when they stay closed."""
        for name in SEALED:
            if name in authenticator.data:
                authenticator.data[name] = self.encrypt(self.decrypt(authenticator.data[name]))
        authenticator.save(update_fields=["data"])

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code of an address as an inline SVG, safe in a page."""
        return mark_safe(qr_svg(url))  # noqa: S308

    def generate_authenticator_name(self, user: User, type: str) -> str:
        """Return the name that a new key gets when its owner gives none."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return str(_("Security key %(number)s")) % {"number": count + 1}


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """Asks for a code at sign-in, and takes none twice while its neighbours in time are taken too."""

    def clean_code(self) -> Any:
        """Return a code that is right and was not used in the last minutes."""
        code = super().clean_code()
        used = keyed_digest("used code", f"{self.user.pk} {''.join(code.split())}").hex()
        if not cache.add(used, True, timeout=4 * 30):
            raise SealedFactors().validation_error("incorrect_code")
        return code


class KeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """Asks for the name of a security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
        self.fields["name"].max_length = 60
