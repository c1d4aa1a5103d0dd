"""Addresses of the dictionary."""

from django.urls import path

from pamoja.desk.dictionary import pages

urlpatterns = [
    path("dictionary.csv", pages.dictionary_csv, name="dictionary_csv"),
    path("dictionary/<slug:register>", pages.dictionary, name="dictionary"),
]
