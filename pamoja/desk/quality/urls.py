"""Addresses of data quality."""

from django.urls import path

from pamoja.desk.quality import views

urlpatterns = [
    path("quality", views.quality, name="quality"),
    path("quality/<uuid:issue_id>", views.quality_issue, name="quality_issue"),
]
