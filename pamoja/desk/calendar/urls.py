"""Addresses of the calendar."""

from django.urls import path

from pamoja.desk.calendar import views

urlpatterns = [
    path("calendar", views.calendar, name="calendar"),
    path("calendar/<str:token>.ics", views.calendar_feed, name="calendar_feed"),
]
