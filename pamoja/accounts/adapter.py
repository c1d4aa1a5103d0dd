"""How sign-in behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitationOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Closes public sign-up: people come by invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Answer no."""
        del request
        return False
