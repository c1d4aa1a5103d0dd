"""Addresses of the pages on persons."""

from django.urls import path

from pamoja.desk.persons import deciding, views

urlpatterns = [
    path("persons/count", views.count, name="persons_count"),
    path("persons/duplicates", deciding.duplicates, name="persons_duplicates"),
    path("persons/duplicates/<uuid:one_id>/<uuid:other_id>", deciding.pair, name="persons_pair"),
    path("persons/<uuid:record_id>/held", views.held, name="person_held"),
    path("persons/<uuid:record_id>/give-up", views.give_up, name="person_give_up"),
]
