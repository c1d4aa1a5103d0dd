"""Addresses of this part of the desk."""

from django.urls import path

from pamoja.desk.phones import views

urlpatterns = [
    path("forms", views.forms, name="forms"),
    path("xform/<slug:form_id>/<slug:version>.xml", views.xform, name="xform"),
    path("phones/new", views.device_new, name="device_new"),
    path("programs/new", views.program_new, name="program_new"),
    path("phones/<uuid:device_id>", views.device, name="device"),
    path("phones/<uuid:device_id>/revoke", views.device_revoke, name="device_revoke"),
]
