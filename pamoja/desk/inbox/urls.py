"""Addresses of this part of the desk."""

from django.urls import path

from pamoja.desk.inbox import views

urlpatterns = [
    path("inbox", views.inbox, name="inbox"),
    path("inbox/refused", views.rejected, name="inbox_rejected"),
    path("inbox/<uuid:submission_id>", views.item, name="inbox_item"),
    path("inbox/<uuid:submission_id>/again", views.again, name="inbox_again"),
    path("inbox/<uuid:submission_id>/correct", views.correct, name="inbox_correct"),
    path("inbox/<uuid:submission_id>/set-aside", views.set_aside, name="inbox_set_aside"),
]
