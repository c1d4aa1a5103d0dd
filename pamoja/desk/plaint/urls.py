"""Addresses of the public page of complaints: one word that people say and paint on a wall."""

from django.urls import path

from pamoja.desk.plaint import office, views

urlpatterns = [
    path("plainte", views.plaint, name="plainte"),
    path("plainte/suivi", views.status, name="plainte_status"),
    path("plainte/dossier", office.record, name="plainte_record"),
]
