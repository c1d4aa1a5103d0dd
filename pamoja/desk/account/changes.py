"""What changes the way into one's own account: allauth's pages, each with its line in the audit."""

from typing import Any, ClassVar

from allauth.account.views import PasswordChangeView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from pamoja.accounts.sessions import end_other_sessions
from pamoja.kit.audit import note
from pamoja.kit.by import By


class Noted:
    """Leaves a line in the audit with the change; where `alone`, ends the other sessions, opened by the former way."""

    verb: ClassVar[str]
    alone: ClassVar[bool] = False
    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Make the change and tell of it."""
        by = By(self.request.user, "desk")
        with transaction.atomic():
            response: HttpResponseBase = super().form_valid(form)  # type: ignore[misc]
            note(by, self.verb, "user", by.person.pk)
            if self.alone:
                end_other_sessions(by, self.request.session.session_key or "")
        return response


class AddApp(Noted, ActivateTOTPView):  # type: ignore[misc]
    """Sets up an app that shows codes."""

    verb, alone = "add_app", True


class RemoveApp(Noted, DeactivateTOTPView):  # type: ignore[misc]
    """Removes the app that shows codes."""

    verb = "remove_app"


class AddKey(Noted, AddWebAuthnView):  # type: ignore[misc]
    """Adds a security key."""

    verb, alone = "add_key", True


class RemoveKey(Noted, RemoveWebAuthnView):  # type: ignore[misc]
    """Removes a security key."""

    verb = "remove_key"


class MakeCodes(Noted, GenerateRecoveryCodesView):  # type: ignore[misc]
    """Makes new recovery codes; the old ones stop working."""

    verb = "make_codes"


class ChangePassword(Noted, PasswordChangeView):  # type: ignore[misc]
    """Changes one's own password."""

    verb, alone = "change_password", True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send those who have no password back to their account: an invitation gives them one."""
        if request.user.is_authenticated and not request.user.has_usable_password():
            return redirect("account")
        return super().dispatch(request, *args, **kwargs)  # type: ignore[no-any-return]

    def get_form(self, form_class: Any = None) -> Any:
        """Return the form without its list of rules: the page says them in a sentence."""
        form = super().get_form(form_class)
        form.fields["password1"].help_text = ""
        return form
