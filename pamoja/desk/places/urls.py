"""Addresses of this part of the desk."""

from django.urls import path

from pamoja.desk.places import views

urlpatterns = [
    path("places", views.places, name="places"),
    path("places/<slug:code>", views.place, name="place"),
    path("zones/<slug:code>", views.zone, name="zone"),
]
