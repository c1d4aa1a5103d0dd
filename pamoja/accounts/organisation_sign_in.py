"""Signing in through one's organisation (OpenID Connect): for people already invited, and for nobody else."""

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest

from pamoja.accounts.models import User
from pamoja.accounts.providers import Provider, read_providers
from pamoja.kit.audit import note
from pamoja.kit.by import By
from pamoja.kit.problems import Problem

KIND = "openid_connect"
CONFIGURATION_SECONDS = 600


class ByOrganisation(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Finds the person whom a provider vouches for among those who were invited; makes nobody new."""

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        """Return the declared organisations as allauth knows them: one, when its code is given."""
        del request, client_id
        declared, _problems = read_providers()
        return [_app(one) for one in declared if provider in (None, KIND, one.organisation)]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Answer no."""
        del request, sociallogin
        return False

    @transaction.atomic
    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Let the invited person in, tied to one identity at the provider from the first time on.

        Raises Problem("accounts.not_invited") unless a verified e-mail address is the login of an active person of that
        very organisation, and Problem("accounts.other_identity") when that person came with another identity before.
        """
        organisation = sociallogin.provider.app.provider_id
        person = _invited(organisation, sociallogin.email_addresses)
        if person is None:
            raise Problem("accounts.not_invited", organisation=sociallogin.provider.name)
        if sociallogin.is_existing:
            if sociallogin.user.pk != person.pk:
                raise Problem("accounts.other_identity")
            return
        if SocialAccount.objects.filter(user=person, provider=organisation).exists():
            raise Problem("accounts.other_identity")
        sociallogin.connect(request, person)
        note(By(person, "desk"), "connect", "user", person.pk)

    def on_authentication_error(self, request: HttpRequest, provider: Any, *facts: Any, **more: Any) -> None:
        """Raise Problem("accounts.provider_refused")."""
        del request, facts, more
        raise Problem("accounts.provider_refused", organisation=provider.name)


class Checked(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Takes only identities whose signature holds, and keeps nothing of what the provider tells about a person."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Return what the provider says of itself, asked for every ten minutes at most."""
        url = self.get_provider().server_url
        found: dict[str, Any] | None = cache.get(f"openid:{url}")
        if found is None:
            found = super().openid_config
            cache.set(f"openid:{url}", found, CONFIGURATION_SECONDS)
        return found

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        told: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return told

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **facts: Any) -> Any:
        """Return who came; raise OAuth2Error when identity and description are of two people."""
        login = super().complete_login(request, app, token, **facts)
        told = login.account.extra_data
        identity = told.get("id_token", {}).get("sub")
        if not identity or told.get("userinfo", {}).get("sub", identity) != identity:
            raise OAuth2Error("the identity token is missing or of somebody else")
        login.account.extra_data = {}
        return login


def _invited(organisation: str, addresses: list[Any]) -> User | None:
    verified = [one.email.lower() for one in addresses if one.verified is True]
    people = User.objects.filter(login__in=verified, organisation=organisation, is_active=True)
    return people.first() if verified else None


def _app(provider: Provider) -> SocialApp:
    return SocialApp(
        provider=KIND,
        provider_id=provider.organisation,
        name=provider.name,
        client_id=provider.client,
        secret=provider.secret,
        settings={
            "server_url": provider.address,
            "oauth_pkce_enabled": True,
            "verified_email": list(provider.domains),
        },
    )
