"""The address of the instance, as those outside must type it."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def address(request: HttpRequest) -> str:
    """Return the address of the instance without a final slash: the one it was given, else the one asked for."""
    return (settings.ADDRESS or request.build_absolute_uri("/")).rstrip("/")


def link_to(request: HttpRequest, name: str, *path: object) -> str:
    """Return the whole address of a page."""
    return address(request) + reverse(name, args=path)
