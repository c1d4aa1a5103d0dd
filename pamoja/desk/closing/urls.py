"""Addresses of this part of the desk."""

from django.urls import path

from pamoja.desk.closing import views

urlpatterns = [
    path("closed", views.closures, name="closures"),
    path("closed/new/<slug:code>", views.close, name="close_area"),
    path("closed/<uuid:closure_id>", views.closure, name="closure"),
]
