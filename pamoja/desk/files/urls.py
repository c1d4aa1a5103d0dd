"""Addresses of files."""

from django.urls import path

from pamoja.desk.files import views

urlpatterns = [
    path("files/<slug:kind>/<slug:key>/<slug:copy>", views.file, name="file"),
    path("files/<str:token>", views.signed_file, name="signed_file"),
]
