"""Addresses of this part of the desk."""

from django.urls import path

from pamoja.desk.preview import views

urlpatterns = [
    path("people/preview", views.preview, name="preview"),
    path("people/preview/leave", views.leave, name="preview_leave"),
    path("people/<uuid:user_id>/preview", views.preview_person, name="preview_person"),
]
