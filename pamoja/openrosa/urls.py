"""Addresses for phones."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
