"""Addresses of the desk, part by part."""

from django.urls import include, path

urlpatterns = [
    path("", include("pamoja.desk.house.urls")),
    path("", include("pamoja.desk.figures.urls")),
    path("", include("pamoja.desk.registers.urls")),
    path("", include("pamoja.desk.dictionary.urls")),
    path("", include("pamoja.desk.money.urls")),
    path("", include("pamoja.desk.search.urls")),
    path("", include("pamoja.desk.excel.urls")),
    path("", include("pamoja.desk.persons.urls")),
    path("", include("pamoja.desk.calendar.urls")),
    path("", include("pamoja.desk.quality.urls")),
    path("", include("pamoja.desk.access.urls")),
    path("", include("pamoja.desk.files.urls")),
    path("", include("pamoja.desk.inbox.urls")),
    path("", include("pamoja.desk.phones.urls")),
    path("", include("pamoja.desk.places.urls")),
    path("", include("pamoja.desk.closing.urls")),
    path("", include("pamoja.desk.people.urls")),
    path("", include("pamoja.desk.preview.urls")),
    path("", include("pamoja.desk.audit.urls")),
    path("", include("pamoja.desk.plaint.urls")),
    path("", include("pamoja.desk.psea.urls")),
    path("", include("pamoja.desk.account.urls")),
]
