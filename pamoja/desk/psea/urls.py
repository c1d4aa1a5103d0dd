"""Addresses of the reports of abuse by staff, and of naming who opens them."""

from django.urls import path

from pamoja.desk.psea import naming, views

urlpatterns = [
    path("psea", views.reports, name="psea"),
    path("psea/<uuid:report_id>/", views.report, name="psea_report"),
    path("people/<uuid:user_id>/focal-point", naming.name, name="psea_name"),
    path("people/<uuid:user_id>/no-focal-point", naming.take_off, name="psea_take_off"),
]
