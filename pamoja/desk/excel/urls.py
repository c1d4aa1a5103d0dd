"""Addresses of this part of the desk."""

from django.urls import path

from pamoja.desk.excel import downloads, views

urlpatterns = [
    path("register/<slug:register>/excel", views.excel, name="excel"),
    path("register/<slug:register>/template.xlsx", downloads.template_of, name="excel_template"),
    path("register/<slug:register>.xlsx", downloads.records_of, name="excel_records"),
    path("excel/<uuid:import_id>", views.brought, name="excel_import"),
]
