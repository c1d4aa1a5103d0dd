"""Signing in through one's organisation: the way out to its page, and the way back."""

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView, OAuth2View
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from requests import RequestException

from pamoja.accounts.organisation_sign_in import Checked
from pamoja.kit.problems import Problem


@require_safe
@never_cache
def begin(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Send the browser to the organisation."""
    return _step(OAuth2LoginView, request, provider_id)


@require_safe
@never_cache
def back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Take in who comes back from the organisation."""
    return _step(OAuth2CallbackView, request, provider_id)


def _step(step: type[OAuth2View], request: HttpRequest, provider_id: str) -> HttpResponseBase:
    try:
        answer: HttpResponseBase = step.adapter_view(Checked(request, provider_id))(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    except (RequestException, KeyError, ValueError) as error:
        raise Problem("accounts.provider_unreachable") from error
    return answer
