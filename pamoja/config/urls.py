"""Addresses of the instance."""

from django.urls import include, path

urlpatterns = [
    path("", include("pamoja.openrosa.urls")),
    path("", include("pamoja.api.urls")),
    path("", include("pamoja.desk.urls")),
]
