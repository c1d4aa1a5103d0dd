"""Addresses for programs."""

from django.urls import path

from pamoja.api import views

urlpatterns = [
    path("api/", views.registers, name="api"),
    path("api/<slug:register>/schema", views.schema, name="api_schema"),
    path("api/<slug:register>/", views.records, name="api_records"),
    path("api/<slug:register>/<uuid:record_id>/", views.record, name="api_record"),
]
