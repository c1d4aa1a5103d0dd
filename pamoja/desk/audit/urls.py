"""Addresses of this part of the desk."""

from django.urls import path

from pamoja.desk.audit import views

urlpatterns = [
    path("audit", views.audit, name="audit"),
]
