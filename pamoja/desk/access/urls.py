"""Addresses of this part of the desk."""

from django.urls import path

from pamoja.desk.access import views

urlpatterns = [
    path("register/<slug:register>/<uuid:record_id>/who", views.who, name="record_who"),
    path("register/<slug:register>/<uuid:record_id>/who/name", views.name, name="record_name"),
    path("register/<slug:register>/<uuid:record_id>/who/take-off", views.off, name="record_take_off"),
]
