"""Addresses of one's own account: what allauth calls by these names, in our words."""

from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ConfirmByCode
from allauth.mfa.recovery_codes.views import DownloadRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.urls import path
from django.views.generic import RedirectView

from pamoja.desk.account import changes, organisation, views

FACTOR = "account/second-factor"

urlpatterns = [
    path("account", views.account, name="account"),
    path("password", changes.ChangePassword.as_view(), name="account_change_password"),
    path("account/language", views.language, name="account_language"),
    path("account/sessions/end", views.end_others, name="end_other_sessions"),
    path("account/sessions/<int:session_id>/end", views.end_one, name="end_session"),
    path(FACTOR, views.second_factor, name="mfa_index"),
    path(f"{FACTOR}/app", changes.AddApp.as_view(), name="mfa_activate_totp"),
    path(f"{FACTOR}/app/remove", changes.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path(f"{FACTOR}/keys", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path(f"{FACTOR}/keys/add", changes.AddKey.as_view(), name="mfa_add_webauthn"),
    path(f"{FACTOR}/keys/<int:pk>/remove", changes.RemoveKey.as_view(), name="mfa_remove_webauthn"),
    path(f"{FACTOR}/codes", ViewRecoveryCodesView.as_view(), name="mfa_view_recovery_codes"),
    path(f"{FACTOR}/codes/file", DownloadRecoveryCodesView.as_view(), name="mfa_download_recovery_codes"),
    path(f"{FACTOR}/codes/new", changes.MakeCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("account/confirm", ReauthenticateView.as_view(), name="account_reauthenticate"),
    path("account/confirm/code", ConfirmByCode.as_view(), name="mfa_reauthenticate"),
    path("account/confirm/key", ReauthenticateWebAuthnView.as_view(), name="mfa_reauthenticate_webauthn"),
    path("signin/with/<slug:provider_id>", organisation.begin, name="openid_connect_login"),
    path("signin/with/<slug:provider_id>/back", organisation.back, name="openid_connect_callback"),
    path("signin/code", AuthenticateView.as_view(), name="mfa_authenticate"),
]
