"""Addresses for phones: by HTTP Basic, and the same below the key of a device."""

from django.urls import path

from pamoja.openrosa import views

FETCHED = (
    ("formList", views.forms, "list"),
    ("forms/<slug:form_id>.xml", views.form, "form"),
    ("forms/<slug:form_id>/manifest", views.form_manifest, "manifest"),
    ("forms/<slug:form_id>/media/<str:name>", views.media, "media"),
)

urlpatterns = [
    *(path(route, view, name=f"openrosa_{name}") for route, view, name in FETCHED),
    *(path(f"key/<str:key>/{route}", view, name=f"openrosa_key_{name}") for route, view, name in FETCHED),
]
